package host

import (
	"log/slog"
	"reflect"
	"sync"
	"unsafe"
)

// mapCopier copies maps, and what leads to them.
type mapCopier struct {
	pointers bool                      // also what pointers without methods point to
	seen     map[visited]reflect.Value // the values that were met, or made of them; nil while there are none
}

// visited is a map, a pointer or a slice that a value leads to.
type visited struct {
	at  unsafe.Pointer
	len int // of a slice
	typ reflect.Type
}

// maxCopied is how many values may lie in one another, down to a map. What lies deeper
// is handed over as it is.
const maxCopied = 100

// copyMaps returns v with copies of the maps that it leads to, in copies of what leads
// to them; the rest is v's own. It reports false if there are none and returns v. turn
// is held while maps are read.
func copyMaps(v reflect.Value, pointers bool, turn *sync.Mutex) (made reflect.Value, copied bool) {
	if !holdsMaps(v.Type(), pointers) {
		return v, false
	}
	c := &mapCopier{pointers: pointers}
	if !c.finds(v, 0) {
		return v, false
	}
	clear(c.seen)
	turn.Lock()
	defer turn.Unlock()
	return c.copy(v, 0), true
}

// finds reports whether a value leads to a map that is not nil.
func (c *mapCopier) finds(v reflect.Value, depth int) bool {
	if !holdsMaps(v.Type(), c.pointers) || depth > maxCopied {
		return false
	}
	switch v.Kind() {
	case reflect.Map:
		return !v.IsNil()
	case reflect.Interface:
		return !v.IsNil() && c.finds(v.Elem(), depth+1)
	case reflect.Pointer:
		return !v.IsNil() && !c.again(v) && c.finds(v.Elem(), depth+1)
	case reflect.Struct:
		if group := groupOf(v); group.IsValid() {
			return c.finds(group, depth+1)
		}
		for i := range v.NumField() {
			if c.finds(v.Field(i), depth+1) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && c.again(v) {
			return false
		}
		for i := range v.Len() {
			if c.finds(v.Index(i), depth+1) {
				return true
			}
		}
	}
	return false
}

// again reports whether a pointer or slice was met before.
func (c *mapCopier) again(v reflect.Value) bool {
	key := visit(v)
	_, again := c.seen[key]
	c.note(key, v)
	return again
}

func visit(v reflect.Value) visited {
	key := visited{at: v.UnsafePointer(), typ: v.Type()}
	if v.Kind() == reflect.Slice {
		key.len = v.Len()
	}
	return key
}

func (c *mapCopier) note(key visited, v reflect.Value) {
	if c.seen == nil {
		c.seen = map[visited]reflect.Value{}
	}
	c.seen[key] = v
}

// copy returns a copy of a value, in which all that leads to maps is copied.
func (c *mapCopier) copy(v reflect.Value, depth int) reflect.Value {
	if !holdsMaps(v.Type(), c.pointers) || depth > maxCopied {
		return v
	}
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Map, reflect.Pointer, reflect.Slice:
		if v.IsNil() {
			return v
		}
		if made, ok := c.seen[visit(v)]; ok {
			return made
		}
		return c.referred(v, depth)
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		out.Set(c.copy(v.Elem(), depth+1))
	case reflect.Struct:
		if group := groupOf(v); group.IsValid() {
			out.Set(reflect.ValueOf(slog.GroupValue(c.copy(group, depth+1).Interface().([]slog.Attr)...)))
			return out
		}
		out.Set(v)
		for i := range v.NumField() {
			f := out.Field(i)
			f = reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem() // may be set, whatever its name
			f.Set(c.copy(f, depth+1))
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(c.copy(v.Index(i), depth+1))
		}
	}
	return out
}

// referred copies what a map, pointer or slice refers to. It is noted first, for it
// may lead back to itself.
func (c *mapCopier) referred(v reflect.Value, depth int) (made reflect.Value) {
	key := visit(v)
	switch v.Kind() {
	case reflect.Map:
		made = reflect.MakeMapWithSize(v.Type(), v.Len())
		c.note(key, made)
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		for entries := v.MapRange(); entries.Next(); {
			k.SetIterKey(entries)
			e.SetIterValue(entries)
			made.SetMapIndex(k, c.copy(e, depth+1))
		}
	case reflect.Pointer:
		made = reflect.New(v.Type().Elem())
		if made.Type() != v.Type() { // a type whose underlying type is a pointer
			made = made.Convert(v.Type())
		}
		c.note(key, made)
		made.Elem().Set(c.copy(v.Elem(), depth+1))
	case reflect.Slice:
		made = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		c.note(key, made)
		for i := range v.Len() {
			made.Index(i).Set(c.copy(v.Index(i), depth+1))
		}
	}
	return made
}

// holders has what holdsMaps has found out, by holder. Reflection keeps all types for
// good as well.
var holders sync.Map

type holder struct {
	typ      reflect.Type
	pointers bool
}

// holdsMaps reports whether values of a type may lead to maps, also behind pointers if
// pointers is set: the type has maps in it, or interfaces without methods. A pointer
// with methods is not followed: they may be called, and must find their own value.
func holdsMaps(t reflect.Type, pointers bool) bool {
	key := holder{t, pointers}
	if holds, ok := holders.Load(key); ok {
		return holds.(bool)
	}
	holds := mayHold(t, pointers, map[reflect.Type]bool{})
	holders.Store(key, holds)
	return holds
}

// mayHold is holdsMaps; seen has the types that the question came by.
func mayHold(t reflect.Type, pointers bool, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Map:
		return true
	case reflect.Interface:
		return t.NumMethod() == 0
	case reflect.Pointer:
		return pointers && t.NumMethod() == 0 && mayHold(t.Elem(), pointers, seen)
	case reflect.Slice, reflect.Array:
		return mayHold(t.Elem(), pointers, seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if mayHold(t.Field(i).Type, pointers, seen) {
				return true
			}
		}
	}
	return false
}
