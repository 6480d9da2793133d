package main

import "fmt"

func quick(a []int) []int {
	if len(a) < 2 {
		return a
	}
	p, less, more := a[0], []int{}, []int{}
	for _, v := range a[1:] {
		if v < p {
			less = append(less, v)
		} else {
			more = append(more, v)
		}
	}
	return append(append(quick(less), p), quick(more)...)
}
func merge(a []int) []int {
	if len(a) < 2 {
		return a
	}
	l, r := merge(a[:len(a)/2]), merge(a[len(a)/2:])
	out := make([]int, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return append(append(out, l...), r...)
}
func bubble(a []int) (swaps int) {
	for i := range a {
		done := true
		for j := 0; j < len(a)-1-i; j++ {
			if a[j] > a[j+1] {
				a[j], a[j+1] = a[j+1], a[j]
				done = false
				swaps++
			}
		}
		if done {
			break
		}
	}
	return
}
func counting(a []int) []int {
	var counts [16]int
	for _, v := range a {
		counts[v]++
	}
	out := a[:0:0]
	for v, n := range counts {
		for ; n > 0; n-- {
			out = append(out, v)
		}
	}
	return out
}
func bsearch(a []int, x int) int {
	lo, hi := 0, len(a)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); a[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func main() {
	in := []int{5, 3, 15, 0, 9, 3, 7, 1}
	q, m, c := quick(in), merge(in), counting(in)
	b := append([]int(nil), in...)
	fmt.Println(q, m, c, bubble(b), b, in)
	fmt.Println(bsearch(q, 7), bsearch(q, 100), bsearch(nil, 1))
}
