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

// Compiled code calls a method of a script's type with a receiver and nothing
// else, but sessions have interpreters of their own with variables of their
// own. So it is told by the goroutine in which interpreter the method is to
// run: a goroutine carries the label (of package runtime/pprof) of the last
// interpreter that made an interface value in it, and hands it on to those that
// it starts.

// hosts finds interpreters by label.
var hosts sync.Map // unsafe.Pointer → weak.Pointer[Host]

var hostNumber atomic.Uint64

// goroutineLabel is what a host marks goroutines with.
type goroutineLabel struct {
	once sync.Once
	ctx  context.Context
	at   unsafe.Pointer
	self weak.Pointer[Host]
}

//go:linkname goroutineLabels runtime/pprof.runtime_getProfLabel
func goroutineLabels() unsafe.Pointer

// weak refers to the host without keeping it.
func (h *Host) weak() *weak.Pointer[Host] {
	h.label.once.Do(func() {
		h.label.self = weak.Make(h)
		h.label.ctx = pprof.WithLabels(context.Background(), pprof.Labels("panelgo", strconv.FormatUint(hostNumber.Add(1), 10)))
		done := make(chan unsafe.Pointer)
		go func() {
			pprof.SetGoroutineLabels(h.label.ctx)
			done <- goroutineLabels()
		}()
		h.label.at = <-done
		hosts.Store(h.label.at, h.label.self)
		runtime.AddCleanup(h, func(at unsafe.Pointer) { hosts.Delete(at) }, h.label.at)
	})
	return &h.label.self
}

// enterGoroutine marks the goroutine as the host's.
func (h *Host) enterGoroutine() {
	h.weak()
	if goroutineLabels() != h.label.at {
		pprof.SetGoroutineLabels(h.label.ctx)
	}
}
