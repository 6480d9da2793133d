package main

import "fmt"

type point struct{ x, y int }
type line struct {
	a, b point
	name string
	meta any
}

func main() {
	p, q := point{1, 2}, point{1, 2}
	fmt.Println(p == q, p != q, &p == &q, p == point{1, 2}, p == (point{x: 1}))
	l := line{p, q, "l", 1}
	m := line{p, q, "l", 1}
	fmt.Println(l == m)
	m.meta = "1"
	fmt.Println(l == m)
	m.meta = 1
	m.b.y = 7
	fmt.Println(l == m, l.a == m.a)
	var i, j any = p, q
	fmt.Println(i == j, i == any(point{1, 3}), i == any(&p))
	anon := struct{ x, y int }{1, 2}
	fmt.Println(point(anon) == p, point(anon) == q)
	i = anon
	fmt.Println(i == any(p))
	func() {
		defer func() { fmt.Println(recover()) }()
		l.meta = []int{1}
		m = l
		fmt.Println(l == m)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var a, b any = map[string]int{}, map[string]int{}
		fmt.Println(a == b)
	}()
	fmt.Println([2]point{{1, 2}} == [2]point{p, {}}, struct{}{} == struct{}{})
	switch p {
	case point{0, 0}:
		fmt.Println("origin")
	case point{1, 2}:
		fmt.Println("found")
	}
}
