//go:build amd64 || arm64

package rtype

import (
	"errors"
	"fmt"
	"go/token"
	"hash/fnv"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Type is a type that is being made. It may be used as a part of others, and
// of itself, as soon as New has given it; it is finished when its parts and
// methods are set.
type Type struct {
	at, ptr         *head
	params          []unsafe.Pointer
	methods, onPtr  []methodLayout
	value, pointer_ reflect.Type
}

// kept holds what only interface values refer to, where the collector does not
// look for types.
var kept struct {
	sync.Mutex
	types []*head
}

var made atomic.Uint32

// New makes a type of the layout of another, and the pointer to it. Text is
// what String gives, "main.T", and what pkgPath qualifies. A type that is not
// named has a literal as its text. The numbers of methods are those that are
// set later.
func New(like reflect.Type, text, pkgPath string, named bool, methods, onPointer int) *Type {
	t := &Type{}
	params := 0
	if like.Kind() == reflect.Func {
		params = like.NumIn() + like.NumOut()
	}
	t.at, t.params, t.methods = begin(like, text, pkgPath, named, params, methods)
	t.ptr, _, t.onPtr = begin(reflect.PointerTo(like), "*"+text, pkgPath, false, 0, onPointer)
	(*elemLayout)(unsafe.Pointer(t.ptr)).elem = unsafe.Pointer(t.at)
	t.at.ptrToThis = addReflectOff(unsafe.Pointer(t.ptr))
	t.value, t.pointer_ = typeAt(unsafe.Pointer(t.at)), typeAt(unsafe.Pointer(t.ptr))
	if like.Kind() == reflect.Struct { // its fields are to be changed
		s := (*structLayout)(unsafe.Pointer(t.at))
		s.fields = slices.Clone(s.fields)
		s.pkgPath = encodeName(pkgPath, "", 0)
	}
	return t
}

// begin makes room for a type and copies what it has in common with another.
func begin(like reflect.Type, text, pkgPath string, named bool, params, methods int) (*head, []unsafe.Pointer, []methodLayout) {
	at, uncommon, list, table := memory(like.Kind(), params, methods)
	from := pointerOf(like)
	reflect.NewAt(layoutOf(like.Kind()), unsafe.Pointer(at)).Elem().Set(reflect.NewAt(layoutOf(like.Kind()), from).Elem())
	if params > 0 {
		skip := layoutOf(reflect.Func).Size()
		if (*head)(from).flags&flagUncommon != 0 {
			skip += unsafe.Sizeof(uncommonLayout{})
		}
		copy(list, unsafe.Slice((*unsafe.Pointer)(unsafe.Add(from, skip)), params))
	}
	at.flags = at.flags&^(flagExtraStar|flagNamed) | flagUncommon
	if named {
		at.flags |= flagNamed
	}
	at.str, at.ptrToThis = nameOff(text, exportedBit(text[strings.LastIndexByte(text, '.')+1:])), 0
	sum := fnv.New32()
	fmt.Fprint(sum, text, made.Add(1))
	at.hash = sum.Sum32()
	if named || methods > 0 {
		uncommon.pkgPath = nameOff(pkgPath, 0)
	}
	kept.Lock()
	defer kept.Unlock()
	kept.types = append(kept.types, at)
	return at, list, table
}

func exportedBit(name string) byte {
	if token.IsExported(name) {
		return nameExported
	}
	return 0
}

// Type is the type itself.
func (t *Type) Type() reflect.Type { return t.value }

// Pointer is the type of pointers to it.
func (t *Type) Pointer() reflect.Type { return t.pointer_ }

// SetParts sets the types that it is made of: an element; a key and an element;
// parameters and results.
func (t *Type) SetParts(parts ...reflect.Type) {
	p := unsafe.Pointer(t.at)
	switch t.value.Kind() {
	case reflect.Array:
		(*arrayLayout)(p).elem = pointerOf(parts[0])
		(*arrayLayout)(p).slice = pointerOf(reflect.SliceOf(parts[0]))
	case reflect.Chan:
		(*chanLayout)(p).elem = pointerOf(parts[0])
	case reflect.Pointer, reflect.Slice:
		(*elemLayout)(p).elem = pointerOf(parts[0])
	case reflect.Map:
		(*mapLayout)(p).key, (*mapLayout)(p).elem = pointerOf(parts[0]), pointerOf(parts[1])
	case reflect.Func:
		for i, part := range parts {
			t.params[i] = pointerOf(part)
		}
	}
}

// SetFields sets the fields of a struct.
func (t *Type) SetFields(fields []Field) {
	s := (*structLayout)(unsafe.Pointer(t.at))
	for i, f := range fields {
		bits := exportedBit(f.Name)
		if f.Embedded {
			bits |= nameEmbedded
		}
		s.fields[i].name, s.fields[i].typ = encodeName(f.Name, string(f.Tag), bits), pointerOf(f.Type)
	}
}

// errFull is what SetMethods gives when all entry points are taken.
var errFull = errors.New("there is no room for more methods of types made at run time")

// SetMethods sets the methods of the type and of pointers to it, which have the
// type's own among them.
func (t *Type) SetMethods(value, pointer []Method) error {
	return errors.Join(setMethods(t.value, t.methods, value), setMethods(t.pointer_, t.onPtr, pointer))
}

func setMethods(t reflect.Type, table []methodLayout, methods []Method) error {
	if len(table) != len(methods) {
		return fmt.Errorf("%s was to have %d methods, and has %d", t, len(table), len(methods))
	}
	methods = slices.Clone(methods)
	slices.SortFunc(methods, func(a, b Method) int { return strings.Compare(a.Name, b.Name) })
	for i, m := range methods {
		ifn, err := entryPoint(byInterface(t, m))
		if err != nil {
			return err
		}
		tfn := ifn
		if (*head)(pointerOf(t)).flags&flagDirect == 0 {
			if tfn, err = entryPoint(byValue(t, m)); err != nil {
				return err
			}
		}
		table[i] = methodLayout{
			name: nameOff(m.Name, nameExported), typ: addReflectOff(pointerOf(m.Type)),
			ifn: addReflectOff(ifn), tfn: addReflectOff(tfn),
		}
	}
	return nil
}

// byInterface is a method as it is called of an interface value: it is given
// the value's second word.
func byInterface(t reflect.Type, m Method) reflect.Value {
	direct := (*head)(pointerOf(t)).flags&flagDirect != 0
	return reflect.MakeFunc(withReceiver(reflect.TypeFor[unsafe.Pointer](), m.Type), func(args []reflect.Value) []reflect.Value {
		word := args[0].UnsafePointer()
		var receiver any
		if direct {
			receiver = anyOf(t, word)
		} else {
			receiver = reflect.NewAt(t, word).Elem().Interface()
		}
		return m.Call(receiver, args[1:])
	})
}

// byValue is a method as a function with the receiver as its first parameter.
func byValue(t reflect.Type, m Method) reflect.Value {
	return reflect.MakeFunc(withReceiver(t, m.Type), func(args []reflect.Value) []reflect.Value {
		return m.Call(args[0].Interface(), args[1:])
	})
}

func withReceiver(receiver, f reflect.Type) reflect.Type {
	in, out := []reflect.Type{receiver}, make([]reflect.Type, f.NumOut())
	for i := range f.NumIn() {
		in = append(in, f.In(i))
	}
	for i := range out {
		out[i] = f.Out(i)
	}
	return reflect.FuncOf(in, out, f.IsVariadic())
}

// anyOf is an interface value of a type and its second word.
func anyOf(t reflect.Type, word unsafe.Pointer) (x any) {
	*(*[2]unsafe.Pointer)(unsafe.Pointer(&x)) = [2]unsafe.Pointer{pointerOf(t), word}
	return x
}

// Retype gives a value another type of the same layout. Nil stays nil.
func Retype(x any, t reflect.Type) any {
	if x == nil {
		return nil
	}
	return anyOf(t, (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1])
}
