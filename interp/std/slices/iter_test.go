package slices_test

import (
	stdcmp "cmp"
	"fmt"
	"iter"
	"math"
	std "slices"
	"testing"

	"github.com/panelgo/panelgo/interp/std/slices"
)

// first gives what comes of a sequence that is broken off after most values,
// and again from its start.
func first[E any](seq iter.Seq[E], most int) any {
	var all []any
	for range 2 {
		n := 0
		for v := range seq {
			if n++; n > most {
				break
			}
			all = append(all, v)
		}
	}
	return all
}

func first2[K, V any](seq iter.Seq2[K, V], most int) any {
	return first(func(yield func(string) bool) {
		seq(func(k K, v V) bool { return yield(fmt.Sprint(k, ":", v)) })
	}, most)
}

func TestSequences(t *testing.T) {
	for _, s := range some(1, 100) {
		for _, most := range []int{0, 1, 5, 100} {
			same(t, "All", func() any { return first2(slices.All(s), most) }, func() any { return first2(std.All(s), most) })
			same(t, "Backward", func() any { return first2(slices.Backward(s), most) }, func() any { return first2(std.Backward(s), most) })
			same(t, "Values", func() any { return first(slices.Values(s), most) }, func() any { return first(std.Values(s), most) })
			for _, n := range []int{math.MinInt, -1, 0, 1, 2, 3, 19, 20, 21, math.MaxInt} {
				same(t, fmt.Sprintf("Chunk(%v, %d)", s, n),
					func() any { return first(slices.Chunk(s, n), most) }, func() any { return first(std.Chunk(s, n), most) })
			}
		}
		for piece := range slices.Chunk(s, 2) {
			if cap(piece) != len(piece) {
				t.Errorf("Chunk leaves capacity %d for %d elements", cap(piece), len(piece))
			}
		}
	}
}

// An element is read when its turn comes.
func TestSequencesRead(t *testing.T) {
	read := func(all func([]int) iter.Seq2[int, int]) func() any {
		return func() any {
			s := []int{1, 2, 3}
			text := ""
			for i, v := range all(s) {
				text += fmt.Sprint(i, v, ";")
				s[0], s[1], s[2] = 10, 20, 30
			}
			return text
		}
	}
	same(t, "All", read(slices.All[[]int]), read(std.All[[]int]))
	same(t, "Backward", read(slices.Backward[[]int]), read(std.Backward[[]int]))
}

func TestCollect(t *testing.T) {
	for _, s := range some(2, 10) {
		seq := std.Values(s)
		same(t, "Collect", func() any { return slices.Collect(seq) }, func() any { return std.Collect(seq) })
		same(t, "Sorted", func() any { return slices.Sorted(seq) }, func() any { return std.Sorted(seq) })
		for _, start := range some(3, 10)[:10] {
			same(t, "AppendSeq", func() any { return slices.AppendSeq(std.Clip(start), seq) }, func() any { return std.AppendSeq(std.Clip(start), seq) })
		}
		same(t, "SortedFunc",
			func() any { return slices.SortedFunc(seq, stdcmp.Compare) }, func() any { return std.SortedFunc(seq, stdcmp.Compare) })
		p := std.Values(pairs(s))
		same(t, "SortedStableFunc",
			func() any { return slices.SortedStableFunc(p, byKey) }, func() any { return std.SortedStableFunc(p, byKey) })
	}
	same(t, "Collect", func() any { return slices.Collect[int](nil) }, func() any { return std.Collect[int](nil) })
	if s := slices.AppendSeq(strs{"a"}, std.Values([]string{"b"})); fmt.Sprintf("%#v", s) != `slices_test.strs{"a", "b"}` {
		t.Errorf("%#v", s)
	}
}
