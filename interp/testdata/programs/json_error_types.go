package main

import (
	"encoding/json"
	"fmt"
)

type target struct {
	A int `json:"a"`
}

func main() {
	var t target
	err := json.Unmarshal([]byte(`{}`), t)
	fmt.Println(err)
	err = json.Unmarshal([]byte(`[]`), &t)
	fmt.Println(err)
	_, err = json.Marshal(map[target]int{{1}: 1})
	fmt.Println(err)
}
