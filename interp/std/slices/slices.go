// Package slices is the source that scripts get for the standard package
// slices: what is generic has to be there as source, since the interpreter
// writes each instance out as plain code.
//
// It has everything that Go's package exports, and behaves the same. It is
// written for an interpreter, where calls are dear and the built-in functions
// cheap: append, copy and clear do the moving, and what has an order of its own
// is compared by operators. It uses nothing but the packages cmp and iter: no
// reflect and no unsafe, which scripts do not have. A sequence is called with
// a function, not ranged over, so that this source needs no more of the
// language than it has to.
package slices

import "cmp"

// Equal reports whether two slices have the same length and equal elements. NaN
// is equal to nothing; nil is equal to what is empty.
func Equal[S ~[]E, E comparable](s1, s2 S) bool {
	if len(s1) != len(s2) {
		return false
	}
	for i, v := range s1 {
		if v != s2[i] {
			return false
		}
	}
	return true
}

// EqualFunc is Equal for elements that eq compares. It is asked for one pair after
// the other, up to the first that is not equal.
func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool {
	if len(s1) != len(s2) {
		return false
	}
	for i, v := range s1 {
		if !eq(v, s2[i]) {
			return false
		}
	}
	return true
}

// Compare returns what cmp.Compare returns for the first elements that differ. If
// there are none, the shorter slice comes first: -1 if it is s1, +1 if it is
// s2, and 0 if they are equally long.
func Compare[S ~[]E, E cmp.Ordered](s1, s2 S) int {
	for i, v := range s1 {
		if i == len(s2) {
			return +1
		}
		if w := s2[i]; v != w {
			if c := cmp.Compare(v, w); c != 0 { // two NaNs differ, and are the same
				return c
			}
		}
	}
	if len(s1) < len(s2) {
		return -1
	}
	return 0
}

// CompareFunc is Compare for elements that cmp compares. It returns the first
// result of cmp that is not 0.
func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, cmp func(E1, E2) int) int {
	for i, v := range s1 {
		if i == len(s2) {
			return +1
		}
		if c := cmp(v, s2[i]); c != 0 {
			return c
		}
	}
	if len(s1) < len(s2) {
		return -1
	}
	return 0
}

// Index returns the index of the first element equal to v, or -1.
func Index[S ~[]E, E comparable](s S, v E) int {
	for i, w := range s {
		if v == w {
			return i
		}
	}
	return -1
}

// IndexFunc returns the index of the first element for which f is true, or -1.
func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i, v := range s {
		if f(v) {
			return i
		}
	}
	return -1
}

// Contains reports whether an element is equal to v.
func Contains[S ~[]E, E comparable](s S, v E) bool {
	for _, w := range s {
		if v == w {
			return true
		}
	}
	return false
}

// ContainsFunc reports whether f is true for an element. Those after the first
// are not looked at.
func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool {
	for _, v := range s {
		if f(v) {
			return true
		}
	}
	return false
}

// Clone returns a copy of the slice, with the elements assigned. It is nil if s
// is.
func Clone[S ~[]E, E any](s S) S {
	if s == nil {
		return nil
	}
	c := make(S, len(s))
	copy(c, s)
	return c
}

// Clip returns the slice without the capacity that it does not use.
func Clip[S ~[]E, E any](s S) S {
	return s[:len(s):len(s)]
}

// Grow returns the slice with room for n more elements. It panics if n is
// negative, or more than there can be room for.
func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if more := n - (cap(s) - len(s)); more > 0 {
		all := append(s[:cap(s)], make(S, more)...)
		return all[:len(s)]
	}
	return s
}

// Reverse turns the order of the elements around, in place.
func Reverse[S ~[]E, E any](s S) {
	j := len(s) - 1
	for i := 0; i < j; i++ {
		s[i], s[j] = s[j], s[i]
		j--
	}
}

// Concat returns a new slice with the elements of all slices. If there are none,
// it is nil.
func Concat[S ~[]E, E any](slices ...S) S {
	size := 0
	for _, s := range slices {
		size += len(s)
		if size < 0 {
			panic("len out of range")
		}
	}
	if size == 0 {
		return nil
	}
	all := make(S, 0, size)
	for _, s := range slices {
		all = append(all, s...)
	}
	return all
}

// Repeat returns a new slice with the elements of x, count times over. It is
// never nil, and has no capacity to spare. It panics if count is negative or
// the length would be more than an int can be.
func Repeat[S ~[]E, E any](x S, count int) S {
	const most = int(^uint(0) >> 1)
	if count < 0 {
		panic("cannot be negative")
	}
	if len(x) > 0 && count > most/len(x) {
		panic("the result of (len(x) * count) overflows")
	}
	all := make(S, len(x)*count)
	for n := copy(all, x); n < len(all); {
		n += copy(all[n:], all[:n])
	}
	return all
}
