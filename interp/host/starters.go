package host

import (
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
		defer h.waitGroupDone(wg)
		h.guarded(f)
	})
	started = true
}

// waitGroupDone is wg.Done(). After the end of the run the count may be less already: see
// waitGroupWait.
func (h *Host) waitGroupDone(wg *sync.WaitGroup) {
	defer func() {
		v := recover()
		if v != nil && !h.Over() {
			panic(v)
		} else if v != nil {
			unwait(wg)
		}
	}()
	wg.Done()
}

// unwait adds 1 to a count below zero. At zero it wakes the goroutines that have begun to
// wait meanwhile.
func unwait(wg *sync.WaitGroup) {
	defer func() { _ = recover() }() // others have counted down as well: the last one gets to zero
	wg.Add(1)
}

// maxCount bounds how far waitGroupWait counts down. A script has fewer goroutines; one
// that waits for more is left behind.
const maxCount = 1 << 20

// waitGroupWait is wg.Wait(). When the run ends it counts down for the goroutines of the
// script, whose deferred calls do not run any more.
func (h *Host) waitGroupWait(_ int, wg *sync.WaitGroup) {
	if h.killed == nil {
		wg.Wait()
		return
	}
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		wg.Wait()
	}()
	select {
	case misused := <-done:
		if misused != nil {
			panic(misused)
		}
	case <-h.killed:
		defer func() {
			if recover() != nil { // the count is below zero
				unwait(wg)
			}
		}()
		for range maxCount {
			wg.Done()
		}
	}
}

// sleep is time.Sleep, until the run ends.
func (h *Host) sleep(d time.Duration) {
	if h.killed == nil || d <= 0 {
		time.Sleep(d)
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-h.killed:
	}
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
