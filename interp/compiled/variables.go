package compiled

import (
	"go/types"
	"reflect"
)

// Variables of compiled packages belong to the whole process. Each interpreter gets
// variables of its own instead, with copies of the data that a script could change
// through them. What a pointer stands for by itself is not copied, for programs
// compare the pointer: an error, a key of a context, a *time.Location. Lowering
// refuses to write to that: see Tables.InCommon.

// Copies makes an interpreter's own variables. Pointers to the same data stay
// pointers to the same copy, as long as the same Copies makes them. The zero value
// is ready to be used, by one goroutine at a time.
type Copies struct{ made map[pointer]reflect.Value }

// pointer is a pointer's value: a struct and its first field have one address.
type pointer struct {
	typ reflect.Type
	at  uintptr
}

// Variable returns an addressable variable with the type of v, and a copy of its value.
func (c *Copies) Variable(v reflect.Value) reflect.Value {
	own := reflect.New(v.Type()).Elem()
	own.Set(c.value(v))
	return own
}

// value copies what can be changed through a value: arrays and what slices, maps and
// pointers lead to.
func (c *Copies) value(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && copied(v.Type()) {
			return c.pointer(v)
		}
	case reflect.Slice:
		if !v.IsNil() {
			own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(own, v)
			return c.elements(own)
		}
	case reflect.Map:
		if !v.IsNil() {
			own := reflect.MakeMapWithSize(v.Type(), v.Len())
			for i := v.MapRange(); i.Next(); {
				own.SetMapIndex(i.Key(), c.value(i.Value()))
			}
			return own
		}
	case reflect.Array:
		own := reflect.New(v.Type()).Elem()
		own.Set(v)
		return c.elements(own)
	case reflect.Struct:
		own := reflect.New(v.Type()).Elem()
		own.Set(v)
		for i := range v.NumField() {
			if own.Field(i).CanSet() {
				own.Field(i).Set(c.value(v.Field(i)))
			}
		}
		return own
	}
	return v
}

// pointer copies what a pointer leads to, once.
func (c *Copies) pointer(v reflect.Value) reflect.Value {
	key := pointer{v.Type(), v.Pointer()}
	own, ok := c.made[key]
	if !ok {
		if c.made == nil {
			c.made = map[pointer]reflect.Value{}
		}
		own = reflect.New(v.Type().Elem())
		c.made[key] = own
		own.Elem().Set(c.value(v.Elem()))
	}
	return own
}

// elements replaces the elements of a new slice or array by copies of them.
func (c *Copies) elements(list reflect.Value) reflect.Value {
	if changeable(list.Type().Elem()) {
		for i := range list.Len() {
			list.Index(i).Set(c.value(list.Index(i)))
		}
	}
	return list
}

// copied reports whether what pointers of a type lead to is copied: plain data, of
// which nothing is hidden. An error is known by its address.
func copied(ptr reflect.Type) bool {
	if ptr.Implements(errorType) {
		return false
	}
	if t := ptr.Elem(); t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if !t.Field(i).IsExported() {
				return false
			}
		}
	}
	return true
}

// Changeable reports whether a variable of a compiled package leads to data that is
// copied for each interpreter, so that something may be changed through its value.
func (t *Tables) Changeable(importPath, name string) bool {
	p, ok := t.packages[importPath]
	return !ok || !p.Symbols[name].IsValid() || changeable(p.Symbols[name].Type())
}

func changeable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer:
		return copied(t)
	case reflect.Slice, reflect.Map:
		return true
	case reflect.Array:
		return changeable(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() && changeable(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

// InCommon reports whether a variable of a compiled package leads to a value of a named
// type that is not copied, so that all interpreters, and compiled code, have it in common.
func (t *Tables) InCommon(name *types.TypeName) bool {
	real, ok := t.Types.Reflect(name)
	return ok && t.common()[real]
}

// commonTypes finds the types of InCommon.
func (t *Tables) commonTypes() map[reflect.Type]bool {
	found, seen := map[reflect.Type]bool{}, map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(t reflect.Type) {
		if seen[t] {
			return
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Pointer:
			if !copied(t) {
				found[t.Elem()] = t.Elem() != reflect.TypeFor[Stdio]() // each interpreter is given its own
				return
			}
			look(t.Elem())
		case reflect.Slice, reflect.Array, reflect.Map:
			look(t.Elem())
		case reflect.Struct:
			for i := range t.NumField() {
				if t.Field(i).IsExported() {
					look(t.Field(i).Type)
				}
			}
		}
	}
	for _, p := range t.packages {
		for _, v := range p.Symbols {
			if v.IsValid() && v.CanAddr() {
				look(v.Type())
			}
		}
	}
	return found
}
