package main

import (
	"encoding/json"
	"fmt"
)

type color int

func (c *color) UnmarshalJSON(b []byte) error {
	*c = color(len(b))
	return nil
}

func main() {
	var c color
	fmt.Println(json.Unmarshal([]byte(`"abc"`), &c), c)
	var s struct {
		C color
		L []color
		M map[string]*color
	}
	fmt.Println(json.Unmarshal([]byte(`{"C":"x","L":[true],"M":{"a":"y"}}`), &s), s.C, s.L)
}
