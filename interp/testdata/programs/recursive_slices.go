package main

import "fmt"

type A struct {
	bs []B
	m  map[string]*B
}
type B struct {
	a *A
	n int
}
type L struct {
	sub []L
	m   map[string]L
	f   func(L) L
}

func main() {
	a := &A{m: map[string]*B{}}
	a.bs = append(a.bs, B{a, 1}, B{a, 2})
	a.m["x"] = &a.bs[1]
	a.m["x"].n = 7
	fmt.Println(len(a.bs), a.bs[1].n, a.bs[0].a == a)
	l := L{sub: []L{{}, {}}, m: map[string]L{"a": {}}}
	l.f = func(x L) L { return L{sub: []L{x}} }
	fmt.Println(len(l.sub), len(l.m), len(l.f(l).sub[0].sub))
}
