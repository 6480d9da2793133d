package main

import "fmt"

func main() {
	x, b := 5, true
	var a any
	a = -x
	fmt.Println(a)
	m := map[string]any{}
	m["b"] = !b
	list := []any{nil}
	list[0] = -x
	s := struct{ v any }{}
	s.v = -x
	fmt.Println(m, list, s)
}
