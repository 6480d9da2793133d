// Package cmp is the source that scripts get for the standard package cmp:
// what is generic has to be there as source, since the interpreter writes each
// instance out as plain code.
//
// It has everything that Go's package exports, and behaves the same. It uses
// nothing beyond the language: no reflect, no unsafe, no other package, since
// scripts have neither and a compiled function cannot be generic over a
// script's types.
package cmp

// Ordered is what the operators < <= >= > can compare. A floating-point type
// may hold NaN, which no operator orders: Compare and Less do.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 |
		~string
}

// Less reports whether x comes before y. NaN comes before every number, and not
// before NaN; the two zeros are the same.
func Less[T Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Compare returns -1 if x comes before y, +1 if it comes after, and 0 if they are
// the same. NaN comes before every number and is the same as NaN; the two
// zeros are the same.
func Compare[T Ordered](x, y T) int {
	switch {
	case x == y:
		return 0
	case x < y:
		return -1
	case x > y:
		return +1
	case y == y: // so x is NaN
		return -1
	case x == x:
		return +1
	}
	return 0
}

// Or returns the first value that is not the zero value of its type, or the zero
// value if there is none.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
