package main

import (
	"fmt"
	"sort"
)

func keys(m map[int]string) []int {
	var out []int
	for k := range m {
		out = append(out, k)
	}
	sort.Ints(out)
	return out
}

func main() {
	m := map[int]string{}
	for i := range 20 {
		m[i] = fmt.Sprint("v", i)
	}
	for k := range m {
		if k%3 != 0 {
			delete(m, k)
		}
	}
	fmt.Println(keys(m), len(m))
	seen := 0
	for range m {
		seen++
		for k := range m {
			delete(m, k)
		}
	}
	fmt.Println(seen, len(m))
	n := map[string]int{"a": 1, "b": 2, "c": 3}
	sum := 0
	for k, v := range n {
		n[k] = v * 10
		sum += v
	}
	fmt.Println(sum, n)
	var k string
	var v int
	for k, v = range map[string]int{"only": 7} {
	}
	fmt.Println(k, v)
	inverse := map[int][]string{}
	for k, v := range map[string]int{"a": 1, "b": 2, "c": 1} {
		inverse[v] = append(inverse[v], k)
	}
	for _, l := range inverse {
		sort.Strings(l)
	}
	fmt.Println(inverse)
}
