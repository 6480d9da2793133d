package main

import "fmt"

func main() {
	m := map[int]int{1: 10, 3: 30}
	for k := range 5 {
		var s, ok = m[k]
		fmt.Println(s, ok)
	}
	for k := range 5 {
		var s, ok any = m[k]
		fmt.Println(s, ok)
	}
	for k := range 5 {
		var s int
		var ok bool
		s, ok = m[k]
		fmt.Println(s, ok)
	}
	k := 0
again:
	var s, ok = m[k]
	fmt.Println(s, ok)
	if k < 4 {
		k++
		goto again
	}
	k = 0
again2:
	t, ok2 := m[k]
	fmt.Println(t, ok2)
	if k < 4 {
		k++
		goto again2
	}
	type P struct{ a, b int }
	mp := map[int]P{1: {1, 2}}
	for k := range 3 {
		var p, ok = mp[k]
		fmt.Println(p, ok)
	}
	for k := range 3 {
		if p, ok := mp[k]; true {
			fmt.Println(p, ok)
		}
		func() {
			var p, ok = mp[k]
			fmt.Println(p, ok)
		}()
	}
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	for range 4 {
		var v, ok = <-c
		fmt.Println(v, ok)
	}
	for _, a := range []any{1, "x", 2} {
		var n, ok = a.(int)
		fmt.Println(n, ok)
	}
	for range 2 {
		var v int
		fmt.Println(v)
		v = 5
		var w, x = 1, 2
		w++
		fmt.Println(w, x)
	}
}
