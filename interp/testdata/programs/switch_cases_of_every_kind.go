package main

import "fmt"

type W struct{ n int }

func (w W) get() int { return w.n }

type G interface{ get() int }

func pick(b bool) func(int) int {
	if b {
		return func(n int) int { return n * 2 }
	}
	return nil
}

func main() {
	// computed cases of every expression kind in later places
	w := W{3}
	pw := &w
	var g G = w
	l := []int{1, 2, 3}
	m := map[string]int{"a": 3}
	c := make(chan int, 3)
	c <- 9
	c <- 3
	f := pick(true)
	type S struct{ a, b string }
	s := S{"x", "y"}
	str := "abc"
	for i, n := range []int{3, 6, 99, 4} {
		switch n {
		case 1, w.n:
			fmt.Println(i, "field")
		case 2, pw.n + 3, f(33):
			fmt.Println(i, "expr")
		case -1, g.get() + 1:
			fmt.Println(i, "method")
		}
		switch n {
		case l[0], l[len(l)-1], m["zz"]:
			fmt.Println(i, "element")
		case 0, int(str[0]), len(str) * 2, cap(l[:2:2]) + 97:
			fmt.Println(i, "call")
		case 77, func() int { return 4 }():
			fmt.Println(i, "literal")
		}
	}
	switch 3 {
	case <-c, <-c:
		fmt.Println("received", len(c))
	}
	switch s {
	case S{}, S{"y", "x"}, S{b: "y", a: "x"}:
		fmt.Println("struct")
	}
	switch s.a + s.b {
	case s.a, s.b + s.a, s.a + s.b:
		fmt.Println("concat")
	}
	switch pw {
	case nil, &W{}, pw:
		fmt.Println("pointer")
	}
	switch &l[1] {
	case &l[0], &l[1]:
		fmt.Println("address")
	}
	x, y := 1, 2
	switch x, y = y, x; x {
	case y, y + 1:
		fmt.Println("swapped")
	}
	switch k := x; {
	case k == 5, k == 2:
		fmt.Println("conditions")
	}
	switch any(x) {
	case "s", x + 0:
		fmt.Println("any")
	}
	switch x := any(l).(type) {
	case nil, int, []int:
		fmt.Printf("%T\n", x)
	}
L:
	for {
		switch i := len(l); i {
		case 0, len(l) - 3:
			break L
		case 1, len(l):
			l = l[1:]
			continue L
		}
	}
	fmt.Println(l)
}
