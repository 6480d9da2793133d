package main

import "fmt"

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }

func (s *stack[T]) pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapTo[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func filter[T any](in []T, keep func(T) bool) (out []T) {
	for _, v := range in {
		if keep(v) {
			out = append(out, v)
		}
	}
	return
}

func keys[K comparable, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

type pair[K comparable, V any] struct {
	key K
	val V
}

func reduce[T, A any](in []T, acc A, f func(A, T) A) A {
	for _, v := range in {
		acc = f(acc, v)
	}
	return acc
}

func main() {
	var s stack[string]
	s.push("a")
	s.push("b")
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	si := stack[int]{}
	si.push(4)
	fmt.Println(si.pop())
	fmt.Println(sum(1, 2, 3), sum(1.5, 2.5), sum[int64]())
	fmt.Println(mapTo([]int{1, 2, 3}, func(i int) string { return fmt.Sprint("n", i) }))
	fmt.Println(filter([]int{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 }))
	fmt.Println(len(keys(map[string]int{"a": 1, "b": 2})))
	p := pair[string, int]{"k", 1}
	fmt.Println(p.key, p.val)
	fmt.Println(reduce([]int{1, 2, 3}, "", func(a string, i int) string { return a + fmt.Sprint(i) }))
}
