package host

import (
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Go ends the process when a mutex is unlocked that is not locked. So lowered code
// unlocks by the host, which looks at the lock first: at the words in which Go
// 1.26 keeps its state, as tests verify. Without them it unlocks without looking.
// Two goroutines that unlock at the same moment can still end the process.

// lockedBit is set in the state of a locked Mutex.
const lockedBit = 1

// allReaders is what a writer subtracts from the number of an RWMutex's readers:
// while it is locked for writing that number is negative.
const allReaders = 1 << 30

var (
	mutexState  = word[sync.Mutex]("mu", "state")
	readerCount = word[sync.RWMutex]("readerCount", "v")
)

// word returns a function that finds an int32 in a struct of the standard
// library, by the names of the fields that lead to it; nil if there is none.
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

// unlock is m.Unlock() at a position of the script.
func (h *Host) unlock(pos int, m *sync.Mutex) {
	if mutexState != nil && atomic.LoadInt32(mutexState(m))&lockedBit == 0 {
		h.fatal(token.Pos(pos), fatalError("sync: unlock of unlocked mutex"))
		return
	}
	m.Unlock()
}

// unlockWriter is m.Unlock() of a lock with readers.
func (h *Host) unlockWriter(pos int, m *sync.RWMutex) {
	if readerCount != nil && atomic.LoadInt32(readerCount(m)) >= 0 {
		h.fatal(token.Pos(pos), fatalError("sync: Unlock of unlocked RWMutex"))
		return
	}
	m.Unlock()
}

// unlockReader is m.RUnlock().
func (h *Host) unlockReader(pos int, m *sync.RWMutex) {
	if readerCount != nil {
		if n := atomic.LoadInt32(readerCount(m)); n == 0 || n == -allReaders {
			h.fatal(token.Pos(pos), fatalError("sync: RUnlock of unlocked RWMutex"))
			return
		}
	}
	m.RUnlock()
}

// unlockLocker is l.Unlock() of an interface. What is neither a Mutex nor an
// RWMutex, such as an RLocker, is unlocked without looking.
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

// clear is the predeclared clear, of a map or a slice. It takes its turn with
// the instructions that use maps: see engine.Host.Maps.
func (h *Host) clear(x any) {
	h.maps.Lock()
	defer h.maps.Unlock()
	reflect.ValueOf(x).Clear()
}
