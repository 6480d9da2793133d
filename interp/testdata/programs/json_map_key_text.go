package main

import (
	"encoding/json"
	"fmt"
)

type key struct{ a, b int }

func (k key) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%d-%d", k.a, k.b), nil }

func main() {
	b, err := json.Marshal(map[key]string{{1, 2}: "x"})
	fmt.Println(string(b), err)
}
