package main

import (
	"fmt"
	"strings"
)

type shape interface {
	scale(int, string) (int, error)
}

type square struct{ side int }

func (square) name(int) string {
	a := "square"
	b := a + "!"
	return b
}

func (s square) scale(int, string) (int, error) {
	n := s.side
	m := n * 2
	return m, nil
}

func (*square) ignore(string, ...int) (n int, s string) {
	k := 3
	n, s = k+1, "ignored"
	return
}

func plain(int, string) int {
	x := 3
	y := x + 1
	return y
}

func mixed(_ int, s string, _ float64) string {
	t := s + "/"
	u := t + s
	return u
}

func variadic(...string) (int, string) {
	a, b := 1, "two"
	return a, b
}

func deferred(int) (n int) {
	defer func(int) { m := n; n = m + 1 }(1)
	k := 5
	return k
}

func main() {
	fmt.Println(plain(1, "x"), mixed(1, "s", 2))
	fmt.Println(variadic("a", "b"))
	fmt.Println(deferred(1))
	sq := &square{4}
	fmt.Println(sq.name(1), square{}.name(2))
	fmt.Println(sq.ignore("a", 1, 2))
	var s shape = sq
	fmt.Println(s.scale(1, ""))
	f := func(int, string) (a int, b string) { z := 7; a, b = z, "q"; return }
	fmt.Println(f(1, ""))
	fmt.Println(strings.Map(func(rune) rune { c := 'a'; d := c + 1; return d }, "xyz"))
}
