package slices_test

import (
	"fmt"
	"math"
	std "slices"
	"testing"

	"github.com/panelgo/panelgo/interp/std/slices"
)

type strs []string

func TestInsertReplaceDelete(t *testing.T) {
	with := [][]int{nil, {}, {71}, {71, 72}, {71, 72, 73, 74, 75, 76, 77, 78, 79}}
	for _, s := range [][]int{nil, {}, make([]int, 0, 2), {1}, {1, 2, 3}, []int{1, 2, 3, 4, 5}[:3], append(make([]int, 0, 20), 1, 2, 3, 4)} {
		for i := -1; i <= len(s)+3; i++ {
			for _, v := range with {
				sameChange(t, fmt.Sprintf("Insert(%d, %v)", i, v), s,
					func(s []int) []int { return slices.Insert(s, i, v...) },
					func(s []int) []int { return std.Insert(s, i, v...) })
			}
			for j := -1; j <= len(s)+3; j++ {
				sameChange(t, fmt.Sprintf("Delete(%d, %d)", i, j), s,
					func(s []int) []int { return slices.Delete(s, i, j) },
					func(s []int) []int { return std.Delete(s, i, j) })
				for _, v := range with {
					sameChange(t, fmt.Sprintf("Replace(%d, %d, %v)", i, j, v), s,
						func(s []int) []int { return slices.Replace(s, i, j, v...) },
						func(s []int) []int { return std.Replace(s, i, j, v...) })
				}
			}
		}
	}
}

// What is put in may be part of the slice, also of what is beyond its length.
func TestInsertOfItself(t *testing.T) {
	s := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}[:6]
	for a := range cap(s) + 1 {
		for b := a; b <= cap(s); b++ {
			for i := range len(s) + 1 {
				for j := i; j <= len(s); j++ {
					sameChange(t, fmt.Sprintf("Replace(%d, %d, s[%d:%d]...)", i, j, a, b), s,
						func(s []int) []int { return slices.Replace(s, i, j, s[a:b]...) },
						func(s []int) []int { return std.Replace(s, i, j, s[a:b]...) })
				}
				sameChange(t, fmt.Sprintf("Insert(%d, s[%d:%d]...)", i, a, b), s,
					func(s []int) []int { return slices.Insert(s, i, s[a:b]...) },
					func(s []int) []int { return std.Insert(s, i, s[a:b]...) })
			}
		}
	}
}

func TestDeleteFuncCompact(t *testing.T) {
	for _, s := range some(1, 3) {
		for most := range 4 {
			above := func(v int) bool { return v >= most }
			sameChange(t, fmt.Sprintf("DeleteFunc from %d", most), s,
				func(s []int) []int { return slices.DeleteFunc(s, above) },
				func(s []int) []int { return std.DeleteFunc(s, above) })
		}
		sameChange(t, "Compact", s, slices.Compact, std.Compact)
		for what, eq := range map[string]func(a, b int) bool{
			"parity": func(a, b int) bool { return a%2 == b%2 },
			"never":  func(a, b int) bool { return false },
			"order":  func(a, b int) bool { return a >= b },
		} {
			sameChange(t, "CompactFunc of "+what, s,
				func(s []int) []int { return slices.CompactFunc(s, eq) },
				func(s []int) []int { return std.CompactFunc(s, eq) })
		}
	}
	for _, s := range someFloats(2) {
		sameChange(t, "Compact", s, slices.Compact, std.Compact)
	}
}

func TestGrow(t *testing.T) {
	for _, s := range some(3, 100) {
		for _, n := range []int{-1, 0, 1, 5, 100, math.MaxInt} {
			grown := func(grow func([]int, int) []int) func() any {
				return func() any {
					r := grow(s, n)
					if cap(r)-len(r) < n {
						t.Errorf("Grow(%v, %d) has capacity %d", s, n, cap(r))
					}
					return r
				}
			}
			same(t, fmt.Sprintf("Grow(%v, %d)", s, n), grown(slices.Grow[[]int]), grown(std.Grow[[]int]))
		}
		if r := slices.Grow(s, cap(s)-len(s)); cap(r) != cap(s) {
			t.Errorf("Grow made room that was there: %d, was %d", cap(r), cap(s))
		}
	}
}

func TestCloneClipReverse(t *testing.T) {
	for _, s := range some(4, 100) {
		same(t, "Clone", func() any { return slices.Clone(s) }, func() any { return std.Clone(s) })
		sameChange(t, "Clip", s, slices.Clip, std.Clip)
		if r := slices.Clip(s); cap(r) != len(s) {
			t.Errorf("Clip leaves capacity %d for %d elements", cap(r), len(s))
		}
		if r := slices.Clone(s); len(r) > 0 && &r[0] == &s[0] {
			t.Error("Clone gave the slice itself")
		}
		sameChange(t, "Reverse", s,
			func(s []int) []int { slices.Reverse(s); return s },
			func(s []int) []int { std.Reverse(s); return s })
	}
	var named strs = slices.Clone(strs{"a"})
	named = slices.Insert(named, 0, "b")
	if !slices.Equal(named, strs{"b", "a"}) {
		t.Error(named)
	}
}

func TestConcatRepeat(t *testing.T) {
	all := some(5, 100)
	for i := range all {
		parts := all[i:min(i+i%5, len(all))]
		same(t, "Concat", func() any { return slices.Concat(parts...) }, func() any { return std.Concat(parts...) })
	}
	same(t, "Concat", func() any { return slices.Concat([]int{}, nil) }, func() any { return std.Concat([]int{}, nil) })
	huge := make([]struct{}, math.MaxInt)
	same(t, "Concat", func() any { return slices.Concat(huge, huge) }, func() any { return std.Concat(huge, huge) })

	for _, s := range all {
		for _, n := range []int{-1, 0, 1, 2, 3, 10, math.MaxInt/2 + 1, math.MaxInt} {
			if len(s) == 1 && n > 10 {
				continue // more than there can be, with a message of Go's
			}
			what := fmt.Sprintf("Repeat(%v, %d)", s, n)
			same(t, what, func() any { return slices.Repeat(s, n) }, func() any { return std.Repeat(s, n) })
			if n >= 0 && n <= 10 {
				if r := slices.Repeat(s, n); cap(r) != len(s)*n {
					t.Errorf("%s has capacity %d", what, cap(r))
				}
			}
		}
	}
	same(t, "Repeat", func() any { return len(slices.Repeat(huge, 1)) }, func() any { return len(std.Repeat(huge, 1)) })
	same(t, "Repeat", func() any { return slices.Repeat(huge, 2) }, func() any { return std.Repeat(huge, 2) })
}
