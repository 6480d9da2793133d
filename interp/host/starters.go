package host

import (
	"context"
	"go/token"
	"sync"
	"time"
)

// waitGroupGo is wg.Go(f), on a goroutine as a go statement starts it: it counts, and
// a panic of f does not end the process.
func (h *Host) waitGroupGo(_ int, wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	started := false
	defer func() {
		if !started { // there are too many
			wg.Done()
		}
	}()
	h.goroutine(func() {
		defer wg.Done()
		h.guarded(f)
	})
	started = true
}

// afterFunc is time.AfterFunc.
func (h *Host) afterFunc(d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, h.starter(f))
}

// contextAfterFunc is context.AfterFunc.
func (h *Host) contextAfterFunc(ctx context.Context, f func()) (stop func() bool) {
	return context.AfterFunc(ctx, h.starter(f))
}

// starter returns a function for compiled code, which runs it on a goroutine of its
// own: it starts f as a go statement does. That there are too many goroutines is told
// as a panic of the one that could not be started.
func (h *Host) starter(f func()) func() {
	return func() {
		defer func() {
			if v := recover(); v != nil {
				h.config.OnPanic(v)
			}
		}()
		h.goroutine(func() { h.guarded(f) })
	}
}

// guarded runs f on a goroutine of its own. f may be compiled code around a function of
// the script, as sync.OnceFunc returns it: a panic of that is to go through it, and to be
// reported here.
func (h *Host) guarded(f func()) {
	h.cross(token.NoPos, func() (ended bool) { f(); return h.Over() }, nil)
}
