package main

import (
	"fmt"
	"io"
)

type T struct{ name string }

func (t T) who() string { return "outer " + t.name }

func a() any {
	type T struct{ n int }
	return T{1}
}
func b() any {
	type T struct{ n int }
	return T{1}
}
func gen(n int) []any {
	var out []any
	for i := range n {
		type item struct{ i, sq int }
		out = append(out, item{i, i * i})
	}
	return out
}

func main() {
	fmt.Println(a() == b(), a() == a(), T{"t"}.who())
	fmt.Printf("%T %v %v\n", a(), a(), gen(3))
	g := gen(2)
	fmt.Println(g[0] == gen(1)[0])
	type point struct{ x, y int }
	type path []point
	type visit func(point) bool
	p := path{{1, 2}, {3, 4}}
	each := func(p path, v visit) {
		for _, q := range p {
			if !v(q) {
				return
			}
		}
	}
	each(p, func(q point) bool { fmt.Print(q.x, " "); return q.x < 3 })
	{
		type point string
		fmt.Println(point("inner"))
	}
	m := map[string]point{"a": {5, 6}}
	fmt.Printf("%v %T\n", m, m)
	type err struct{ error }
	fmt.Println(err{io.EOF}, err{io.EOF} == err{io.EOF})
	type node struct {
		v    int
		next *node
	}
	n := &node{1, &node{2, nil}}
	fmt.Println(n.next.v)
}
