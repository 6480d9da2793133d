package slices_test

import (
	stdcmp "cmp"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	std "slices"
	"testing"

	"github.com/panelgo/panelgo/interp/std/slices"
)

// pair has a place besides its key, to see which of equal elements comes first.
type pair struct{ key, place int }

func byKey(a, b pair) int { return a.key - b.key }

func pairs(keys []int) []pair {
	var all []pair
	for i, k := range keys {
		all = append(all, pair{k, i})
	}
	return all
}

// orders gives n keys in the orders that sorting may meet.
func orders(n int) map[string][]int {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	all := map[string][]int{
		"up": nil, "down": nil, "equal": nil, "few": nil, "random": nil, "saw": nil, "organ": nil, "late": nil,
	}
	for i := range n {
		all["up"] = append(all["up"], i)
		all["down"] = append(all["down"], n-i)
		all["equal"] = append(all["equal"], 4)
		all["few"] = append(all["few"], r.IntN(4))
		all["random"] = append(all["random"], r.IntN(10*n))
		all["saw"] = append(all["saw"], i%7)
		all["organ"] = append(all["organ"], min(i, n-i))
		all["late"] = append(all["late"], (i+1)%n)
	}
	return all
}

func TestSort(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 5, 6, 7, 11, 12, 13, 24, 25, 48, 49, 100, 1000, 3001} {
		for what, keys := range orders(n) {
			sameSort(t, fmt.Sprint(n, " ", what), keys)
		}
	}
}

func sameSort(t *testing.T, what string, keys []int) {
	t.Helper()
	got, want := std.Clone(keys), std.Clone(keys)
	slices.Sort(got)
	std.Sort(want)
	if !std.Equal(got, want) {
		t.Errorf("Sort of %s: %v", what, got)
	}
	p, q := pairs(keys), pairs(keys)
	std.SortStableFunc(q, byKey)
	slices.SortStableFunc(p, byKey)
	if !std.Equal(p, q) {
		t.Errorf("SortStableFunc of %s: %v", what, p)
	}
	p = pairs(keys)
	slices.SortFunc(p, byKey)
	if !std.EqualFunc(p, q, func(a, b pair) bool { return a.key == b.key }) {
		t.Errorf("SortFunc of %s: %v", what, p)
	}
	for _, s := range [][]int{keys, got} {
		if slices.IsSorted(s) != std.IsSorted(s) {
			t.Errorf("IsSorted of %s", what)
		}
		if slices.IsSortedFunc(s, stdcmp.Compare) != std.IsSortedFunc(s, stdcmp.Compare) {
			t.Errorf("IsSortedFunc of %s", what)
		}
	}
}

func TestSortFloats(t *testing.T) {
	for seed := range uint64(10) {
		for _, s := range someFloats(seed) {
			got, want := std.Clone(s), std.Clone(s)
			slices.Sort(got)
			std.Sort(want)
			if std.Compare(got, want) != 0 {
				t.Errorf("Sort of %v: %v", s, got)
			}
			for _, s := range [][]float64{s, got, want} {
				if slices.IsSorted(s) != std.IsSorted(s) {
					t.Errorf("IsSorted of %v", s)
				}
			}
		}
	}
}

func TestSortNamed(t *testing.T) {
	s := strs{"b", "", "c", "a"}
	slices.Sort(s)
	if fmt.Sprint(s) != "[ a b c]" {
		t.Error(s)
	}
}

// No order of elements makes sorting take long: this one is made, while it is
// sorted, to be the worst for whatever the choice of a middle element is.
func TestSortAdversary(t *testing.T) {
	for _, n := range []int{100, 1000, 20_000} {
		keys := worst(n)
		sameSort(t, "worst", keys)
		if calls, most := comparisons(keys), int(float64(n)*math.Log2(float64(n))); calls > most {
			t.Errorf("SortFunc of %d elements called cmp %d times, more than %d", n, calls, most)
		}
	}
}

// worst gives keys for which splitting around the median of first, middle and
// last takes off as little as can be.
func worst(n int) []int {
	at := make([]int, n) // where in the original the element stands
	for i := range at {
		at[i] = i
	}
	keys := make([]int, n)
	low, high := 0, n-1
	for key := 0; low < high; key += 2 { // the two least are in the middle and first
		middle := (low + high) / 2
		keys[at[low]], keys[at[middle]] = key, key+1
		at[middle] = at[low+1]
		low += 2
	}
	if low == high {
		keys[at[low]] = n
	}
	return keys
}

func comparisons(keys []int) (calls int) {
	slices.SortFunc(std.Clone(keys), func(a, b int) int { calls++; return a - b })
	return calls
}

// Comparing is what costs.
func TestSortFuncCalls(t *testing.T) {
	const n = 1000
	for what, most := range map[string]int{"up": n, "equal": n, "down": 11 * n, "random": 9 * n, "saw": 10 * n} {
		if calls := comparisons(orders(n)[what]); calls > most {
			t.Errorf("%s: %d calls of cmp for %d elements, more than %d", what, calls, n, most)
		}
	}
}

// What is left after cmp panicked has each element once.
func TestSortFuncPanics(t *testing.T) {
	keys := orders(50)["random"]
	want := slices.Clone(keys)
	std.Sort(want)
	for left := range comparisons(keys) {
		got := slices.Clone(keys)
		p := outcome(func() any {
			slices.SortFunc(got, func(a, b int) int {
				if left--; left < 0 {
					panic("enough")
				}
				return a - b
			})
			return nil
		})
		if p != "panic of string: enough" {
			t.Fatal(p)
		}
		std.Sort(got)
		if !std.Equal(got, want) {
			t.Fatalf("elements were lost: %v", got)
		}
	}
}

// A cmp that has no order may give any result, and does no harm.
func TestSortFuncWithoutOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		keys := orders(n)["random"]
		want := slices.Clone(keys)
		std.Sort(want)
		slices.SortFunc(keys, func(a, b int) int { return r.IntN(3) - 1 })
		std.Sort(keys)
		if !std.Equal(keys, want) {
			t.Fatalf("elements were lost: %v", keys)
		}
	}
}

func FuzzSort(f *testing.F) {
	f.Add([]byte("sorting is what computers do"))
	f.Add(make([]byte, 200))
	f.Fuzz(func(t *testing.T, data []byte) {
		var keys []int
		for _, b := range data {
			keys = append(keys, int(b))
		}
		sameSort(t, "bytes", keys)
		var got []float64
		for ; len(data) >= 8; data = data[1:] {
			got = append(got, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		want := std.Clone(got)
		slices.Sort(got)
		std.Sort(want)
		if std.Compare(got, want) != 0 {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

func BenchmarkSort(b *testing.B) {
	for what, keys := range orders(1000) {
		b.Run(what, func(b *testing.B) {
			s := make([]int, len(keys))
			for b.Loop() {
				copy(s, keys)
				slices.Sort(s)
			}
		})
	}
}
