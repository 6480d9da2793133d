package main

import (
	"fmt"
	"sort"
	"strconv"
)

type set[T comparable] struct{ m map[T]bool }

func setOf[T comparable](vs ...T) *set[T] {
	s := &set[T]{m: make(map[T]bool, len(vs))}
	for _, v := range vs {
		s.m[v] = true
	}
	return s
}
func (s *set[T]) filter(keep func(T) bool) *set[T] {
	out := setOf[T]()
	for v := range s.m {
		if keep(v) {
			out.m[v] = true
		}
	}
	return out
}
func (s *set[T]) minus(o *set[T]) *set[T] { return s.filter(func(v T) bool { return !o.m[v] }) }
func (s *set[T]) and(o *set[T]) *set[T]   { return s.filter(func(v T) bool { return o.m[v] }) }
func (s *set[T]) equal(o *set[T]) bool    { return len(s.m) == len(o.m) && len(s.minus(o).m) == 0 }
func sorted[T ~int | ~string](s *set[T]) []T {
	var out []T
	for v := range s.m {
		out = append(out, v)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
func convert[T, U comparable](s *set[T], f func(T) U) *set[U] {
	out := setOf[U]()
	for v := range s.m {
		out.m[f(v)] = true
	}
	return out
}

type id int

func main() {
	a, b := setOf(1, 2, 3, 4), setOf(3, 4, 5)
	fmt.Println(sorted(a.minus(b)), sorted(a.and(b)), a.equal(b), a.equal(setOf(4, 3, 2, 1)))
	fmt.Println(sorted(convert(a, func(i int) string { return strconv.Itoa(i % 2) })), sorted(setOf(id(3), id(1))))
	pts := setOf([2]int{1, 2}, [2]int{1, 2}, [2]int{3, 4})
	fmt.Println(len(pts.m), pts.m[[2]int{3, 4}])
	ifs := setOf[any](1, "1", 1.0, 1)
	fmt.Println(len(ifs.m))
}
