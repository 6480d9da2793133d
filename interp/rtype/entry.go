//go:build amd64 || arm64

package rtype

import (
	"reflect"
	"sync"
	"unsafe"
)

// A method of a type is called at an address, with nothing that tells which
// method it is. So there is a row of entry points, each of which calls the
// function in its place of a list: see entry_*.s.

const (
	maxEntries = 8192
	entrySize  = 16 // bytes of code
)

// entryBase is where the first entry point is.
var entryBase unsafe.Pointer

// entries are the functions, as closures. The entry points read it.
var entries [maxEntries]unsafe.Pointer

var taken struct {
	sync.Mutex
	n int
}

// entryPoint gives an address at which a function can be called.
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
