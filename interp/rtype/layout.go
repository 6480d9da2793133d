//go:build amd64 || arm64

package rtype

import (
	"encoding/binary"
	"reflect"
	"unsafe"
)

// The layouts of types in package internal/abi. A type is a record that begins
// with a head; what follows depends on its kind. Behind that a type with a name or
// methods has an uncommonLayout, and the types of parameters and the table of
// methods come last. supported.go compares all of it with compiled types.
type (
	head struct { // abi.Type
		size, ptrBytes                 uintptr // ptrBytes: up to the last pointer
		hash                           uint32  // for maps with interface keys and type switches
		tFlag, align, fieldAlign, kind uint8
		equal, gcData                  unsafe.Pointer // equal is nil where == panics
		str, ptrToThis                 int32          // offsets of the text, and of *T or 0
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
		in, out uint16 // how many; out with flagVariadic
	}
	interfaceLayout struct {
		head
		pkgPath *byte
		methods [][2]int32 // offsets of a name and of a type
	}
	mapLayout struct {
		head
		key, elem, group             unsafe.Pointer // group: eight slots and their control word
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
		pkgPath *byte // a name; of unexported fields
		fields  []fieldLayout
	}
	fieldLayout struct {
		name   *byte
		typ    unsafe.Pointer
		offset uintptr
	}
	uncommonLayout struct {
		pkgPath           int32  // offset of a name
		methods, exported uint16 // how many; exported ones come first
		methodsAt         uint32 // from this record to the table, in bytes
		_                 uint32
	}

	// methodLayout is a row of the table of methods, which is sorted by name. All
	// are offsets: of the name, of the type without receiver, of the code that is
	// called with an interface's second word, of the code that is called with the
	// receiver itself.
	methodLayout struct{ name, typ, ifn, tfn int32 }
)

// Bits of head.tFlag.
const (
	flagUncommon  = 1 << 0 // there is an uncommonLayout
	flagExtraStar = 1 << 1 // str begins with a star that is not part of the name
	flagNamed     = 1 << 2 // Name is not empty
	flagsCopied   = 3 << 3 // of == and of the collector, as in the type that another is made like
	flagDirect    = 1 << 5 // an interface's second word is the value, not a pointer to it
)

const (
	flagVariadic  = 1 << 15 // a bit of funcLayout.out
	mapUpdatesKey = 1 << 0  // a bit of mapLayout.flags: a key is replaced by an equal one, as strings are
)

// layouts are what the record of a type of a kind begins with; kinds that are not
// listed have nothing but a head.
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

// layoutOf is the layout of a kind. The uncommonLayout follows it.
func layoutOf(k reflect.Kind) reflect.Type {
	if t, ok := layouts[k]; ok {
		return t
	}
	return reflect.TypeFor[head]()
}

// memory allocates the record of a type: its own layout, the uncommon part, the
// parameters of a function, the methods, in the order in which Go looks for them.
// It is allocated as a struct of these parts, so the collector sees the pointers in
// it. It returns the places of the parts; the last two are nil if empty.
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

// pointerOf is the address of a type's record.
func pointerOf(t reflect.Type) unsafe.Pointer {
	type iface struct{ tab, data unsafe.Pointer }
	return (*iface)(unsafe.Pointer(&t)).data
}

// typeAt is the type whose record lies at an address. reflect.TypeOf looks at
// nothing but the first word of an interface value.
func typeAt(p unsafe.Pointer) reflect.Type {
	var x any
	*(*unsafe.Pointer)(unsafe.Pointer(&x)) = p
	return reflect.TypeOf(x)
}

// Bits of a name's first byte. Its length follows as a varint, the name, and with
// nameTagged the tag's length and the tag.
const (
	nameExported = 1 << 0
	nameTagged   = 1 << 1
	nameEmbedded = 1 << 3
)

// encodeName writes a name, and the tag of a field, as types hold them.
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

// addReflectOff registers an address and returns an offset that stands for it
// wherever a type holds an offset. The runtime keeps it forever, in a table of its
// own, which also keeps what lies there alive.
//
//go:linkname addReflectOff reflect.addReflectOff
//go:noescape
func addReflectOff(p unsafe.Pointer) int32

// nameOff is the offset of a new name.
func nameOff(name string, bits byte) int32 {
	return addReflectOff(unsafe.Pointer(encodeName(name, "", bits)))
}
