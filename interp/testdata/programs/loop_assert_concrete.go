package main

import "fmt"

type a struct{ n int }
type b struct{ s string }

func main() {
	for _, v := range []any{a{1}, b{"x"}, 3, nil, a{2}, "s", &a{5}} {
		x, ok := v.(a)
		y, ok2 := v.(b)
		z, ok3 := v.(*a)
		_, ok4 := v.(int)
		e, ok5 := v.(error)
		fmt.Println(x, ok, y, ok2, z, ok3, ok4, e, ok5)
	}
	ch := make(chan int, 4)
	ch <- 1
	ch <- 2
	close(ch)
	for range 4 {
		v, ok := <-ch
		fmt.Print(v, ok, " ")
	}
	fmt.Println()
}
