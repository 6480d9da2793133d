//go:build amd64 || arm64

package rtype

import (
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

// Type is a type that is being made. Its Type and Pointer may be parts of other
// types, and of itself, as soon as New has returned it. Values of it may be made
// when its parts or fields and its methods are set.
type Type struct {
	at, ptr         *head // of the type, and of pointers to it
	pkgPath         string
	params          []unsafe.Pointer // of a function: parameters, then results
	methods, onPtr  []methodLayout
	entries         []entry // of the methods
	value, pointer_ reflect.Type
}

// kept holds every type that was made: the collector does not follow the type
// word of interface values, as it takes types for parts of the program.
var kept struct {
	sync.Mutex
	types []*head
}

// made counts types, so that two of the same text have different hashes.
var made atomic.Uint32

// New makes a type with the layout of another, and the type of pointers to it.
// like is of the kind that the type is to have; its own parts or fields are those
// of the new type until others are set.
//
// text is what the type's String returns, such as "main.T", and pkgPath its
// PkgPath, if it is named, and that of fields that are not exported. A type that is
// not named has a literal as its text, or anything that tells it from others.
// methods and onPointer are how many methods SetMethods will set, on the type and on
// pointers to it; both have to be exact.
func New(like reflect.Type, text, pkgPath string, named bool, methods, onPointer int) *Type {
	t := &Type{pkgPath: pkgPath}
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
	}
	return t
}

