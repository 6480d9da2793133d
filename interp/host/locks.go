package host

import (
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// Go ends the process when a lock is unlocked that is not locked, and when a lock is
// overwritten while a goroutine waits for it. So scripts lock and unlock by the host.
// It takes a lock only if it is free, and keeps those that wait in queues of its own;
// a kill wakes them. It unlocks by comparing and swapping the words in which Go 1.26
// keeps a lock's state, as tests verify. Where these are not known it locks as Go does.
//
// Compiled code that has the same lock uses Go's own methods. Those that wait for it
// in Go's way are woken in Go's way.

// lockedBit is set in the state of a locked Mutex; the other bits are of goroutines
// that wait in Go's way.
const lockedBit = 1

// allReaders is what a writer subtracts from the number of an RWMutex's readers:
// while it is locked for writing that number is negative.
const allReaders = 1 << 30

var (
	mutexState  = word[sync.Mutex, int32]("mu", "state")
	readerCount = word[sync.RWMutex, int32]("readerCount", "v")
	writerLock  = word[sync.RWMutex, sync.Mutex]("w")
	onceDone    = word[sync.Once, uint32]("done", "v")
	onceLock    = word[sync.Once, sync.Mutex]("m")

	locksAreKnown = mutexState != nil && readerCount != nil && writerLock != nil && onceDone != nil && onceLock != nil
)

// word returns a function that finds a part of a struct of the standard library,
// by the names of the fields that lead to it; nil if there is none of the type.
func word[T, Part any](path ...string) func(*T) *Part {
	t, offset := reflect.TypeFor[T](), uintptr(0)
	for _, name := range path {
		if t.Kind() != reflect.Struct {
			return nil
		}
		f, ok := t.FieldByName(name)
		if !ok {
			return nil
		}
		t, offset = f.Type, offset+f.Offset
	}
	if part := reflect.TypeFor[Part](); t != part && (t.Kind() != part.Kind() || t.PkgPath() != "") {
		return nil
	}
	return func(of *T) *Part { return (*Part)(unsafe.Add(unsafe.Pointer(of), offset)) }
}

// unlockMutex unlocks m and reports whether it was locked.
func unlockMutex(m *sync.Mutex) bool {
	if !locksAreKnown {
		m.Unlock()
		return true
	}
	for {
		switch state := atomic.LoadInt32(mutexState(m)); {
		case state&lockedBit == 0:
			return false
		case state != lockedBit:
			m.Unlock()
			return true
		case atomic.CompareAndSwapInt32(mutexState(m), lockedBit, 0):
			return true
		}
	}
}

// unlockWriter unlocks m, and reports whether it was locked for writing.
func unlockWriter(m *sync.RWMutex) bool {
	if !locksAreKnown {
		m.Unlock()
		return true
	}
	readers := atomic.LoadInt32(readerCount(m))
	switch writer := writerLock(m); {
	case readers >= 0 || atomic.LoadInt32(mutexState(writer))&lockedBit == 0:
		return false
	case atomic.CompareAndSwapInt32(readerCount(m), -allReaders, 0):
		return unlockMutex(writer)
	}
	m.Unlock()
	return true
}

// unlockReader unlocks m for one reader, and reports whether it had any.
func unlockReader(m *sync.RWMutex) bool {
	if !locksAreKnown {
		m.RUnlock()
		return true
	}
	for {
		switch readers := atomic.LoadInt32(readerCount(m)); {
		case readers == 0 || readers == -allReaders:
			return false
		case readers < 0:
			m.RUnlock()
			return true
		case atomic.CompareAndSwapInt32(readerCount(m), readers, readers-1):
			return true
		}
	}
}

// lockQueue has the goroutines of scripts that wait for locks, in order. Everything
// that scripts do to a lock is done under the mutex of its queue.
type lockQueue struct {
	sync.Mutex
	waiting map[unsafe.Pointer][]*waiter // by the lock's address
}

// waiter waits for a lock.
type waiter struct {
	try func() bool   // takes the lock if it is free
	got chan struct{} // closed when it was taken for the waiter
}

// lockQueues are those of all locks of all scripts: a lock may be known to several
// interpreters.
var lockQueues [256]lockQueue

// queueOf is the queue of the lock at an address.
func queueOf(lock unsafe.Pointer) *lockQueue {
	return &lockQueues[uintptr(lock)/unsafe.Sizeof(uintptr(0))%uintptr(len(lockQueues))]
}

// join takes the lock, or else waits in the queue. It returns nil when it has the lock.
func (q *lockQueue) join(lock unsafe.Pointer, try func() bool) *waiter {
	q.Lock()
	defer q.Unlock()
	if len(q.waiting[lock]) == 0 && try() {
		return nil
	}
	if q.waiting == nil {
		q.waiting = map[unsafe.Pointer][]*waiter{}
	}
	w := &waiter{try, make(chan struct{})}
	q.waiting[lock] = append(q.waiting[lock], w)
	return w
}

// grant takes the lock for those that wait, first come first served, as long as it is
// free. q is locked.
func (q *lockQueue) grant(lock unsafe.Pointer) {
	list := q.waiting[lock]
	for len(list) > 0 && list[0].try() {
		close(list[0].got)
		list = list[1:]
	}
	q.set(lock, list)
}

// leave removes a waiter, and reports whether it has not got the lock.
func (q *lockQueue) leave(lock unsafe.Pointer, w *waiter) bool {
	q.Lock()
	defer q.Unlock()
	list := q.waiting[lock]
	for i, other := range list {
		if other == w {
			q.set(lock, append(list[:i:i], list[i+1:]...))
			q.grant(lock) // the one behind may be a reader
			return true
		}
	}
	return false
}

// set notes who waits for a lock. q is locked.
func (q *lockQueue) set(lock unsafe.Pointer, list []*waiter) {
	if len(list) == 0 {
		delete(q.waiting, lock)
		return
	}
	q.waiting[lock] = list
}

// lockWith locks a lock: try takes it if it is free. When the instance is killed it
// panics without it, for no statement of the script may run as if it had it.
func (h *Host) lockWith(lock unsafe.Pointer, try, unlock func() bool) {
	q := queueOf(lock)
	w := q.join(lock, try)
	if w == nil {
		return
	}
	const rarely = time.Second
	often := time.Millisecond
	look := time.NewTimer(often)
	defer look.Stop()
	for {
		select {
		case <-w.got:
			return
		case <-h.killed:
			if !q.leave(lock, w) {
				h.unlockWith(lock, unlock)
			}
			panic(ErrEnded)
		case <-look.C: // compiled code that unlocks it does not grant it
			q.Lock()
			q.grant(lock)
			q.Unlock()
			often = min(2*often, rarely)
			look.Reset(often)
		}
	}
}

// unlockWith unlocks a lock and grants it to those that wait. It reports whether it
// was locked.
func (h *Host) unlockWith(lock unsafe.Pointer, unlock func() bool) bool {
	q := queueOf(lock)
	q.Lock()
	defer q.Unlock()
	ok := unlock()
	q.grant(lock)
	return ok
}

// unlocked ends the instance because a lock was not locked.
func (h *Host) unlocked(pos int, text string) { h.fatal(token.Pos(pos), fatalError("sync: "+text)) }

// lock is m.Lock().
func (h *Host) lock(_ int, m *sync.Mutex) {
	h.lockWith(unsafe.Pointer(m), m.TryLock, func() bool { return unlockMutex(m) })
}

// unlock is m.Unlock() at a position of the script.
func (h *Host) unlock(pos int, m *sync.Mutex) {
	if !h.unlockWith(unsafe.Pointer(m), func() bool { return unlockMutex(m) }) {
		h.unlocked(pos, "unlock of unlocked mutex")
	}
}

// lockWriter is m.Lock() of a lock with readers.
func (h *Host) lockWriter(_ int, m *sync.RWMutex) {
	h.lockWith(unsafe.Pointer(m), m.TryLock, func() bool { return unlockWriter(m) })
}

// unlockWriter is m.Unlock() of a lock with readers.
func (h *Host) unlockWriter(pos int, m *sync.RWMutex) {
	if !h.unlockWith(unsafe.Pointer(m), func() bool { return unlockWriter(m) }) {
		h.unlocked(pos, "Unlock of unlocked RWMutex")
	}
}

// lockReader is m.RLock().
func (h *Host) lockReader(_ int, m *sync.RWMutex) {
	h.lockWith(unsafe.Pointer(m), m.TryRLock, func() bool { return unlockReader(m) })
}

// unlockReader is m.RUnlock().
func (h *Host) unlockReader(pos int, m *sync.RWMutex) {
	if !h.unlockWith(unsafe.Pointer(m), func() bool { return unlockReader(m) }) {
		h.unlocked(pos, "RUnlock of unlocked RWMutex")
	}
}

// onceDo is o.Do(f): the mutex of o may be overwritten while f runs.
func (h *Host) onceDo(pos int, o *sync.Once, f func()) {
	if !locksAreKnown {
		o.Do(f)
		return
	}
	done := onceDone(o)
	if atomic.LoadUint32(done) == 1 {
		return
	}
	h.lock(pos, onceLock(o))
	defer h.unlock(pos, onceLock(o))
	if atomic.LoadUint32(done) == 0 {
		defer atomic.StoreUint32(done, 1)
		f()
	}
}

// clear is the predeclared clear, of a map or a slice. It takes its turn with
// the instructions that use maps: see engine.Host.Maps.
func (h *Host) clear(x any) {
	h.maps.Lock()
	defer h.maps.Unlock()
	reflect.ValueOf(x).Clear()
}
