package host

import (
	"context"
	"runtime"
	"runtime/pprof"
	"strconv"
	"sync"
	"sync/atomic"
	"unsafe"
	"weak"
)

// When compiled code calls a method of a script's type it has a receiver and
// nothing else, but instances have interpreters of their own with variables of
// their own. The goroutine tells in which of them the method is to run: it
// carries the label (of package runtime/pprof) of the last interpreter that was
// entered on it, or boxed a value, and goroutines that it starts inherit the label.

// hosts finds hosts by the address of their label. It does not keep them: a
// cleanup removes the entry when the host is collected.
var hosts sync.Map // unsafe.Pointer → weak.Pointer[Host]

var hostNumber atomic.Uint64

// goroutineLabel is what a host marks goroutines with. It is made when the host
// is first entered; of a program without methods it is never made.
type goroutineLabel struct {
	once sync.Once
	ctx  context.Context     // with the label
	at   unsafe.Pointer      // what goroutineLabels returns on a marked goroutine
	self *weak.Pointer[Host] // for hosts, and for types that have seen the host: no part of it, which would keep it
}

// goroutineLabels returns the address of the calling goroutine's labels, which is
// the same for all goroutines that were marked with one context.
//
//go:linkname goroutineLabels runtime/pprof.runtime_getProfLabel
func goroutineLabels() unsafe.Pointer

// weak returns a pointer to the host that does not keep it. The first call makes
// the label; another goroutine finds its address, so that the caller's own
// labels stay.
func (h *Host) weak() *weak.Pointer[Host] {
	h.label.once.Do(func() {
		self := weak.Make(h)
		h.label.self = &self
		h.label.ctx = pprof.WithLabels(context.Background(), pprof.Labels("panelgo", strconv.FormatUint(hostNumber.Add(1), 10)))
		done := make(chan unsafe.Pointer)
		go func() {
			pprof.SetGoroutineLabels(h.label.ctx)
			done <- goroutineLabels()
		}()
		h.label.at = <-done
		hosts.Store(h.label.at, self)
		runtime.AddCleanup(h, func(at unsafe.Pointer) { hosts.Delete(at) }, h.label.at)
	})
	return h.label.self
}

// Enter marks the calling goroutine as the host's, if compiled code can call
// methods of the program's types at all.
func (h *Host) Enter() {
	if !h.program.methods {
		return
	}
	h.weak()
	if goroutineLabels() != h.label.at {
		pprof.SetGoroutineLabels(h.label.ctx)
	}
}
