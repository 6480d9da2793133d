package cmp_test

import (
	std "cmp"
	"math"
	"testing"
	"testing/quick"

	"github.com/panelgo/panelgo/interp/std/cmp"
)

var floats = []float64{math.NaN(), math.Inf(-1), -1, math.Copysign(0, -1), 0, math.SmallestNonzeroFloat64, 1, math.Inf(1), -math.NaN()}

func TestFloats(t *testing.T) {
	for _, x := range floats {
		for _, y := range floats {
			same(t, x, y)
			same(t, float32(x), float32(y))
		}
	}
}

func TestOrdered(t *testing.T) {
	for _, f := range []any{
		func(x, y int8) bool { return same(t, x, y) },
		func(x, y int64) bool { return same(t, x, y) },
		func(x, y uint8) bool { return same(t, x, y) },
		func(x, y uintptr) bool { return same(t, x, y) },
		func(x, y float64) bool { return same(t, x, y) },
		func(x, y string) bool { return same(t, x, y) && same(t, x, x) && same(t, x, x+y) },
	} {
		if err := quick.Check(f, nil); err != nil {
			t.Error(err)
		}
	}
}

type word string

func TestNamed(t *testing.T) {
	same(t, word("a"), word("b"))
	same(t, word("b"), word("b"))
	same(t, word("c"), word(""))
}

func same[T std.Ordered](t *testing.T, x, y T) bool {
	t.Helper()
	if got, want := cmp.Compare(x, y), std.Compare(x, y); got != want {
		t.Errorf("Compare(%v, %v) is %d, want %d", x, y, got, want)
	}
	if got, want := cmp.Less(x, y), std.Less(x, y); got != want {
		t.Errorf("Less(%v, %v) is %v, want %v", x, y, got, want)
	}
	return !t.Failed()
}

func TestOr(t *testing.T) {
	type pair struct{ a, b any }
	for _, vals := range [][]any{nil, {nil}, {nil, 1, 2}, {0, 1}, {"", nil, "x"}, {pair{}, pair{1, 2}}} {
		if got, want := cmp.Or(vals...), std.Or(vals...); got != want {
			t.Errorf("Or(%v) is %v, want %v", vals, got, want)
		}
	}
	f := func(vals []int8) bool {
		for i := range vals {
			vals[i] /= 64
		}
		return cmp.Or(vals...) == std.Or(vals...)
	}
	if err := quick.Check(f, nil); err != nil {
		t.Error(err)
	}
	if got := cmp.Or(math.NaN(), 1); !math.IsNaN(got) {
		t.Errorf("Or(NaN, 1) is %v: NaN is not zero", got)
	}
}
