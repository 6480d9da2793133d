package main

import (
	"encoding/json"
	"fmt"
)

type base struct {
	ID int `json:"id"`
}
type tagged struct {
	base `json:"base"`
	N    int
}

func main() {
	b, err := json.Marshal(tagged{base{2}, 3})
	fmt.Println(string(b), err)
}
