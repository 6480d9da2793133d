package main

import "fmt"

var pv = 4

type C complex64
type F float32

const neg = -3

func f(n int) int { return n }

func main() {
	for _, c := range []complex128{1i, 2 + 1i, -1, 3} {
		switch c {
		case 1, 1i, 2 + 1i:
			fmt.Println("in", c)
		case 0, -1:
			fmt.Println("neg", c)
		}
	}
	for _, c := range []C{1i, 2 + 1i, -1, 3} {
		switch c {
		case 1, 1i, C(2 + 1i):
			fmt.Println("in", c)
		case 0, -1:
			fmt.Println("neg", c)
		}
	}
	for _, x := range []F{-1.5, 2.5, 1} {
		switch x {
		case 0, -1.5, F(2.5):
			fmt.Println("F", x)
		}
	}
	for _, x := range []int{4, 5, -3, 6} {
		loc := 5
		func() {
			switch x {
			case f(9), pv, loc, neg:
				fmt.Println("x", x)
			default:
				fmt.Println("no", x)
			}
		}()
		switch x + 1 {
		case 100, pv + 1, loc + 1, neg + 1:
			fmt.Println("x", x)
		default:
			fmt.Println("no", x)
		}
	}
	a := [2]int{1, 2}
	mk := func(x, y int) [2]int { return [2]int{x, y} }
	type P struct {
		a [2]int
		s any
	}
	switch mk(1, 2) {
	case mk(2, 1), a:
		fmt.Println("arr")
	}
	switch a {
	case mk(2, 1), mk(1, 2):
		fmt.Println("arr")
	}
	switch (P{a, 1}) {
	case P{a, 2}, P{a, "1"}:
		fmt.Println("wrong")
	case P{a, nil}, P{mk(1, 2), 1}:
		fmt.Println("P")
	}
	var e error
	switch e {
	case fmt.Errorf("x"), nil:
		fmt.Println("nil err")
	}
	var any1 any = 3
	switch f(3) {
	case 1, any1.(int):
		fmt.Println("asserted")
	}
	switch any1 {
	case f(2), f(3):
		fmt.Println("any")
	}
	ch := make(chan int, 2)
	ch <- 5
	ch <- 6
	switch 6 {
	case <-ch, <-ch:
		fmt.Println("recv")
	}
	m := map[string]int{"a": 6}
	switch 6 {
	case m["b"], m["a"]:
		fmt.Println("map")
	}
L:
	for i := range 3 {
		switch k := i * 2; k {
		case f(0), f(1):
			continue L
		case f(5), f(2):
			if i == 1 {
				break
			}
			fmt.Println("unreach")
		case 4, f(4):
			break L
		}
		fmt.Println("after", i)
	}
	type S string
	const sc S = "b"
	switch S("b") {
	case "a", sc:
		fmt.Println("S")
	}
	switch x := any1; {
	case x == 4, x == 3:
		fmt.Println("3")
	}
	var b1, b2 = []byte("x"), "x"
	switch b2 {
	case "y", string(b1):
		fmt.Println("bytes")
	}
	var dirs <-chan int = ch
	switch dirs {
	case nil, ch:
		fmt.Println("chan")
	}
	switch ch {
	case nil, dirs:
		fmt.Println("chan")
	}
	x := 1
	p := &x
	for _, q := range []*int{p, nil, new(int)} {
		switch q {
		case p, nil:
			fmt.Println("p or nil", q == nil)
		default:
			fmt.Println("other")
		}
	}
	for _, x := range []float64{-2.5, 2.5} {
		switch x {
		case -2.5:
			fmt.Println("minus")
		case 1 + 1.5:
			fmt.Println("plus")
		}
	}
}
