package main

import "fmt"

type acc[T any] struct{ items []T }

func (a *acc[T]) add(v T)   { a.items = append(a.items, v) }
func (a acc[T]) at(i int) T { return a.items[i] }
func (a acc[T]) do(f func(T) T) acc[T] {
	out := acc[T]{}
	for _, v := range a.items {
		out.add(f(v))
	}
	return out
}

type adder[T any] interface{ add(T) }

func fill[T any](f func(T), vs ...T) {
	for _, v := range vs {
		f(v)
	}
}

func main() {
	var a acc[int]
	fill(a.add, 1, 2, 3)
	g := a.at
	a.add(4)
	a.items[0] = 100
	fmt.Println(g(0), len(a.items))
	e := (*acc[int]).add
	e(&a, 5)
	h := acc[int].at
	fmt.Println(h(a, 4), a.do(func(i int) int { return -i }).items)
	var i adder[string] = &acc[string]{}
	add := i.add
	add("x")
	fmt.Println(i.(*acc[string]).items)
	fs := map[string]func(int){"a": a.add}
	fs["a"](6)
	defer func(f func(int) int) { fmt.Println(f(5)) }(a.at)
	go a.add(0)
}
