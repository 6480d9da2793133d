package main

import "fmt"

type pt struct{ x, y int }

func main() {
	m := map[string]int{"one": 1, "two": 2}
	v, ok := m["three"]
	fmt.Println(v, ok, len(m), m)
	m["one"] += 10
	m["new"]++
	delete(m, "two")
	delete(m, "absent")
	fmt.Println(m, m["none"])
	if v, ok := m["one"]; ok {
		fmt.Println("has", v)
	}
	p := map[pt]string{{1, 2}: "a", {0, 5}: "b"}
	p[pt{3, 3}] = "c"
	fmt.Println(p, p[pt{0, 5}])
	pp := map[string]*pt{"o": {1, 1}}
	pp["o"].x = 50
	fmt.Println(*pp["o"], pp["none"] == nil)
	nested := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc"} {
		k := w[:1]
		if nested[k] == nil {
			nested[k] = map[string]int{}
		}
		nested[k][w]++
	}
	fmt.Println(nested, nested["zz"]["q"])
	sl := map[bool][]int{}
	for i := range 6 {
		sl[i%2 == 0] = append(sl[i%2 == 0], i)
	}
	fmt.Println(sl)
	alias := m
	alias["x"] = 5
	fmt.Println(m["x"], len(alias) == len(m))
	clear(m)
	fmt.Println(len(alias), alias)
}
