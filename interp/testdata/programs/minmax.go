package main

import (
	"fmt"
	"time"
)

type score float64

func main() {
	a, b := 3, 7
	fmt.Println(min(a, b), max(a, b, 5), min(1, 2), max("a", "b"))
	var s, t score = 1.5, 2.5
	fmt.Println(min(s, t), max(s, t, 9))
	x := 2.5
	fmt.Println(min(x, 3), max(x, 3), max(x, float64(b)))
	d := max(time.Second, 2*time.Millisecond)
	fmt.Println(d, min(d, time.Minute))
	m := map[string]int{"a": 1, "b": 2}
	clear(m)
	l := []int{1, 2, 3}
	clear(l)
	fmt.Println(len(m), l)
	const c = min(4, 2)
	var arr [c]int
	fmt.Println(len(arr))
}
