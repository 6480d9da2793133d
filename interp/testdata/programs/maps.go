package main

import (
	"fmt"
	"sort"
)

type point struct{ x, y int }

type graph map[string][]string

func (g graph) add(a, b string) { g[a] = append(g[a], b) }

func main() {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Print(k, "=", m[k], " ")
	}
	m["a"]++
	m["d"] += 5
	delete(m, "b")
	v, ok := m["b"]
	fmt.Println(len(m), v, ok, m)
	if v, ok := m["a"]; ok {
		fmt.Println("a", v)
	}
	pts := map[point]string{{1, 2}: "p", {3, 4}: "q"}
	fmt.Println(pts[point{1, 2}], pts[point{0, 0}] == "")
	g := graph{}
	g.add("x", "y")
	g.add("x", "z")
	fmt.Println(g, len(g["x"]), len(g["none"]))
	nested := map[string]map[string]int{}
	for _, k := range []string{"a", "b", "a"} {
		if nested[k] == nil {
			nested[k] = map[string]int{}
		}
		nested[k]["n"]++
	}
	fmt.Println(nested)
	structs := map[string]*point{"p": {1, 2}}
	structs["p"].x = 10
	fmt.Println(*structs["p"])
	set := map[int]struct{}{}
	for _, n := range []int{1, 2, 1} {
		set[n] = struct{}{}
	}
	_, has := set[2]
	fmt.Println(len(set), has)
	fns := map[string]func(int, int) int{
		"add": func(a, b int) int { return a + b },
		"mul": func(a, b int) int { return a * b },
	}
	fmt.Println(fns["add"](3, 4), fns["mul"](3, 4))
	var nilmap map[string]int
	fmt.Println(nilmap["x"], len(nilmap), nilmap == nil)
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m))
}
