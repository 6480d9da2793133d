package compiled

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strconv"
)

// Compose returns the Go type of a type that is compiled, predeclared or a
// literal. part is asked for the types of a literal's parts. Of structs it makes
// only the one without fields, and every interface literal is any: callers make
// those of a script first. It panics for a named type of a script.
func (m *Types) Compose(t types.Type, part func(types.Type) reflect.Type) reflect.Type {
	list := func(tuple *types.Tuple) (list []reflect.Type) {
		for v := range tuple.Variables() {
			list = append(list, part(v.Type()))
		}
		return list
	}
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return reflectBasics[t.Kind()]
	case *types.Named:
		real, ok := m.compiled(t)
		if !ok {
			panic(fmt.Sprintf("interp: no compiled type %s", t))
		}
		return real
	case *types.Pointer:
		return reflect.PointerTo(part(t.Elem()))
	case *types.Slice:
		return reflect.SliceOf(part(t.Elem()))
	case *types.Array:
		return reflect.ArrayOf(int(t.Len()), part(t.Elem()))
	case *types.Chan:
		return reflect.ChanOf(reflectDirs[t.Dir()], part(t.Elem()))
	case *types.Map:
		return reflect.MapOf(part(t.Key()), part(t.Elem()))
	case *types.Signature:
		return reflect.FuncOf(list(t.Params()), list(t.Results()), t.Variadic())
	case *types.Struct:
		return reflect.TypeFor[struct{}]()
	}
	return reflect.TypeFor[any]()
}

// compiled returns the Go type of a named type, unless that is a script's.
func (m *Types) compiled(t *types.Named) (reflect.Type, bool) {
	if t.Obj().Pkg() == nil {
		return errorType, true
	}
	return m.Reflect(t.Obj())
}

// Layout returns a type that lies in memory as a script's type does: with its
// size, its pointers, and what == compares. Names and methods are other ones.
func (m *Types) Layout(t types.Type) reflect.Type {
	if u, ok := t.Underlying().(*types.Map); ok {
		return reflect.MapOf(m.room(u.Key()), m.room(u.Elem()))
	}
	return m.room(t)
}

// room returns a type that takes the room of a value of type t. It does not look
// behind pointers, so it ends for types that lead back to themselves.
func (m *Types) room(t types.Type) reflect.Type {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if real, ok := m.compiled(n); ok {
			return real
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return reflect.TypeFor[*byte]()
	case *types.Slice:
		return reflect.TypeFor[[]byte]()
	case *types.Map:
		return reflect.TypeFor[map[byte]byte]()
	case *types.Array:
		return reflect.ArrayOf(int(u.Len()), m.room(u.Elem()))
	case *types.Chan:
		return reflect.ChanOf(reflectDirs[u.Dir()], reflect.TypeFor[byte]())
	case *types.Signature:
		slices := func(n int) []reflect.Type { return slices.Repeat([]reflect.Type{reflect.TypeFor[[]byte]()}, n) }
		return reflect.FuncOf(slices(u.Params().Len()), slices(u.Results().Len()), u.Variadic())
	case *types.Struct:
		return m.roomOfStruct(u)
	case *types.Interface:
		return reflect.TypeFor[any]()
	default:
		return m.Compose(u, nil)
	}
}

func (m *Types) roomOfStruct(s *types.Struct) reflect.Type {
	if compiled, ok := m.ReflectStruct(s); ok {
		return compiled
	}
	fields := make([]reflect.StructField, s.NumFields())
	for i := range fields {
		fields[i] = reflect.StructField{Name: "F" + strconv.Itoa(i), Type: m.room(s.Field(i).Type())}
	}
	return reflect.StructOf(fields)
}
