package host

import (
	"sync"
	"unsafe"
)

// never is the try of those that wait for a condition: only a signal wakes them.
func never() bool { return false }

// condWait is c.Wait() at a position of the script. Go's own unlocks what may not be
// locked, and is not woken by a kill. Those that wait do so in the queue of the
// condition's address.
func (h *Host) condWait(pos int, c *sync.Cond) {
	c.Signal() // panics if c was copied, and wakes nobody: scripts do not wait in Go's way
	lock, q := unsafe.Pointer(c), queueOf(unsafe.Pointer(c))
	w := q.join(lock, never)
	defer q.leave(lock, w) // when it panics or was killed
	h.methodAt(pos, c.L, "Unlock").(func())()
	select {
	case <-w.got:
		h.methodAt(pos, c.L, "Lock").(func())()
	case <-h.killed:
		panic(ErrEnded)
	}
}

// condSignal is c.Signal().
func (h *Host) condSignal(_ int, c *sync.Cond) {
	c.Signal()
	queueOf(unsafe.Pointer(c)).wake(unsafe.Pointer(c), 1)
}

// condBroadcast is c.Broadcast().
func (h *Host) condBroadcast(_ int, c *sync.Cond) {
	c.Broadcast()
	q := queueOf(unsafe.Pointer(c))
	q.wake(unsafe.Pointer(c), -1)
}

// wake wakes the first n that wait at an address; a negative n stands for all.
func (q *lockQueue) wake(lock unsafe.Pointer, n int) {
	q.Lock()
	defer q.Unlock()
	list := q.waiting[lock]
	for ; len(list) > 0 && n != 0; n-- {
		close(list[0].got)
		list = list[1:]
	}
	q.set(lock, list)
}
