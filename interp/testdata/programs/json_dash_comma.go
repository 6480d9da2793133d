package main

import (
	"encoding/json"
	"fmt"
)

type t struct {
	A int `json:"-,"`
	B int `json:"-"`
}

func main() {
	b, err := json.Marshal(t{1, 2})
	fmt.Println(string(b), err)
}
