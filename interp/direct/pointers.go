package direct

import "reflect"

const nilDereference = "invalid memory address or nil pointer dereference"

// field makes the instruction of x.f, where x is a struct or points to one.
func field(n *node, fail failure) {
	base, path := genValue(n.child[0]), n.val.([]int)
	refer(n, func(f *frame) reflect.Value {
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

// pointed makes the instruction of *p, where that is all that is assigned or
// returned. Elsewhere yaegi rightly looks at the pointer when the value is used,
// which is after calls in the same expression.
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
