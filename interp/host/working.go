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

// work is what a goroutine does for a host: it runs a function of the script, or code
// of the owner of the instance that may call one. The zero work is for none.
type work struct {
	host  *Host
	inner bool // in a function of the script
}

// working has what goroutines do now, in parts, for the goroutines not to wait for
// each other.
var working [64]struct {
	sync.Mutex
	by map[uintptr]work

	_ [48]byte // each in a cache line of its own
}

// worker is the calling goroutine's part of working, and its key there.
func worker() (part int, key uintptr) {
	key = rtype.Goroutine()
	return int(key * 0x9E3779B97F4A7C15 >> 58), key
}

// current returns the work of the calling goroutine.
func current() work {
	part, key := worker()
	w := &working[part]
	w.Lock()
	defer w.Unlock()
	return w.by[key]
}

// begin has the calling goroutine do some work, and returns what it did before. The
// caller must call it again with that, also when it panics.
func begin(now work) (before work) {
	part, key := worker()
	w := &working[part]
	w.Lock()
	defer w.Unlock()

	before = w.by[key]
	switch {
	case now == work{}:
		delete(w.by, key)
	case w.by == nil:
		w.by = map[uintptr]work{key: now}
	default:
		w.by[key] = now
	}
	return before
}

// Work calls f on a goroutine that works for the host meanwhile: methods of the
// script's types that f calls run in its interpreter, and panics of the script leave f.
func (h *Host) Work(f func()) {
	before := begin(work{host: h})
	defer h.leave(before)
	f()
}

// leave ends what the calling goroutine does for the host, and has it go on with what it
// did before.
func (h *Host) leave(before work) {
	if before.host == nil {
		h.engine.EndTurn()
	}
	begin(before)
}
