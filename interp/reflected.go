package interp

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strconv"
)

// The way from the checker's types to those of reflection.

// compose is the Go type of a type that is compiled, predeclared or a literal.
// It asks for the types of a literal's parts. A struct without fields is the
// only one that it makes, and every interface literal is any: callers make
// those of a script first.
func (m *typeMaker) compose(t types.Type, part func(types.Type) reflect.Type) reflect.Type {
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
		return reflect.ChanOf(chanDirs[t.Dir()], part(t.Elem()))
	case *types.Map:
		return reflect.MapOf(part(t.Key()), part(t.Elem()))
	case *types.Signature:
		return reflect.FuncOf(list(t.Params()), list(t.Results()), t.Variadic())
	case *types.Struct:
		return reflect.TypeFor[struct{}]()
	}
	return reflect.TypeFor[any]()
}

// compiled is the Go type of a named type, if that is not a script's.
func (m *typeMaker) compiled(t *types.Named) (reflect.Type, bool) {
	if t.Obj().Pkg() == nil {
		return errorType, true
	}
	return m.reflectType(t.Obj())
}

// layout is a type that has the layout in memory that a script's type has: its
// size, its pointers, and what == compares. A map has the room that its keys and
// elements take.
func (m *typeMaker) layout(t types.Type) reflect.Type {
	if u, ok := t.Underlying().(*types.Map); ok {
		return reflect.MapOf(m.room(u.Key()), m.room(u.Elem()))
	}
	return m.room(t)
}

// room is a type that takes the room of a value. It does not look behind
// pointers, so it ends for types that lead back to themselves.
func (m *typeMaker) room(t types.Type) reflect.Type {
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
		return reflect.ChanOf(chanDirs[u.Dir()], reflect.TypeFor[byte]())
	case *types.Signature:
		slices := func(n int) []reflect.Type { return slices.Repeat([]reflect.Type{reflect.TypeFor[[]byte]()}, n) }
		return reflect.FuncOf(slices(u.Params().Len()), slices(u.Results().Len()), u.Variadic())
	case *types.Struct:
		return m.roomOfStruct(u)
	case *types.Interface:
		return reflect.TypeFor[any]()
	default:
		return m.compose(u, nil)
	}
}

func (m *typeMaker) roomOfStruct(s *types.Struct) reflect.Type {
	if compiled, ok := m.reflectStruct(s); ok {
		return compiled
	}
	fields := make([]reflect.StructField, s.NumFields())
	for i := range fields {
		fields[i] = reflect.StructField{Name: "F" + strconv.Itoa(i), Type: m.room(s.Field(i).Type())}
	}
	return reflect.StructOf(fields)
}

var chanDirs = map[types.ChanDir]reflect.ChanDir{
	types.SendRecv: reflect.BothDir, types.SendOnly: reflect.SendDir, types.RecvOnly: reflect.RecvDir,
}

var reflectBasics = map[types.BasicKind]reflect.Type{
	types.Bool: reflect.TypeFor[bool](), types.String: reflect.TypeFor[string](),
	types.Int: reflect.TypeFor[int](), types.Int8: reflect.TypeFor[int8](), types.Int16: reflect.TypeFor[int16](),
	types.Int32: reflect.TypeFor[int32](), types.Int64: reflect.TypeFor[int64](),
	types.Uint: reflect.TypeFor[uint](), types.Uint8: reflect.TypeFor[uint8](), types.Uint16: reflect.TypeFor[uint16](),
	types.Uint32: reflect.TypeFor[uint32](), types.Uint64: reflect.TypeFor[uint64](), types.Uintptr: reflect.TypeFor[uintptr](),
	types.Float32: reflect.TypeFor[float32](), types.Float64: reflect.TypeFor[float64](),
	types.Complex64: reflect.TypeFor[complex64](), types.Complex128: reflect.TypeFor[complex128](),
	types.UnsafePointer: reflect.TypeFor[*byte](),
}