// begin allocates a type and copies what it has in common with another: sizes, the
// collector's map of pointers, how values are compared and hashed. The text, the
// hash and the flags about names are its own, and it has no pointer type yet.
func begin(like reflect.Type, text, pkgPath string, named bool, params, methods int) (*head, []unsafe.Pointer, []methodLayout) {
	at, uncommon, list, table := memory(like.Kind(), params, methods)
	from := pointerOf(like)
	reflect.NewAt(layoutOf(like.Kind()), unsafe.Pointer(at)).Elem().Set(reflect.NewAt(layoutOf(like.Kind()), from).Elem())
	if params > 0 {
		skip := layoutOf(reflect.Func).Size()
		if (*head)(from).tFlag&flagUncommon != 0 {
			skip += unsafe.Sizeof(uncommonLayout{})
		}
		copy(list, unsafe.Slice((*unsafe.Pointer)(unsafe.Add(from, skip)), params))
	}
	at.tFlag = at.tFlag&^(flagExtraStar|flagNamed) | flagUncommon
	if named {
		at.tFlag |= flagNamed
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

// exportedBit is the bit of a name that says whether it is exported.
func exportedBit(name string) byte {
	if token.IsExported(name) {
		return nameExported
	}
	return 0
}

// Type is the type itself, which is the same at each call.
func (t *Type) Type() reflect.Type { return t.value }

// Pointer is the type of pointers to it, which reflect.PointerTo also returns.
func (t *Type) Pointer() reflect.Type { return t.pointer_ }

// SetParts sets the types that the type is made of: an element; a key and an
// element; parameters, then results. Each must have the layout of the part that it
// takes the place of, and there must be as many. Other kinds have no parts, and a
// struct has fields.
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

// SetFields sets the fields of a struct. There must be as many as the struct has
// that the type was made like, in the same order; they stay where they are in
// memory. As in compiled types the struct has the package only if a field that is
// not exported needs it: structs of two packages are then identical.
func (t *Type) SetFields(fields []Field) {
	s := (*structLayout)(unsafe.Pointer(t.at))
	s.pkgPath = nil
	for i, f := range fields {
		bits := exportedBit(f.Name)
		if bits == 0 && s.pkgPath == nil {
			s.pkgPath = encodeName(t.pkgPath, "", 0)
		}
		if f.Embedded {
			bits |= nameEmbedded
		}
		s.fields[i].name, s.fields[i].typ = encodeName(f.Name, string(f.Tag), bits), pointerOf(f.Type)
	}
}

// SetMethods sets the methods of the type, and those of pointers to it. As in Go's
// method sets the latter must include the former: nothing is promoted. The error
// says that there is no room for more methods in the process, or that they are not
// as many as New was told; then the type must not be used.
func (t *Type) SetMethods(value, pointer []Method) error {
	rows, err := rowsOf(t.value, t.methods, value)
	if err != nil {
		return err
	}
	more, err := rowsOf(t.pointer_, t.onPtr, pointer)
	if err != nil {
		return err
	}
	rows = append(rows, more...)

	var targets []target
	for _, r := range rows {
		targets = append(targets, r.targets...)
	}
	if t.entries, err = take(targets); err != nil {
		return err
	}
	left := t.entries
	for _, r := range rows {
		r.fill(left[:len(r.targets)])
		left = left[len(r.targets):]
	}
	return nil
}

// Free gives the places of the type's methods to methods of types that are made
// later: no value of it is going to be made any more. Where one still exists, its
// methods may become those of another type, with the same Method.Shape.
func (t *Type) Free() {
	give(t.entries)
	t.entries = nil
}

// row is a row of a type's table of methods that is to be filled. A method takes an
// entry point for each of its two ways to be called, or one for both where the value
// is the interface's second word.
type row struct {
	place   *methodLayout
	method  Method
	targets []target
}

// rowsOf are the rows of a type's table, sorted by name, as Go searches it.
func rowsOf(t reflect.Type, table []methodLayout, methods []Method) ([]row, error) {
	if len(table) != len(methods) {
		return nil, fmt.Errorf("%s was to have %d methods, and has %d", t, len(table), len(methods))
	}
	methods = slices.Clone(methods)
	slices.SortFunc(methods, func(a, b Method) int { return strings.Compare(a.Name, b.Name) })

	rows := make([]row, len(methods))
	for i, m := range methods {
		rows[i] = row{&table[i], m, []target{{byInterface(t, m), "interface " + m.Shape}}}
		if (*head)(pointerOf(t)).tFlag&flagDirect == 0 {
			rows[i].targets = append(rows[i].targets, target{byValue(t, m), "value " + m.Shape})
		}
	}
	return rows, nil
}

// fill writes the row, with the entry points of its targets.
func (r row) fill(entries []entry) {
	*r.place = methodLayout{
		name: nameOff(r.method.Name, nameExported), typ: addReflectOff(pointerOf(r.method.Type)),
		ifn: addReflectOff(entries[0].address()), tfn: addReflectOff(entries[len(entries)-1].address()),
	}
}

// byInterface is a method as it is called on an interface value: its receiver is
// the value's second word, which is the value itself or points to it.
func byInterface(t reflect.Type, m Method) reflect.Value {
	return reflect.MakeFunc(withReceiver(reflect.TypeFor[unsafe.Pointer](), m.Type), func(args []reflect.Value) []reflect.Value {
		return m.Call(anyOf(t, args[0].UnsafePointer()), args[1:])
	})
}

// byValue is a method as a function with the receiver as its first parameter:
// reflection calls methods so.
func byValue(t reflect.Type, m Method) reflect.Value {
	return reflect.MakeFunc(withReceiver(t, m.Type), func(args []reflect.Value) []reflect.Value {
		return m.Call(args[0].Interface(), args[1:])
	})
}

// withReceiver is the type of a method as a function.
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

// anyOf is the interface value of a type and a second word.
func anyOf(t reflect.Type, word unsafe.Pointer) (x any) {
	*(*[2]unsafe.Pointer)(unsafe.Pointer(&x)) = [2]unsafe.Pointer{pointerOf(t), word}
	return x
}

// Retype returns a value with another type of the same layout: a Type's and that
// which it was made like, either way round. It does not copy what the value points
// to, and does not check the layouts. Nil stays nil.
func Retype(x any, t reflect.Type) any {
	if x == nil {
		return nil
	}
	return anyOf(t, (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1])
}

// Word returns an interface's second word, and reports whether that is the value
// itself, as it is for pointers, maps, channels, functions and what is made of one of
// them alone; else it points to the value, and copies of the interface share it.
func Word(x any) (word *byte, itself bool) {
	if x == nil {
		return nil, true
	}
	return (*[2]*byte)(unsafe.Pointer(&x))[1], (*head)(pointerOf(reflect.TypeOf(x))).tFlag&flagDirect != 0
}

// Copy returns a copy of a value to which its interface's second word points, in
// memory of its own, though Go has one place for all values without a size.
func Copy(x any) any {
	t := reflect.TypeOf(x)
	if t.Size() == 0 {
		return anyOf(t, unsafe.Pointer(new([16]byte)))
	}
	p := reflect.New(t)
	p.Elem().Set(reflect.ValueOf(x))
	return anyOf(t, p.UnsafePointer())
}
