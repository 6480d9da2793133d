//go:build amd64 || arm64

package rtype

import (
	"encoding/binary"
	"reflect"
	"unsafe"
)

// The layouts of types in package internal/abi.
type (
	head struct {
		size, ptrBytes                 uintptr
		hash                           uint32
		flags, align, fieldAlign, kind uint8
		equal, gcData                  unsafe.Pointer
		str, ptrToThis                 int32
	}
	arrayLayout struct {
		head
		elem, slice unsafe.Pointer
		len         uintptr
	}
	chanLayout struct {
		head
		elem unsafe.Pointer
		dir  int
	}
	funcLayout struct {
		head
		in, out uint16 // out with a bit for variadic functions
	}
	interfaceLayout struct {
		_ head
		_ unsafe.Pointer
		_ []struct{ name, typ int32 }
	}
	mapLayout struct {
		head
		key, elem, group             unsafe.Pointer
		hasher                       unsafe.Pointer
		groupSize, slotSize, elemOff uintptr
		flags                        uint32
	}
	elemLayout struct { // of pointers and slices
		head
		elem unsafe.Pointer
	}
	structLayout struct {
		head
		pkgPath *byte
		fields  []fieldLayout
	}
	fieldLayout struct {
		name *byte
		typ  unsafe.Pointer
		_    uintptr // the offset
	}
	uncommonLayout struct {
		pkgPath           int32
		methods, exported uint16
		methodsAt         uint32
		_                 uint32
	}
	methodLayout struct{ name, typ, ifn, tfn int32 }
)

// Bits of head.flags.
const (
	flagUncommon  = 1 << 0
	flagExtraStar = 1 << 1
	flagNamed     = 1 << 2
	flagDirect    = 1 << 5
)

// flagVariadic is a bit of funcLayout.out.
const flagVariadic = 1 << 15

// layouts are what a type of a kind begins with.
var layouts = map[reflect.Kind]reflect.Type{
	reflect.Array:     reflect.TypeFor[arrayLayout](),
	reflect.Chan:      reflect.TypeFor[chanLayout](),
	reflect.Func:      reflect.TypeFor[funcLayout](),
	reflect.Interface: reflect.TypeFor[interfaceLayout](),
	reflect.Map:       reflect.TypeFor[mapLayout](),
	reflect.Pointer:   reflect.TypeFor[elemLayout](),
	reflect.Slice:     reflect.TypeFor[elemLayout](),
	reflect.Struct:    reflect.TypeFor[structLayout](),
}

func layoutOf(k reflect.Kind) reflect.Type {
	if t, ok := layouts[k]; ok {
		return t
	}
	return reflect.TypeFor[head]()
}

// memory makes room for a type: its own layout, the uncommon part, the
// parameters of a function, the methods. It gives the places of the parts.
func memory(k reflect.Kind, params, methods int) (at *head, uncommon *uncommonLayout, list []unsafe.Pointer, table []methodLayout) {
	shape := reflect.StructOf([]reflect.StructField{
		{Name: "Type", Type: layoutOf(k)},
		{Name: "Uncommon", Type: reflect.TypeFor[uncommonLayout]()},
		{Name: "Params", Type: reflect.ArrayOf(params, reflect.TypeFor[unsafe.Pointer]())},
		{Name: "Methods", Type: reflect.ArrayOf(methods, reflect.TypeFor[methodLayout]())},
	})
	p := reflect.New(shape).UnsafePointer()
	part := func(i int) unsafe.Pointer { return unsafe.Add(p, shape.Field(i).Offset) }
	uncommon = (*uncommonLayout)(part(1))
	uncommon.methods, uncommon.exported = uint16(methods), uint16(methods)
	uncommon.methodsAt = uint32(shape.Field(3).Offset - shape.Field(1).Offset)
	if params > 0 {
		list = unsafe.Slice((*unsafe.Pointer)(part(2)), params)
	}
	if methods > 0 {
		table = unsafe.Slice((*methodLayout)(part(3)), methods)
	}
	return (*head)(p), uncommon, list, table
}

// pointerOf is where a type lies.
func pointerOf(t reflect.Type) unsafe.Pointer {
	type iface struct{ tab, data unsafe.Pointer }
	return (*iface)(unsafe.Pointer(&t)).data
}

// typeAt is the type that lies somewhere.
func typeAt(p unsafe.Pointer) reflect.Type {
	var x any
	*(*unsafe.Pointer)(unsafe.Pointer(&x)) = p
	return reflect.TypeOf(x)
}

// Bits of a name's first byte.
const (
	nameExported = 1 << 0
	nameTagged   = 1 << 1
	nameEmbedded = 1 << 3
)

// encodeName writes a name as types hold it.
func encodeName(name, tag string, bits byte) *byte {
	if tag != "" {
		bits |= nameTagged
	}
	b := append([]byte{bits}, binary.AppendUvarint(nil, uint64(len(name)))...)
	b = append(b, name...)
	if tag != "" {
		b = append(binary.AppendUvarint(b, uint64(len(tag))), tag...)
	}
	return &b[0]
}

//go:linkname addReflectOff reflect.addReflectOff
//go:noescape
func addReflectOff(p unsafe.Pointer) int32

func nameOff(name string, bits byte) int32 {
	return addReflectOff(unsafe.Pointer(encodeName(name, "", bits)))
}
