package main

import "fmt"

type t struct{ n int }

func main() {
	pool := []int{0}
	add := func() int { pool = append(pool, 0); return len(pool) - 1 }
	if pool[0] = add(); len(pool) > 1 {
		fmt.Println(pool)
	}
	switch pool[0] += add(); len(pool) {
	default:
		fmt.Println(pool)
	}
	i := 0
	next := func() int { i++; return i }
	a := make([]int, 12)
	for a[next()] = next(); i < 9; a[next()] += next() {
		fmt.Println(i, a)
	}
	p := &t{1}
	q := p
	for p.n = 2; p.n < 6; p.n += func() int { p = q; return 2 }() {
		q = &t{p.n + 1}
	}
	fmt.Println(p.n, q.n, a)
	s := t{}
	if s.n = next(); s.n > 0 {
		fmt.Println(s)
	}
	var x any
	m := map[string]any{}
	for m["a"] = any(next()); i < 13; m["a"], x = next(), next() {
	}
	fmt.Println(m, x)
}

type point struct{ x, y int }

func two() (int, string) { return 7, "two" }

func init() {
	m := map[string]int{}
	var s string
	list := []point{{1, 2}}
	if m["k"], s = two(); m["k"] > 0 {
		fmt.Println(m, s)
	}
	if list[0], m["n"] = (point{3, 4}), len(m); list[0].x == 3 {
		fmt.Println(list, m)
	}
	a, b := 1, 2
	if a, b = b, a+len(list); a < b {
		fmt.Println(a, b)
	}
	g := func(n int) int { return n + 1 }
	for i, j := 0, 9; i < j; i, j = g(i), j-g(i) {
		fmt.Println(i, j)
	}
	var err error
	for p := (point{}); p.x < 3; p, err = (point{g(p.x), 1}), nil {
		fmt.Println(p, err)
	}
	var fs []func() int
	for i, n := 0, 0; i < 3; i, n = g(i), n+1 {
		fs = append(fs, func() int { return i*10 + n })
	}
	for _, f := range fs {
		fmt.Println(f())
	}
	var x, y any = 1, "a"
	switch x, y = y, x; x {
	case "a":
		fmt.Println(x, y)
	}
	var e1 error
	if _, e1 = fmt.Sscan("5", &a); e1 == nil {
		fmt.Println(a)
	}
}
