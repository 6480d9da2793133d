package main

import "fmt"

type p struct{ n int }

func f(b bool) ([]int, int) {
	x := []int{4, 5}
	if b {
		goto end
	}
	x = append(x, 6)
end:
	return x, len(x)
}

func g(list []int, add func() int) (n int) {
	if len(list) > 3 {
		goto set
	}
	n = 1
set:
	list[n] = add()
	switch n {
	case 1:
		goto up
	}
	return list[1]
up:
	list[add()] += add()
	return list[1]
}

func main() {
	fmt.Println(f(true))
	fmt.Println(f(false))
	i := 0
	l := []int{0, 0, 0, 0, 0}
	fmt.Println(g(l, func() int { i++; return i }), l)
	fmt.Println(g(l[:3], func() int { i = 1; return i }), l)
	var a, b any = 1, "x"
	goto swap
swap:
	a, b = b, a
	fmt.Println(a, b)
}
