package main

import (
	"fmt"
	"strings"
)

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func memo(f func(int) int) func(int) int {
	cache := map[int]int{}
	return func(n int) int {
		if v, ok := cache[n]; ok {
			return v
		}
		v := f(n)
		cache[n] = v
		return v
	}
}

type handler func(string) string

func (h handler) serve(s string) string { return h("[" + s + "]") }

type middleware func(handler) handler

func chain(h handler, ms ...middleware) handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

type visitor struct {
	visit func(depth int, name string)
	depth int
}

func (v *visitor) walk(names ...string) {
	for _, n := range names {
		v.visit(v.depth, n)
		v.depth++
	}
}

func main() {
	next, reset := counter()
	next()
	next()
	reset()
	fmt.Println(next())
	other, _ := counter()
	fmt.Println(other())
	add := func(n int) func(int) int { return func(x int) int { return x + n } }
	fmt.Println(compose(add(1), add(10), func(x int) int { return x * 2 })(5))
	var fib func(int) int
	fib = memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(40))
	up := func(h handler) handler { return func(s string) string { return strings.ToUpper(h(s)) } }
	ex := func(h handler) handler { return func(s string) string { return h(s) + "!" } }
	h := chain(func(s string) string { return "hi " + s }, up, ex)
	fmt.Println(h("bob"), h.serve("al"))
	var log []string
	v := &visitor{visit: func(d int, n string) { log = append(log, fmt.Sprint(d, n)) }}
	v.walk("a", "b")
	fmt.Println(log)
	fs := map[string]func(...int) int{
		"sum": func(xs ...int) (t int) {
			for _, x := range xs {
				t += x
			}
			return
		},
	}
	fmt.Println(fs["sum"](1, 2, 3), fs["sum"]([]int{4, 5}...))
	x := 1
	inc := func() { x++ }
	inc()
	inc()
	fmt.Println(x)
	func(a, b int) { x = a * b }(3, 4)
	fmt.Println(x)
	defer func(s string) { fmt.Println("deferred", s, x) }("arg")
	x = 99
	var acc []func()
	for _, w := range []string{"a", "b"} {
		for i := range 2 {
			acc = append(acc, func() { fmt.Print(w, i, " ") })
		}
	}
	for _, f := range acc {
		f()
	}
	fmt.Println()
	y := 0
	set := func() *int { return &y }
	*set() = 7
	fmt.Println(y)
	rec := func() (r string) {
		defer func() { r = fmt.Sprint("rec ", recover()) }()
		var arr []int
		_ = arr[3]
		return "no"
	}
	fmt.Println(strings.HasPrefix(rec(), "rec runtime error: index out of range"))
}
