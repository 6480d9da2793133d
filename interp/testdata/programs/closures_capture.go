package main

import "fmt"

func counter() (inc func() int, get func() int) {
	n := 0
	inc = func() int { n++; return n }
	get = func() int { return n }
	return
}
func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func main() {
	inc, get := counter()
	inc()
	inc()
	inc2, get2 := counter()
	inc2()
	fmt.Println(get(), get2())
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var gs []func()
	for i, s := range []string{"a", "b"} {
		gs = append(gs, func() { fmt.Print(i, s, " ") })
	}
	for k := range map[string]int{"k": 1} {
		gs = append(gs, func() { fmt.Print(k, " ") })
	}
	for n := range 2 {
		n := n * 100
		gs = append(gs, func() { n++; fmt.Print(n, " ") })
	}
	for _, g := range gs {
		g()
		g()
	}
	fmt.Println()
	add := func(n int) func(int) int { return func(x int) int { return x + n } }
	fmt.Println(compose(add(1), add(10), func(x int) int { return x * x })(1))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15), func(a, b int) int { return a * b }(6, 7))
	x := 1
	f := func() { x++ }
	f()
	x *= 10
	f()
	fmt.Println(x)
}
