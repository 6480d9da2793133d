package main

import (
	"fmt"
	"io"
)

type st struct {
	a, b int
	m    map[string]int
	s    []int
}

func pair() (int, int)           { return 7, 8 }
func named() (s string, e error) { return "n", io.EOF }

func main() {
	v := st{m: map[string]int{}, s: make([]int, 2)}
	v.a, v.b = pair()
	v.s[1], v.m["x"] = 8, 7
	v.s[0], v.m["y"] = v.s[1], v.m["x"]
	fmt.Println(v)
	p := &v
	p.a, p.b = p.b, p.a
	var arr [2]string
	var err error
	arr[0], err = named()
	_, arr[1] = err, "set"
	fmt.Println(p.a, p.b, arr, err)
	var i any
	i, v.a = pair()
	fmt.Println(i, v.a)
	x, y, z := 1, "a", 2.5
	x, y, z = x+1, y+"b", z*2
	fmt.Println(x, y, z)
	k := 0
	k, v.s[k] = 1, 100
	fmt.Println(k, v.s)
	f := func() (func() int, error) { return func() int { return x }, nil }
	g, e := f()
	fmt.Println(g(), e)
	a, ok := <-func() chan int { c := make(chan int, 1); c <- 3; return c }()
	fmt.Println(a, ok)
	var w, h = pair()
	var (
		one    = 1
		s2, e2 = named()
	)
	fmt.Println(w, h, one, s2, e2)
	nested := [][]int{{1, 2}, {3, 4}}
	nested[0][0], nested[1][1] = nested[1][1], nested[0][0]
	fmt.Println(nested)
}
