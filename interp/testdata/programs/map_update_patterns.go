package main

import (
	"fmt"
	"strings"
)

type stat struct{ n, sum int }

func main() {
	m := map[string]stat{}
	for i, k := range []string{"a", "b", "a"} {
		s := m[k]
		s.n++
		s.sum += i
		m[k] = s
	}
	fmt.Println(m)
	p := map[string]*stat{}
	for _, k := range []string{"x", "y", "x"} {
		if p[k] == nil {
			p[k] = &stat{}
		}
		p[k].n++
	}
	fmt.Println(*p["x"], *p["y"])
	idx := map[string]int{}
	for _, w := range strings.Fields("to be or not to be") {
		if _, ok := idx[w]; !ok {
			idx[w] = len(idx)
		}
	}
	fmt.Println(idx)
	inv := make(map[int]string, len(idx))
	for k, v := range idx {
		inv[v] = k
	}
	fmt.Println(inv, len(inv) == len(idx))
	for k, v := range map[int]bool{1: true, 2: false} {
		if !v {
			delete(inv, k)
		}
	}
	fmt.Println(inv)
}
