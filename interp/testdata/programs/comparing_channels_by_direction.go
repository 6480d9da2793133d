package main

import "fmt"

type C chan int
type R <-chan int
type S chan<- int
type N []int
type F func()
type M map[string]int
type P *int
type T struct{ x int }
type A [2]int

func main() {
	c := make(C, 1)
	var r <-chan int = c
	var s chan<- int = c
	var u chan int = c
	var nr R = R((chan int)(c))
	var ns S = S((chan int)(c))
	fmt.Println(c == r, r == c, c == u, u == c, c == s, s == c, u == r, r == u, nr == r, r == nr, s == ns, ns == s)
	fmt.Println(C(u) == r, c != r, nr == u, u == nr, ns == u, (<-chan int)(c) == u, nr == R(r))
	m := map[bool]int{c == r: 1}
	fmt.Println(m)
	switch r {
	case c:
		fmt.Println("same")
	}
	switch c {
	case r:
		fmt.Println("same")
	}
	switch nr {
	case r, u:
		fmt.Println("same")
	}
	switch u {
	case nil, nr:
		fmt.Println("same")
	}
	var p P
	x := 1
	p = &x
	q := &x
	fmt.Println(p == q, q == p, p != q)
	fmt.Println(T{1} == struct{ x int }{1}, struct{ x int }{1} == T{1}, A{1} == [2]int{1}, [2]int{} == A{})
	var a any = r
	fmt.Println(a == r, a == c, any(c) == c, a == any(u), r == a)
	var e interface{ m() }
	fmt.Println(e == nil, nil == e)
	fmt.Println(C(nil) == r, C(nil) == nil, (<-chan int)(nil) == C(nil), r == (chan int)(nil))
	n := 1
	f := func() int { return 1 }
	fmt.Println((<-chan int)(u) == r || n == 2, r == (<-chan int)(u) && n == 1, !(r == (<-chan int)(u)) || n == 2)
	fmt.Println((func() int)(f)() == 1 || n == 2, struct{ x int }(T{1}) == struct{ x int }{1} && n == 1)
	if r == nr || u == nr {
		fmt.Println("either")
	}
	type B bool
	b := B((<-chan int)(u) == r) && B(n == 1)
	fmt.Printf("%T %v\n", b, b)
	for i := 0; (<-chan int)(u) == r && i < 2; i++ {
		fmt.Println(i)
	}
	switch {
	case struct{ x int }(T{1}) == struct{ x int }{2}, (<-chan int)(u) == r:
		fmt.Println("case")
	}
}
