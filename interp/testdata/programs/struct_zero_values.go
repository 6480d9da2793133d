package main

import (
	"fmt"
	"sync"
	"time"
)

type inner struct {
	n int
	s []string
}
type all struct {
	b   bool
	i   int
	f   float64
	c   complex128
	s   string
	r   rune
	a   [2]int
	sl  []int
	m   map[string]int
	p   *int
	fn  func()
	ch  chan int
	e   error
	any any
	in  inner
	pin *inner
	t   time.Time
	d   time.Duration
	mu  sync.Mutex
}

func main() {
	var v all
	fmt.Println(v.b, v.i, v.f, v.c, v.s == "", v.r, v.a, v.sl == nil, v.m == nil, v.p == nil, v.fn == nil, v.ch == nil, v.e == nil, v.any == nil, v.in.n, v.in.s == nil, v.pin == nil, v.t.IsZero(), v.d)
	p := new(all)
	p.in.s = append(p.in.s, "x")
	p.mu.Lock()
	p.mu.Unlock()
	fmt.Println(len(p.in.s), p.a[1], v.in.s == nil)
	arr := make([]inner, 2)
	arr[1].n++
	fmt.Printf("%v %+v\n", arr, inner{})
	q := new(int)
	*q += 5
	fmt.Println(*q, *new(string) == "", new(inner).n)
	var e struct{}
	fmt.Println(e)
	*p = all{i: 3}
	fmt.Println(p.i, p.in.s == nil)
}
