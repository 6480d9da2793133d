package main

import (
	"fmt"
	"strconv"
)

type set[T comparable] map[T]struct{}

func of[T comparable](vs ...T) set[T] {
	s := set[T]{}
	for _, v := range vs {
		s[v] = struct{}{}
	}
	return s
}
func (s set[T]) has(v T) bool { _, ok := s[v]; return ok }
func (s set[T]) union(o set[T]) set[T] {
	out := of[T]()
	for v := range s {
		out[v] = struct{}{}
	}
	for v := range o {
		out[v] = struct{}{}
	}
	return out
}

type vec[T any] []T

func (v vec[T]) each(f func(int, T)) {
	for i, x := range v {
		f(i, x)
	}
}
func (v *vec[T]) add(x T) { *v = append(*v, x) }

type fn[A, B any] func(A) B

func (f fn[A, B]) all(as vec[A]) vec[B] {
	var out vec[B]
	as.each(func(_ int, a A) { out.add(f(a)) })
	return out
}
func compose[A, B, C any](f fn[A, B], g fn[B, C]) fn[A, C] {
	return func(a A) C { return g(f(a)) }
}

type grid[T any] struct{ rows vec[vec[T]] }
type cache[K comparable, V any] struct {
	data map[K]vec[V]
	seen set[K]
}

func main() {
	s := of(1, 2).union(of(2, 3))
	fmt.Println(len(s), s.has(3), s.has(9))
	g := grid[string]{vec[vec[string]]{{"a", "b"}, {"c"}}}
	g.rows.each(func(i int, r vec[string]) { r.each(func(j int, s string) { fmt.Print(i, j, s, " ") }) })
	fmt.Println(len(g.rows))
	f := compose(fn[int, string](strconv.Itoa), fn[string, int](func(s string) int { return len(s) }))
	fmt.Println(f.all(vec[int]{1, 22, 333}))
	c := cache[string, set[int]]{data: map[string]vec[set[int]]{}, seen: of("k")}
	c.data["k"] = append(c.data["k"], of(5))
	fmt.Println(c.data["k"][0].has(5), c.seen.has("k"), len(c.data["z"]))
	ch := make(chan vec[int], 1)
	ch <- vec[int]{7}
	fmt.Println(<-ch)
}
