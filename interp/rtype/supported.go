//go:build amd64 || arm64

package rtype

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sync"
	"unsafe"
)

// goVersion is the release of Go whose layouts are written down here.
const goVersion = "1.26"

// Supported reports whether the layouts are those of the Go that the program
// was built with. It compares them once: first it reads compiled types, and
// only when those are as expected does it make a type and call its method. The
// error says what differs; after one, nothing else of the package may be used.
func Supported() error { return supported() }

var supported = sync.OnceValue(func() error {
	err := errors.Join(samplesHold(), stackHolds())
	if err == nil {
		err = newProbe().check()
	}
	if err != nil {
		return fmt.Errorf("types cannot be made at run time by a program that %s built: %w: build it with Go %s", runtime.Version(), err, goVersion)
	}
	return nil
})

// The samples have a method each: what follows the layout of a type says how
// many, which is how the size of the layout is known to be right.
type (
	sampleArray  [3]string
	sampleChan   <-chan int8
	sampleFunc   func(string, ...int8) error
	sampleMap    map[string]int8
	sampleNumber float64
	sampleSlice  []int8
	sampleStruct struct {
		first  int8
		second string
	}
)

func (sampleArray) Sample()  {}
func (sampleChan) Sample()   {}
func (sampleFunc) Sample()   {}
func (sampleMap) Sample()    {}
func (sampleNumber) Sample() {}
func (sampleSlice) Sample()  {}
func (sampleStruct) Sample() {}

var samples = []reflect.Type{
	reflect.TypeFor[sampleNumber](), reflect.TypeFor[sampleArray](), reflect.TypeFor[sampleChan](), reflect.TypeFor[sampleFunc](),
	reflect.TypeFor[sampleMap](), reflect.TypeFor[*sampleNumber](), reflect.TypeFor[sampleSlice](), reflect.TypeFor[sampleStruct](),
}

func samplesHold() error {
	for _, t := range samples {
		if !describes(pointerOf(t), t) {
			return fmt.Errorf("a type of kind %s has another layout", t.Kind())
		}
	}
	return nil
}

// describes reports whether the layouts, read at some place, say of a type what
// package reflect says of it. It follows no pointer that it reads.
func describes(at unsafe.Pointer, t reflect.Type) bool {
	h := (*head)(at)
	if h.size != t.Size() || int(h.align) != t.Align() || int(h.fieldAlign) != t.FieldAlign() || reflect.Kind(h.kind) != t.Kind() ||
		(h.equal != nil) != t.Comparable() || (h.flags&flagNamed != 0) != (t.Name() != "") || h.flags&flagUncommon == 0 {
		return false
	}
	u := (*uncommonLayout)(unsafe.Add(at, layoutOf(t.Kind()).Size()))
	if int(u.methods) != t.NumMethod() || u.exported != u.methods {
		return false
	}
	switch t.Kind() {
	case reflect.Array:
		l := (*arrayLayout)(at)
		return l.elem == pointerOf(t.Elem()) && l.slice == pointerOf(reflect.SliceOf(t.Elem())) && int(l.len) == t.Len()
	case reflect.Chan:
		l := (*chanLayout)(at)
		return l.elem == pointerOf(t.Elem()) && l.dir == int(t.ChanDir())
	case reflect.Func:
		if l := (*funcLayout)(at); int(l.in) != t.NumIn() || int(l.out&^flagVariadic) != t.NumOut() {
			return false
		}
		params := unsafe.Slice((*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(u), unsafe.Sizeof(*u))), t.NumIn()+t.NumOut())
		return params[0] == pointerOf(t.In(0)) && params[t.NumIn()] == pointerOf(t.Out(0))
	case reflect.Map:
		l := (*mapLayout)(at)
		return l.key == pointerOf(t.Key()) && l.elem == pointerOf(t.Elem()) && l.elemOff == t.Key().Size() && l.slotSize > l.elemOff
	case reflect.Pointer, reflect.Slice:
		return (*elemLayout)(at).elem == pointerOf(t.Elem())
	case reflect.Struct:
		fields := (*structLayout)(at).fields
		return len(fields) == t.NumField() && fields[0].typ == pointerOf(t.Field(0).Type) && fields[1].typ == pointerOf(t.Field(1).Type)
	}
	return true
}

// probe is a type that was made, a value of it, and what they should be.
type probe struct {
	value any
	name  string
	size  uintptr
	field string // the name of the first field
	says  string // what the method String gives
}

func newProbe() probe {
	p := probe{name: "probe", size: unsafe.Sizeof(sampleStruct{}), field: "hidden", says: "b"}
	made := New(reflect.TypeFor[sampleStruct](), "rtype.probe", "rtype", true, 1, 0)
	made.SetFields([]Field{{Name: p.field, Type: reflect.TypeFor[int8]()}, {Name: "Text", Type: reflect.TypeFor[string]()}})
	text := Method{Name: "String", Type: reflect.TypeFor[func() string](), Call: func(receiver any, _ []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(receiver).Field(1)}
	}}
	if err := made.SetMethods([]Method{text}, nil); err != nil {
		p.name = err.Error()
	}
	p.value = Retype(sampleStruct{1, p.says}, made.Type())
	return p
}

// check compares the type with what it should be.
func (p probe) check() error {
	t := reflect.TypeOf(p.value)
	if t.Name() != p.name || t.Size() != p.size || t.Kind() != reflect.Struct || t.Field(0).Name != p.field {
		return fmt.Errorf("a type made as %s of %d bytes with a field %s is %s of %d bytes", p.name, p.size, p.field, t, t.Size())
	}
	s, ok := p.value.(fmt.Stringer)
	if !ok || s.String() != p.says || t.Method(0).Func.Call([]reflect.Value{reflect.ValueOf(p.value)})[0].String() != p.says {
		return fmt.Errorf("the method of a type made at run time is not called")
	}
	return nil
}

// stackHolds checks that a call takes some of the stack, and not much.
func stackHolds() error {
	before := StackUsed()
	if inside := deeper(); before == 0 || inside <= before || inside > before+1<<16 {
		return fmt.Errorf("a goroutine's stack is not where it is expected: %d bytes, in a call %d", before, inside)
	}
	return nil
}

//go:noinline
func deeper() uintptr { return StackUsed() }
