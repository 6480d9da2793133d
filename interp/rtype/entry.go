//go:build amd64 || arm64

package rtype

import (
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A type's table of methods holds addresses of code, and a call by it passes
// nothing that says which method is meant: no closure, as a call of a function
// value does. So there is a row of entry points. The one at place i jumps to the
// closure entries[i]; see entry_*.s.

// MaxEntries is how many entry points there are: as many as the assembly has.
const MaxEntries = 65536

const entrySize = 16 // bytes of code of one, in the assembly of every processor

// entryBase is the address of the first entry point. The assembly sets it.
var entryBase unsafe.Pointer

// entries are the closures that the entry points jump to. The entry points read
// them without a lock, as single words. The array also keeps the closures alive.
var entries [MaxEntries]unsafe.Pointer

// pool hands entry points out. One that was given back may still be called: Go
// keeps the addresses of methods wherever a value was converted to an interface, and
// nobody knows when the last value of a type is gone. So it goes to a closure of
// the same shape only, for which that call is as good as its own, and as late as can
// be: it keeps its closure until all others were taken.
var pool struct {
	sync.Mutex
	next int              // the first that was never taken
	free map[string][]int // given back, by shape; the one that is free longest first
}

// target is a function that an entry point is wanted for, and its shape.
type target struct {
	f     reflect.Value
	shape string
}

// entry is an entry point that was taken.
type entry struct {
	place int
	shape string
}

// address is where the function is called, by its own calling convention.
func (e entry) address() unsafe.Pointer { return unsafe.Add(entryBase, e.place*entrySize) }

// errFull is the error of SetMethods when there are not enough entry points.
var errFull = errors.New("there is no room for more methods of types made at run time")

// take takes an entry point for each target, or none. The error is errFull.
func take(targets []target) ([]entry, error) {
	pool.Lock()
	defer pool.Unlock()

	taken := make([]entry, 0, len(targets))
	for _, t := range targets {
		place := pool.next
		if free := pool.free[t.shape]; place < MaxEntries {
			pool.next++
		} else if len(free) > 0 {
			place, pool.free[t.shape] = free[0], free[1:]
		} else {
			putBack(taken)
			return nil, errFull
		}
		taken = append(taken, entry{place, t.shape})
	}
	for i, t := range targets {
		f := t.f.Interface()
		atomic.StorePointer(&entries[taken[i].place], (*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1])
	}
	return taken, nil
}

// give gives entry points back.
func give(list []entry) {
	pool.Lock()
	defer pool.Unlock()
	putBack(list)
}

// putBack puts entry points behind those that are free. The pool is locked.
func putBack(list []entry) {
	if pool.free == nil {
		pool.free = map[string][]int{}
	}
	for _, e := range list {
		pool.free[e.shape] = append(pool.free[e.shape], e.place)
	}
}
