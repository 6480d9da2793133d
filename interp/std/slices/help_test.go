package slices_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

var floats = []float64{math.NaN(), math.Inf(-1), -1, math.Copysign(0, -1), 0, 1, 2, math.Inf(1)}

// outcome is what a call comes to, as text: its result, or what it panics
// with.
func outcome(f func() any) (text string) {
	defer func() {
		if p := recover(); p != nil {
			text = fmt.Sprintf("panic of %T: %v", p, p)
		}
	}()
	return fmt.Sprintf("%#v", f())
}

// same compares what a call of ours comes to with what Go's comes to.
func same(t *testing.T, what string, ours, std func() any) {
	t.Helper()
	if got, want := outcome(ours), outcome(std); got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// changed is what a change of a slice comes to, what it leaves in the whole
// of the slice's memory, and whether the result is in that memory.
func changed[E any](s []E, change func([]E) []E) (text string) {
	var c []E
	if s != nil {
		c = append(make([]E, 0, cap(s)), s[:cap(s)]...)[:len(s)]
	}
	text = outcome(func() any {
		r := change(c)
		if len(r) > 0 && cap(c) > 0 {
			return []any{r, len(r), &r[0] == &c[:1][0]}
		}
		return []any{r, len(r)}
	})
	return text + fmt.Sprintf(", leaves %#v", c[:cap(c)])
}

// sameChange compares what our change of a slice does with what Go's does.
func sameChange[E any](t *testing.T, what string, s []E, ours, std func([]E) []E) {
	t.Helper()
	if got, want := changed(s, ours), changed(s, std); got != want {
		t.Errorf("%s of %#v with capacity %d: %s, want %s", what, s, cap(s), got, want)
	}
}

// some gives slices of numbers below most: nil, empty ones, ones with and
// without capacity to spare.
func some(seed uint64, most int) [][]int {
	r := rand.New(rand.NewPCG(seed, 1))
	all := [][]int{nil, {}, make([]int, 0, 3)}
	for n := range 60 {
		s := make([]int, n/3+r.IntN(3))
		for i := range s {
			s[i] = r.IntN(most)
		}
		all = append(all, s[:len(s)-r.IntN(len(s)/2+1)])
	}
	return all
}

func someFloats(seed uint64) [][]float64 {
	var all [][]float64
	for _, s := range some(seed, len(floats)) {
		f := make([]float64, len(s))
		for i, v := range s {
			f[i] = floats[v]
		}
		all = append(all, f)
	}
	return all
}
