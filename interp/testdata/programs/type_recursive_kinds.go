package main

import "fmt"

type chain chan chain
type recv <-chan recv
type send chan<- send
type arr [2]*arr
type deep [2][]deep
type link chan box
type box struct{ l link }
type cs []chan cs
type mc map[string]chan mc
type grid [2]*row
type row struct {
	g    grid
	name string
}
type fs [1]func(fs) fs

func (c chain) send(d chain) chain { c <- d; return c }
func (a *arr) depth() int {
	if a == nil {
		return 0
	}
	return 1 + max(a[0].depth(), a[1].depth())
}

type T struct {
	l, r  *T
	m     map[string]*T
	f     func(*T) T
	c     chan T
	a     [2]*T
	s     [][]T
	inner struct {
		t *T
		n int
	}
	v any
}

func main() {
	c := make(chain, 2)
	c.send(c).send(nil)
	fmt.Println(<-c == c, <-c == nil, len(c), cap(c))
	fmt.Printf("%T\n", c)
	close(c)
	x, ok := <-c
	fmt.Println(x == nil, ok)
	rc := make(chan recv, 1)
	var r recv = rc
	rc <- r
	fmt.Println(<-r == r)
	sc := make(chan send, 1)
	var s send = sc
	s <- s
	fmt.Println(<-sc == s)
	a := &arr{{}, {nil, {}}}
	a[0][1] = a[1]
	fmt.Println(a.depth(), len(a), a[0][1] == a[1])
	d := deep{{{}, {}}, nil}
	d[1] = append(d[1], d)
	fmt.Println(len(d[0]), len(d[1][0][0]))
	l := make(link, 1)
	l <- box{l}
	b := <-l
	fmt.Println(b.l == l, b == box{l})
	list := cs{make(chan cs, 1)}
	list[0] <- list
	fmt.Println(len(<-list[0]))
	m := mc{"a": make(chan mc, 1)}
	m["a"] <- m
	fmt.Println(len(<-m["a"]))
	w := row{name: "w"}
	w.g[1] = &w
	fmt.Println(w.g[1].g[1].name, w.g[0] == nil)
	f := fs{func(g fs) fs { return g }}
	fmt.Println(f[0](f)[0] != nil)
	select {
	case s <- s:
		fmt.Println("sent", len(sc))
	default:
	}
	for v := range sc {
		fmt.Println(v == s)
		break
	}
	t := &T{l: &T{}, m: map[string]*T{}}
	t.r = t
	t.m["a"] = t
	t.f = func(t *T) T { return *t.r }
	t.c = make(chan T, 1)
	t.a[1] = t.l
	t.s = [][]T{{{}, *t}}
	t.inner.t, t.inner.n = t, 4
	t.c <- *t
	t.v = t
	fmt.Println(t.r.r == t, t.m["a"].l == t.l, (<-t.c).r == t, t.a[1] == t.l, t.s[0][1].r == t, t.inner.t.inner.n, t.f(t).inner.n, t.v.(*T) == t)
	type local chan local
	lc := make(local, 1)
	lc <- lc
	fmt.Println(len(lc))
}
