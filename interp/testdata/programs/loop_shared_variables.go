//go:build go1.21

// In a file of Go 1.21 or older the rounds of a loop share its variables.
package main

import "fmt"

type num struct{ n int }

func (n *num) get() int { return n.n }

func each[T any](l []T) (fs []func() T) {
	for _, v := range l {
		fs = append(fs, func() T { return v })
	}
	return fs
}

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i += 0
	}
	for _, f := range fs {
		fmt.Println(f())
	}
	var ps []*int
	l := []int{1, 2, 3}
	for l, v := range l {
		ps = append(ps, &v, &l)
	}
	for i, p := range ps {
		fmt.Println(i, *p)
	}
	for _, f := range each([]string{"a", "b"}) {
		fmt.Println(f())
	}
outer:
	for i, n := range []num{{1}, {2}, {3}} {
		get := n.get
		for j := range "abc" {
			defer func() { fmt.Println(i, n, j, get()) }()
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
		}
	}
	m := map[string]int{"a": 1}
	for k := range m {
		k := k
		defer func() { fmt.Println(k) }()
	}
	for i, j := 0, 5; i < j; i, j = i+1, j-1 {
		x := i
		defer func() { fmt.Println(i, j, x) }()
	}
}
