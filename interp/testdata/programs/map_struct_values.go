package main

import (
	"fmt"
	"time"
)

type stats struct {
	n    int
	name string
	list []int
}

func (s stats) with(n int) stats { s.n += n; return s }

func main() {
	m := map[string]stats{}
	s := m["a"]
	s.n++
	fmt.Println(m["a"].n, len(m))
	m["a"] = s
	m["a"] = m["a"].with(5)
	fmt.Println(m["a"], m["zz"].list == nil, m["a"].name == "")
	x := m["a"]
	x.list = append(x.list, 1)
	m["a"] = x
	m["a"].list[0] = 42
	fmt.Printf("%+v\n", m)
	fm := map[string]func(...int) int{
		"sum": func(v ...int) int {
			t := 0
			for _, x := range v {
				t += x
			}
			return t
		},
		"len": func(v ...int) int { return len(v) },
	}
	fmt.Println(fm["sum"](1, 2, 3), fm["len"](), fm["none"] == nil)
	arr := map[string][2]int{"a": {1, 2}}
	fmt.Println(arr["a"][1], arr["b"])
	ifm := map[string]fmt.Stringer{"t": time.Second}
	fmt.Println(ifm["t"], ifm["u"])
	type key struct {
		a string
		b [2]int
		c any
	}
	km := map[key]int{{"x", [2]int{1, 2}, 3}: 1}
	km[key{"x", [2]int{1, 2}, 3}]++
	km[key{"x", [2]int{1, 2}, "3"}]++
	fmt.Println(len(km), km[key{"x", [2]int{1, 2}, 3}])
}
