package engine

import (
	"math"
	"reflect"
	"unsafe"
)

// yaegi allocates every variable of a function by itself. Here those that have no
// pointers share one piece of memory, and so do those that are one or two
// pointers, those that are strings, and those that are slices: a call takes a
// few allocations, however many variables it has.
//
// The collector must know which words are pointers. So each piece is allocated as
// a slice of a type whose every word is what the variables in it have there, and
// a variable of any other form is allocated by itself. Code that has a pointer to
// one variable keeps the whole piece alive.

// layout is what the frame of a function holds. It is shared by all calls, and
// does not change.
type layout struct {
	types                            []reflect.Type // of the slots: results, parameters, variables
	slots                            []slot
	plain, pointers, strings, slices int // words of each region
}

// slot is the place of a variable in memory.
type slot struct {
	in   region
	at   uint16 // words from where the region begins
	flag uint32 // of its reflect.Value
}

// region is a piece of memory that variables share in one call.
type region uint8

const (
	byItself   region = iota // in none: also a variable of no size
	ofPlain                  // words without pointers, []uint64
	ofPointers               // pointers and interfaces, []unsafe.Pointer
	ofStrings                // []string
	ofSlices                 // [][]struct{}
)

// rvalue is how package reflect lays out a Value. valuesAreKnown compares it.
type rvalue struct {
	typ, ptr unsafe.Pointer
	flag     uintptr
}

// valuesAreKnown reports whether reflect.Value is laid out as rvalue: it looks for
// the type, the pointer and the flags of a value whose parts it knows.
func valuesAreKnown() bool {
	x := 7
	v := reflect.ValueOf(&x).Elem()
	r := (*rvalue)(unsafe.Pointer(&v))
	return unsafe.Sizeof(v) == unsafe.Sizeof(*r) && r.ptr == unsafe.Pointer(&x) && r.typ == typeWord(reflect.TypeFor[int]()) &&
		r.flag == uintptr(reflect.Int)|indirect|addressable
}

// Flags of a reflect.Value, beside its kind, which is the lowest five bits. The
// values in frames have both: they can be set.
const (
	indirect    = 1 << 7 // ptr points to the value, and is not the value
	addressable = 1 << 8
)

const word = unsafe.Sizeof(uintptr(0))

// layoutOf gives each type a slot. A slot that would begin further into its region
// than a slot can say is by itself.
func layoutOf(types []reflect.Type) *layout {
	l := &layout{types: types, slots: make([]slot, len(types))}
	for i, t := range types {
		s := &l.slots[i]
		words := int((t.Size() + word - 1) / word)
		take := func(in region, used *int) {
			if *used <= math.MaxUint16 {
				s.in, s.at = in, uint16(*used)
				*used += words
			}
		}
		switch kind := t.Kind(); {
		case words == 0:
		case kind == reflect.String:
			take(ofStrings, &l.strings)
		case kind == reflect.Slice:
			take(ofSlices, &l.slices)
		case kind == reflect.Interface, words == 1 && isPointer(kind):
			take(ofPointers, &l.pointers)
		case words <= maxPlain && !hasPointers(t):
			take(ofPlain, &l.plain)
		}
		if s.in != byItself {
			v := reflect.New(t).Elem()
			s.flag = uint32((*rvalue)(unsafe.Pointer(&v)).flag)
		}
	}
	return l
}

// maxPlain bounds the words of a variable without pointers that shares memory: a
// pointer to a small one must not keep a big one alive.
const maxPlain = 4

// isPointer reports whether values of a kind are one pointer.
func isPointer(k reflect.Kind) bool {
	return k == reflect.Pointer || k == reflect.UnsafePointer || k == reflect.Map || k == reflect.Chan || k == reflect.Func
}

// hasPointers reports whether the collector has to look into values of a type.
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

// fill puts new zero variables into the slots of a frame. The first slots are the
// results; one that has an entry in results is in data already, as a variable of
// the caller's.
func (l *layout) fill(data []reflect.Value, results []value) {
	var base [ofSlices + 1]unsafe.Pointer
	if l.plain > 0 {
		base[ofPlain] = unsafe.Pointer(unsafe.SliceData(make([]uint64, l.plain)))
	}
	if l.pointers > 0 {
		base[ofPointers] = unsafe.Pointer(unsafe.SliceData(make([]unsafe.Pointer, l.pointers)))
	}
	if l.strings > 0 {
		base[ofStrings] = unsafe.Pointer(unsafe.SliceData(make([]string, l.strings/2)))
	}
	if l.slices > 0 {
		base[ofSlices] = unsafe.Pointer(unsafe.SliceData(make([][]struct{}, l.slices/3)))
	}
	for i := range l.slots {
		if i < len(results) && results[i] != nil {
			continue
		}
		s := l.slots[i]
		if s.in == byItself {
			data[i] = reflect.New(l.types[i]).Elem()
			continue
		}
		v := (*rvalue)(unsafe.Pointer(&data[i]))
		v.typ = typeWord(l.types[i])
		v.ptr = unsafe.Add(base[s.in], uintptr(s.at)*word)
		v.flag = uintptr(s.flag)
	}
}

// typeWord is the pointer that stands for a type in a reflect.Value or an
// interface.
func typeWord(t reflect.Type) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&t))[1]
}

// Frames of a few sizes are allocated together with the room for their values.
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

// newFrame makes a frame for n values. anc is the caller's frame, or the one that a
// closure captured; the new frame belongs to the same run. It does what yaegi's
// newFrame does, with one allocation instead of two.
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
