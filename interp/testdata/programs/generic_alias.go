package main

import "fmt"

type pair[A, B any] struct {
	a A
	b B
}
type intPair = pair[int, int]
type withInt[T any] = pair[T, int]
type strMap[V any] = map[string]V
type list[T any] = []T

func (p pair[A, B]) first() A { return p.a }
func total(m strMap[int]) (n int) {
	for _, v := range m {
		n += v
	}
	return
}
func head[T any](l list[T]) T { return l[0] }

func main() {
	var p intPair = pair[int, int]{1, 2}
	q := withInt[string]{"x", 3}
	fmt.Println(p, q, p.first(), q.first(), total(strMap[int]{"a": 1, "b": 2}), head(list[string]{"h"}))
	fmt.Println(total(map[string]int{"z": 9}), any(p) == any(intPair{1, 2}))
}
