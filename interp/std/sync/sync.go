// Package sync is the source that scripts get for the generic functions of the
// standard package sync. The rest of that package is compiled; see package std.
package sync

import "sync"

// OnceValue returns a function that calls f once and returns its result each
// time it is called. If f panics, the function panics each time as f did.
func OnceValue[T any](f func() T) func() T {
	var result T
	once := sync.OnceFunc(func() { result = f() })
	return func() T {
		once()
		return result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var r1 T1
	var r2 T2
	once := sync.OnceFunc(func() { r1, r2 = f() })
	return func() (T1, T2) {
		once()
		return r1, r2
	}
}
