package slices_test

import (
	stdcmp "cmp"
	"fmt"
	std "slices"
	"testing"

	"github.com/panelgo/panelgo/interp/std/slices"
)

func TestEqualCompare(t *testing.T) {
	all := someFloats(1)
	for i, a := range all {
		for _, b := range [][]float64{a, all[(i+1)%len(all)], a[:len(a)/2], append(a[:len(a)/2:len(a)/2], all[3]...), nil} {
			what := fmt.Sprintf("%v and %v", a, b)
			same(t, "Equal "+what, func() any { return slices.Equal(a, b) }, func() any { return std.Equal(a, b) })
			same(t, "Compare "+what, func() any { return slices.Compare(a, b) }, func() any { return std.Compare(a, b) })
			same(t, "Compare back "+what, func() any { return slices.Compare(b, a) }, func() any { return std.Compare(b, a) })
			var got, want string // the pairs asked for
			eq := func(calls *string) func(x, y float64) bool {
				return func(x, y float64) bool { *calls += fmt.Sprint(x, y, ";"); return x == y }
			}
			same(t, "EqualFunc "+what,
				func() any { return slices.EqualFunc(a, b, eq(&got)) }, func() any { return std.EqualFunc(a, b, eq(&want)) })
			compare := func(calls *string) func(x, y float64) int {
				return func(x, y float64) int { *calls += fmt.Sprint(x, y, ";"); return 3 * stdcmp.Compare(x, y) }
			}
			same(t, "CompareFunc "+what,
				func() any { return slices.CompareFunc(a, b, compare(&got)) }, func() any { return std.CompareFunc(a, b, compare(&want)) })
			if got != want {
				t.Errorf("%s: asked for %s, want %s", what, got, want)
			}
		}
	}
}

func TestIndexContains(t *testing.T) {
	for _, s := range someFloats(2) {
		for _, v := range floats {
			what := fmt.Sprintf("%v in %v", v, s)
			f := func(w float64) bool { return w > v }
			same(t, "Index "+what, func() any { return slices.Index(s, v) }, func() any { return std.Index(s, v) })
			same(t, "Contains "+what, func() any { return slices.Contains(s, v) }, func() any { return std.Contains(s, v) })
			same(t, "IndexFunc "+what, func() any { return slices.IndexFunc(s, f) }, func() any { return std.IndexFunc(s, f) })
			same(t, "ContainsFunc "+what, func() any { return slices.ContainsFunc(s, f) }, func() any { return std.ContainsFunc(s, f) })
		}
	}
}

func TestMinMax(t *testing.T) {
	for _, s := range append(someFloats(3), []float64{floats[3], floats[4]}, []float64{floats[4], floats[3]}) {
		what := fmt.Sprint(s)
		same(t, "Min "+what, func() any { return slices.Min(s) }, func() any { return std.Min(s) })
		same(t, "Max "+what, func() any { return slices.Max(s) }, func() any { return std.Max(s) })
	}
	for _, s := range some(3, 5) {
		same(t, "Min", func() any { return slices.Min(s) }, func() any { return std.Min(s) })
		same(t, "Max", func() any { return slices.Max(s) }, func() any { return std.Max(s) })
		p := pairs(s)
		same(t, "MinFunc", func() any { return slices.MinFunc(p, byKey) }, func() any { return std.MinFunc(p, byKey) })
		same(t, "MaxFunc", func() any { return slices.MaxFunc(p, byKey) }, func() any { return std.MaxFunc(p, byKey) })
	}
	s := strs{"b", "a", "c"}
	if low, high := slices.Min(s), slices.Max(s); low != "a" || high != "c" {
		t.Error(low, high)
	}
}

func TestBinarySearch(t *testing.T) {
	for _, s := range someFloats(4) {
		std.Sort(s)
		for _, v := range append(floats, 0.5, 3) {
			what := fmt.Sprintf("%v in %v", v, s)
			same(t, "BinarySearch "+what,
				func() any { return found(slices.BinarySearch(s, v)) }, func() any { return found(std.BinarySearch(s, v)) })
			same(t, "BinarySearchFunc "+what,
				func() any { return found(slices.BinarySearchFunc(s, v, stdcmp.Compare)) },
				func() any { return found(std.BinarySearchFunc(s, v, stdcmp.Compare)) })
		}
	}
}

func found(at int, ok bool) string { return fmt.Sprint(at, ok) }
