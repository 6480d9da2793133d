package host

import (
	"sync"

	"github.com/panelgo/panelgo/interp/rtype"
)

// A goroutine works for an interpreter between the beginning and the end of a call
// into it: of a function of the script by compiled code, of a go statement, of what
// the owner of the instance does by Work. A goroutine that such a call starts does
// not; it does when it calls into an interpreter itself. Calls into several
// interpreters may lie on one stack, and the goroutine works for the last.
//
// Where it is known: by the addresses of goroutines, which Go never frees. The
// entry of a goroutine is there only while it works, and only the goroutine changes
// it, so it is never that of another goroutine at the same address.

// working has the hosts for which goroutines work now, in parts, for the goroutines
// not to wait for each other.
var working [64]struct {
	sync.Mutex
	hosts map[uintptr]*Host

	_ [48]byte // each in a cache line of its own
}

// worker is the calling goroutine's part of working, and its key there.
func worker() (part int, key uintptr) {
	key = rtype.Goroutine()
	return int(key * 0x9E3779B97F4A7C15 >> 58), key
}

// current returns the host for which the calling goroutine works, nil if there is
// none.
func current() *Host {
	part, key := worker()
	w := &working[part]
	w.Lock()
	defer w.Unlock()
	return w.hosts[key]
}

// begin has the calling goroutine work for h, and returns the host for which it
// worked before. The caller must call it again with that one, also when it panics.
func begin(h *Host) (before *Host) {
	part, key := worker()
	w := &working[part]
	w.Lock()
	defer w.Unlock()

	before = w.hosts[key]
	switch {
	case h == nil:
		delete(w.hosts, key)
	case w.hosts == nil:
		w.hosts = map[uintptr]*Host{key: h}
	default:
		w.hosts[key] = h
	}
	return before
}

// Work calls f on a goroutine that works for the host meanwhile: methods of the
// script's types that f calls run in its interpreter, and panics of the script leave f.
func (h *Host) Work(f func()) {
	before := begin(h)
	defer begin(before)
	f()
}
