// Package rand is the source that scripts get for the generic functions of the
// standard package math/rand/v2. The rest of that package is compiled; see
// package std.
package rand

import "math/rand/v2"

// N returns a random number from 0 up to n, without n; it panics if n is not
// above 0. Durations are numbers, too.
func N[Int interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(rand.Uint64N(uint64(n)))
}
