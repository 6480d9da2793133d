package host

import (
	"errors"
	"reflect"
	"runtime"
	"sync"
	"unsafe"
	"weak"

	"github.com/panelgo/panelgo/interp/rtype"
)

// When compiled code calls a method of a script's type it has a receiver and nothing
// else, and values of one type may be of several interpreters. The method runs in the
// one that the goroutine works for, if there is one: a value may have come from
// another session, and the code that works with it is this one's. On other goroutines
// it runs in the one that made the value. That is noted where a value becomes an
// interface of a compiled package, from which such a call comes: by the address to
// which the interface's second word points, which copies of the interface share.

// makers has what is known of values, by their addresses.
var makers sync.Map // uintptr → *maker

// maker says which host made a value.
type maker struct {
	value weak.Pointer[byte] // nil when the value is gone, and another one has its address
	host  weak.Pointer[Host]
}

// note notes that a value which becomes an interface with methods is of this host,
// unless it is of another one that goes on. It returns the value, or a copy: of a
// value that has no address of its own.
func (h *Host) note(x any) any {
	at, itself := rtype.Word(x)
	if at == nil || h.noteAt(at) || itself {
		return x
	}
	x = rtype.Copy(x)
	at, _ = rtype.Word(x)
	h.noteAt(at)
	return x
}

// noteAt notes the value at an address. It returns false when that is not in the heap:
// of a variable of compiled code, or of a value without a size.
func (h *Host) noteAt(at *byte) bool {
	key := uintptr(unsafe.Pointer(at))
	if m := makerAt(at); m != nil {
		if by := m.host.Value(); by != nil && !by.Over() {
			return true
		}
	}
	m := &maker{host: h.self}
	c := runtime.AddCleanup(at, func(m *maker) { makers.CompareAndDelete(key, m) }, m)
	if c == (runtime.Cleanup{}) {
		return false
	}
	m.value = weak.Make(at)
	makers.Store(key, m)
	return true
}

// makerAt returns what is known of the value at an address, nil if that is nothing.
func makerAt(at *byte) *maker {
	m, ok := makers.Load(uintptr(unsafe.Pointer(at)))
	if !ok || m.(*maker).value.Value() != at {
		return nil
	}
	return m.(*maker)
}

// errUnknown is why a method is not called.
var errUnknown = errors.New("it is not known which session this value is of")

// host finds the interpreter in which a method of a value is to run, and the number
// that the value's type has there: see makers. The error is ErrEnded or errUnknown.
func (t *ownType) host(receiver any) (*Host, int, error) {
	typ := reflect.TypeOf(receiver)
	if h := current().host; h != nil {
		if id := h.program.real.id(typ); id != 0 {
			return h, id, nil
		}
	}
	of := t.only.Load()
	if at, _ := rtype.Word(receiver); at != nil {
		if m := makerAt(at); m != nil {
			of = &m.host
		}
	}
	if of == nil {
		return nil, 0, errUnknown
	}
	h := of.Value()
	if h == nil || h.Over() {
		return nil, 0, ErrEnded
	}
	return h, h.program.real.id(typ), nil
}
