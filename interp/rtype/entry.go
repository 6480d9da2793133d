//go:build amd64 || arm64

package rtype

import (
	"reflect"
	"sync"
	"unsafe"
)

// A type's table of methods holds addresses of code, and a call by it passes
// nothing that says which method is meant: no closure, as a call of a function
// value does. So there is a row of entry points. The one at place i jumps to the
// closure entries[i]; see entry_*.s.

const (
	maxEntries = 8192 // as many as the assembly has
	entrySize  = 16   // bytes of code of one, in the assembly of every processor
)

// entryBase is the address of the first entry point. The assembly sets it.
var entryBase unsafe.Pointer

// entries are the closures that the entry points jump to. A place is written once,
// before its address is handed out, so the entry points read it without a lock.
// The array also keeps the closures alive.
var entries [maxEntries]unsafe.Pointer

// taken counts the entries in use. They are never given back: nobody knows when
// the last value of a type is gone.
var taken struct {
	sync.Mutex
	n int
}

// entryPoint returns an address at which a function can be called, by its own
// calling convention. The error is errFull.
func entryPoint(f reflect.Value) (unsafe.Pointer, error) {
	taken.Lock()
	defer taken.Unlock()
	if taken.n == maxEntries {
		return nil, errFull
	}
	x := f.Interface()
	entries[taken.n] = (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1]
	taken.n++
	return unsafe.Add(entryBase, (taken.n-1)*entrySize), nil
}
