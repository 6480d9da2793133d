package maps_test

import (
	"fmt"
	"iter"
	std "maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/interp/std/maps"
)

type table map[string]int

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

func same(t *testing.T, what string, ours, std func() any) {
	t.Helper()
	if got, want := outcome(ours), outcome(std); got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func some() []table {
	r := rand.New(rand.NewPCG(1, 1))
	all := []table{nil, {}, {"a": 1}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2}}
	for n := range 30 {
		m := table{}
		for range n {
			m[fmt.Sprint(r.IntN(2*n))] = r.IntN(3)
		}
		all = append(all, m)
	}
	return all
}

func TestEqual(t *testing.T) {
	parity := func(v, w int) bool { return v%2 == w%2 }
	for i, a := range some() {
		for j, b := range some() {
			what := fmt.Sprintf("%v and %v", a, b)
			same(t, "Equal "+what, func() any { return maps.Equal(a, b) }, func() any { return std.Equal(a, b) })
			same(t, "EqualFunc "+what, func() any { return maps.EqualFunc(a, b, parity) }, func() any { return std.EqualFunc(a, b, parity) })
			if i == j && !maps.Equal(a, b) {
				t.Errorf("%s are not equal", what)
			}
		}
	}
	nan := map[float64]float64{math.NaN(): 1}
	number := map[float64]float64{1: math.NaN()}
	for _, m := range []map[float64]float64{nan, number} {
		same(t, "Equal", func() any { return maps.Equal(m, m) }, func() any { return std.Equal(m, m) })
	}
}

func TestCloneCopy(t *testing.T) {
	for _, a := range some() {
		same(t, "Clone", func() any { return maps.Clone(a) }, func() any { return std.Clone(a) })
		if c := maps.Clone(a); c != nil {
			if c["new"] = 1; a["new"] != 0 {
				t.Error("Clone gave the map itself")
			}
		}
		for _, b := range some() {
			same(t, fmt.Sprintf("Copy(%v, %v)", a, b),
				func() any { m := std.Clone(a); maps.Copy(m, b); return m },
				func() any { m := std.Clone(a); std.Copy(m, b); return m })
		}
	}
}

func TestDeleteFunc(t *testing.T) {
	for _, a := range some() {
		for most := range 4 {
			above := func(k string, v int) bool { return v >= most || k == "a" }
			same(t, "DeleteFunc",
				func() any { m := std.Clone(a); maps.DeleteFunc(m, above); return m },
				func() any { m := std.Clone(a); std.DeleteFunc(m, above); return m })
		}
	}
}

func TestSequences(t *testing.T) {
	for _, m := range some() {
		same(t, "Keys", func() any { return slices.Sorted(maps.Keys(m)) }, func() any { return slices.Sorted(std.Keys(m)) })
		same(t, "Values", func() any { return slices.Sorted(maps.Values(m)) }, func() any { return slices.Sorted(std.Values(m)) })
		same(t, "All", func() any { return std.Collect(maps.All(m)) }, func() any { return std.Collect(std.All(m)) })
		for _, most := range []int{1, 2, 100} {
			want := min(most, len(m))
			if n := length(maps.All(m), most); n != want {
				t.Errorf("All of %v gave %d pairs, want %d", m, n, want)
			}
			if n := length(with(maps.Keys(m)), most); n != want {
				t.Errorf("Keys of %v gave %d, want %d", m, n, want)
			}
			if n := length(with(maps.Values(m)), most); n != want {
				t.Errorf("Values of %v gave %d, want %d", m, n, want)
			}
		}
	}
}

// length is how many pairs come of a sequence that is broken off at most.
func length[K, V any](seq iter.Seq2[K, V], most int) (n int) {
	for range seq {
		if n++; n == most {
			break
		}
	}
	return n
}

func with[V any](seq iter.Seq[V]) iter.Seq2[V, bool] {
	return func(yield func(V, bool) bool) {
		seq(func(v V) bool { return yield(v, true) })
	}
}

func TestInsertCollect(t *testing.T) {
	for _, a := range some() {
		same(t, "Collect", func() any { return maps.Collect(std.All(a)) }, func() any { return std.Collect(std.All(a)) })
		for _, b := range some() {
			same(t, fmt.Sprintf("Insert(%v, %v)", a, b),
				func() any { m := std.Clone(a); maps.Insert(m, std.All(b)); return m },
				func() any { m := std.Clone(a); std.Insert(m, std.All(b)); return m })
		}
	}
	letters := slices.All([]string{"a", "b"})
	same(t, "Collect", func() any { return maps.Collect(letters) }, func() any { return std.Collect(letters) })
}
