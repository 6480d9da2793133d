package main

import (
	"fmt"
	"maps"
)

func main() {
	m := map[string]int{"a": 1}
	fmt.Println(maps.Clone(m))
}
