package host

import (
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Go ends the process when what is not locked is unlocked. So the host looks at
// the lock first: at the words that Go 1.26 keeps in it, which tests hold this
// to. Two goroutines that unlock at once can still slip through.

// lockedBit is set in the state of a locked Mutex.
const lockedBit = 1

// allReaders is what a writer takes off the number of an RWMutex's readers.
const allReaders = 1 << 30

var (
	mutexState  = word[sync.Mutex]("mu", "state")
	readerCount = word[sync.RWMutex]("readerCount", "v")
)

// word finds a word in a struct of the standard library; nil if it is not there.
func word[T any](path ...string) func(*T) *int32 {
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
	if t.Kind() != reflect.Int32 {
		return nil
	}
	return func(of *T) *int32 { return (*int32)(unsafe.Add(unsafe.Pointer(of), offset)) }
}

func (h *Host) unlock(pos int, m *sync.Mutex) {
	if mutexState != nil && atomic.LoadInt32(mutexState(m))&lockedBit == 0 {
		h.fatal(token.Pos(pos), fatalError("sync: unlock of unlocked mutex"))
		return
	}
	m.Unlock()
}

func (h *Host) unlockWriter(pos int, m *sync.RWMutex) {
	if readerCount != nil && atomic.LoadInt32(readerCount(m)) >= 0 {
		h.fatal(token.Pos(pos), fatalError("sync: Unlock of unlocked RWMutex"))
		return
	}
	m.Unlock()
}

func (h *Host) unlockReader(pos int, m *sync.RWMutex) {
	if readerCount != nil {
		if n := atomic.LoadInt32(readerCount(m)); n == 0 || n == -allReaders {
			h.fatal(token.Pos(pos), fatalError("sync: RUnlock of unlocked RWMutex"))
			return
		}
	}
	m.RUnlock()
}

func (h *Host) unlockLocker(pos int, l sync.Locker) {
	switch l := l.(type) {
	case *sync.Mutex:
		h.unlock(pos, l)
	case *sync.RWMutex:
		h.unlockWriter(pos, l)
	default:
		l.Unlock()
	}
}

// clear is the predeclared function.
func (h *Host) clear(x any) {
	h.maps.Lock()
	defer h.maps.Unlock()
	reflect.ValueOf(x).Clear()
}
