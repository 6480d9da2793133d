package main

import (
	"errors"
	"fmt"
)

func a() (n int, err error) {
	set := func(v int) { n = v }
	set(5)
	func() {
		defer func() { err = errors.New(fmt.Sprint("set ", n)) }()
		n *= 2
	}()
	return n + 1, err
}
func b(fs ...func() int) (total int) {
	for i := range fs {
		total += fs[i]()
	}
	return
}
func c(n int) (out []func() int) {
	for i := 0; i < n; i++ {
		x := i * i
		out = append(out, func() int { x++; return x + i })
	}
	return
}
func d() func() (int, func()) {
	n := 0
	return func() (int, func()) { n++; return n, func() { n *= 10 } }
}

type obj struct{ get, inc func() int }

func newObj() *obj {
	var o obj
	n := 0
	o.inc = func() int { n++; return o.get() }
	o.get = func() int { return n }
	return &o
}

func main() {
	fmt.Println(a())
	fs := c(3)
	fmt.Println(b(fs...), b(fs...), b())
	f := d()
	_, g := f()
	g()
	n, _ := f()
	fmt.Println(n)
	o := newObj()
	o.inc()
	fmt.Println(o.inc(), o.get())
	x := 1
	inc := func(p *int) func() int { return func() int { *p++; return *p } }(&x)
	inc()
	x *= 5
	fmt.Println(inc(), x)
	var fact func(int) int
	fact = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * fact(n-1)
	}
	old := fact
	fact = func(n int) int { return old(n) + 1 }
	fmt.Println(fact(3))
	for i := range 2 {
		defer func(n int) { fmt.Println("deferred", i, n, x) }(x)
		x += 100
	}
}
