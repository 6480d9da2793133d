package engine

import (
	"reflect"
	"unsafe"
)

const nilDereference = "invalid memory address or nil pointer dereference"

// field makes the instruction of x.f, where x is a struct or points to one. The
// path leads through embedded structs; yaegi has it as the node's val. An embedded
// pointer is left to reflection, which says of nil what Go says.
func field(n *node, fail failure) {
	base, path := genValue(n.child[0]), n.val.([]int)
	inside := insideOf(n, path)
	refer(n, func(f *frame) reflect.Value {
		if inside != nil {
			if v := inside.at(f); v.IsValid() {
				return v
			}
		}
		v := base(f)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				fail(nilDereference)
			}
			v = v.Elem()
		}
		if len(path) == 1 {
			return v.Field(path[0])
		}
		return v.FieldByIndex(path)
	})
}

// inside is what is known of a field of a struct, or of what points to one.
type inside struct {
	base    operand        // x
	typ     unsafe.Pointer // of the base
	flags   uintptr        // that the base must have: a struct must be addressable to be referred to
	pointer bool           // the base is one
	field   rvalue         // what the field's reflect.Value is, but for ptr
	offset  uintptr        // of the field in the struct, in bytes
}

// insideOf returns nil if the path leads through pointers, if a field is
// unexported, which only compiled structs have, or if x is not in a slot.
func insideOf(n *node, path []int) *inside {
	typ := typeOf(n.child[0].typ)
	if typ == nil {
		return nil
	}
	in := &inside{typ: typeWord(typ), flags: uintptr(typ.Kind()) | indirect}
	if in.pointer = typ.Kind() == reflect.Pointer; in.pointer {
		typ = typ.Elem()
	} else {
		in.flags |= addressable
	}
	for _, i := range path {
		if typ.Kind() != reflect.Struct || i >= typ.NumField() || !typ.Field(i).IsExported() {
			return nil
		}
		in.offset += typ.Field(i).Offset
		typ = typ.Field(i).Type
	}
	in.field.typ, in.field.flag = typeWord(typ), uintptr(typ.Kind())|indirect|addressable
	var ok bool
	if in.base, ok = operandOf(n.child[0], nil); !ok {
		return nil
	}
	return in
}

// at finds the field without copying it. The value is invalid if the base is of
// another type than expected, or a nil pointer; field then says what is wrong.
func (i *inside) at(f *frame) (v reflect.Value) {
	base := i.base.in(f)
	if base.typ != i.typ || base.flag&i.flags != i.flags {
		return v
	}
	at := base.ptr
	if i.pointer {
		if at = *(*unsafe.Pointer)(at); at == nil {
			return v
		}
	}
	r := i.field
	r.ptr = unsafe.Add(at, i.offset)
	return *(*reflect.Value)(unsafe.Pointer(&r))
}

// pointed makes the instruction of *p, where that is all that is assigned or
// returned; see alone. There Go's panic of a nil pointer comes when *p is
// evaluated. In other expressions yaegi's instruction reads the pointer when the
// value is used, after calls in the same expression, which is right.
func pointed(n *node, fail failure) {
	pointer := genValue(n.child[0])
	refer(n, func(f *frame) reflect.Value {
		v := pointer(f)
		if v.IsNil() {
			fail(nilDereference)
		}
		return v.Elem()
	})
}
