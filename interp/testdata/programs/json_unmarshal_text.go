package main

import (
	"encoding/json"
	"fmt"
)

type level int

func (l *level) UnmarshalText(b []byte) error { *l = level(len(b)); return nil }

func main() {
	var s struct {
		L level
		M map[level]int
	}
	fmt.Println(json.Unmarshal([]byte(`{"L":"abc","M":{"xy":1}}`), &s), s)
}
