package main

import "fmt"

type S struct{ A, B int }

type T struct {
	S
	C int
}

func f(x int) (t T) {
	defer func() { fmt.Println("deferred", t) }()
	switch x {
	case 7:
		v := 0
	L:
		if v++; v < 3 {
			goto L
		}
	}
	return T{S: S{A: -66, B: t.C}, C: t.C ^ 29}
}

func g(x int) (t T, a [2]int) {
	defer func() { fmt.Println("deferred", t) }()
	if x == 1 {
		return T{C: x}, [2]int{x, x}
	}
	if x == 2 {
		t, a = T{C: x}, [2]int{x, x}
		return
	}
	t = T{C: x}
	a = [2]int{x, x}
	return t, [2]int{1: x}
}

func h(x int) (t T) {
	defer func() {
		r := recover()
		fmt.Println(r)
		t = T{C: x}
		t.A = t.C + 1
	}()
	panic("x")
}

func main() {
	fmt.Println(f(1))
	fmt.Println(f(7))
	for i := range 4 {
		fmt.Println(g(i))
		fmt.Println(h(i))
	}
}
