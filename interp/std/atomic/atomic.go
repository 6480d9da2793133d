// Package atomic is the source that scripts get for the generic types of the
// standard package sync/atomic. The rest of that package is compiled; see
// package std.
package atomic

import "sync"

// Pointer is a pointer that is read and written atomically; the zero value is
// nil. Interpreted code has no atomic instructions, so a lock guards it.
type Pointer[T any] struct {
	mu sync.Mutex
	p  *T
}

// Load returns the pointer.
func (x *Pointer[T]) Load() *T {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.p
}

// Store sets the pointer.
func (x *Pointer[T]) Store(p *T) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.p = p
}

// Swap sets the pointer and returns what it was.
func (x *Pointer[T]) Swap(p *T) (old *T) {
	x.mu.Lock()
	defer x.mu.Unlock()
	old, x.p = x.p, p
	return old
}

// CompareAndSwap sets the pointer if it is old, and reports whether it was.
func (x *Pointer[T]) CompareAndSwap(old, p *T) (swapped bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.p != old {
		return false
	}
	x.p = p
	return true
}
