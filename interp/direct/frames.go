package direct

import (
	"reflect"
	"unsafe"
)

// yaegi makes every variable of a function by itself. Here those that have no
// pointers share one piece of memory, and so do those that are one or two
// pointers, those that are strings, and those that are slices: a call takes a
// few allocations, however many variables it has.

// layout is what the frame of a function holds.
type layout struct {
	slots                         []slot
	plain, pointers, texts, lists int // words without pointers, with pointers, and so on
}

// slot is the place of a variable.
type slot struct {
	in    region
	at    uintptr // bytes from where the region begins
	typ   reflect.Type
	value rvalue // of its type; it points nowhere
}

type region uint8

const (
	alone region = iota // by itself
	plain
	pointers
	texts
	lists
)

// rvalue is how package reflect lays out a Value: see rvalueKnown.
type rvalue struct {
	typ, ptr unsafe.Pointer
	flag     uintptr
}

const word = unsafe.Sizeof(uintptr(0))

func layoutOf(types []reflect.Type) *layout {
	l := &layout{slots: make([]slot, len(types))}
	for i, t := range types {
		s := &l.slots[i]
		v := reflect.New(t).Elem()
		s.typ, s.value = t, *(*rvalue)(unsafe.Pointer(&v))
		s.value.ptr = nil
		words := int((t.Size() + word - 1) / word)
		take := func(in region, used *int, words int) {
			s.in, s.at = in, uintptr(*used)*word
			*used += words
		}
		switch kind := t.Kind(); {
		case words == 0:
		case kind == reflect.String:
			take(texts, &l.texts, words)
		case kind == reflect.Slice:
			take(lists, &l.lists, words)
		case kind == reflect.Interface, words == 1 && isPointer(kind):
			take(pointers, &l.pointers, words)
		case words <= maxPlain && !hasPointers(t):
			take(plain, &l.plain, words)
		}
	}
	return l
}

// maxPlain bounds the words of a variable that shares memory: a pointer to one
// of the variables keeps all.
const maxPlain = 4

func isPointer(k reflect.Kind) bool {
	return k == reflect.Pointer || k == reflect.UnsafePointer || k == reflect.Map || k == reflect.Chan || k == reflect.Func
}

func hasPointers(t reflect.Type) bool {
	switch k := t.Kind(); k {
	case reflect.Array:
		return hasPointers(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if hasPointers(t.Field(i).Type) {
				return true
			}
		}
		return false
	default:
		return k > reflect.Complex128 || k == reflect.Invalid
	}
}

// fill makes zero variables, but for the results that have a place.
func (l *layout) fill(data []reflect.Value, results []value) {
	var base [lists + 1]unsafe.Pointer
	if l.plain > 0 {
		base[plain] = unsafe.Pointer(unsafe.SliceData(make([]uint64, l.plain)))
	}
	if l.pointers > 0 {
		base[pointers] = unsafe.Pointer(unsafe.SliceData(make([]unsafe.Pointer, l.pointers)))
	}
	if l.texts > 0 {
		base[texts] = unsafe.Pointer(unsafe.SliceData(make([]string, l.texts/2)))
	}
	if l.lists > 0 {
		base[lists] = unsafe.Pointer(unsafe.SliceData(make([][]struct{}, l.lists/3)))
	}
	for i := range l.slots {
		if i < len(results) && results[i] != nil {
			continue
		}
		s := &l.slots[i]
		if s.in == alone {
			data[i] = reflect.New(s.typ).Elem()
			continue
		}
		v := s.value
		v.ptr = unsafe.Add(base[s.in], s.at)
		data[i] = *(*reflect.Value)(unsafe.Pointer(&v))
	}
}

// Frames of a few sizes are made together with the room for their values.
type (
	frame8 struct {
		frame
		values [8]reflect.Value
	}
	frame16 struct {
		frame
		values [16]reflect.Value
	}
	frame32 struct {
		frame
		values [32]reflect.Value
	}
)

// newFrame makes a frame for n values, in another one.
func newFrame(anc *frame, n int) (f *frame) {
	switch {
	case n <= 8:
		with := new(frame8)
		f = &with.frame
		f.data = with.values[:n:n]
	case n <= 16:
		with := new(frame16)
		f = &with.frame
		f.data = with.values[:n:n]
	case n <= 32:
		with := new(frame32)
		f = &with.frame
		f.data = with.values[:n:n]
	default:
		f = &frame{data: make([]reflect.Value, n)}
	}
	f.anc, f.root, f.done, f.id = anc, anc.root, anc.done, anc.id
	return f
}
