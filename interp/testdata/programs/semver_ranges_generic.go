package main

import (
	"fmt"
	"sort"
)

type ordered interface{ ~int | ~float64 | ~string }
type span[T ordered] struct{ lo, hi T }

func between[T ordered](a, b T) span[T] {
	if b < a {
		a, b = b, a
	}
	return span[T]{a, b}
}
func (s span[T]) has(v T) bool { return s.lo <= v && v <= s.hi }
func (s span[T]) meet(o span[T]) (span[T], bool) {
	lo, hi := max(s.lo, o.lo), min(s.hi, o.hi)
	return span[T]{lo, hi}, lo <= hi
}
func (s span[T]) String() string { return fmt.Sprintf("[%v..%v]", s.lo, s.hi) }

type spans[T ordered] []span[T]

func (ss spans[T]) merge() spans[T] {
	sorted := append(spans[T](nil), ss...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].lo < sorted[j].lo })
	var out spans[T]
	for _, s := range sorted {
		if n := len(out); n > 0 && s.lo <= out[n-1].hi {
			out[n-1].hi = max(out[n-1].hi, s.hi)
			continue
		}
		out = append(out, s)
	}
	return out
}

type grade int

func main() {
	a := between(9, 3)
	fmt.Println(a, a.has(3), a.has(10), between("m", "a").has("k"), between(grade(1), 5))
	m, ok := a.meet(between(7, 20))
	fmt.Println(m, ok)
	e, none := a.meet(between(50, 60))
	fmt.Println(e.lo, none)
	fmt.Println(spans[float64]{{5, 6}, {1, 2.5}, {2, 3}, {5.5, 9}}.merge())
}
