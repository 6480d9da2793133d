package main

import (
	"encoding/json"
	"fmt"
)

type base struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
}
type Audit struct {
	By string
	At int `json:"at"`
}
type doc struct {
	base
	*Audit
	Title string `json:"title"`
	Kind  string `json:"kind"`
	Inner struct {
		X, Y int
	} `json:"inner"`
	List []struct{ A string } `json:"list"`
}

func main() {
	d := doc{base: base{1, "inner"}, Audit: &Audit{"me", 3}, Title: "t", Kind: "outer"}
	d.Inner.X = 4
	d.List = append(d.List, struct{ A string }{"z"})
	b, err := json.Marshal(d)
	fmt.Println(string(b), err)
	b, err = json.Marshal([]any{doc{}, &d.Inner, [2]base{}})
	fmt.Println(string(b), err)
}
