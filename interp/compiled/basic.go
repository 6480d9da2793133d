package compiled

import (
	"go/types"
	"reflect"
)

// basicTypes are the checker's types of reflect's basic kinds.
var basicTypes = map[reflect.Kind]types.Type{
	reflect.Bool: types.Typ[types.Bool], reflect.String: types.Typ[types.String],
	reflect.Int: types.Typ[types.Int], reflect.Int8: types.Typ[types.Int8], reflect.Int16: types.Typ[types.Int16],
	reflect.Int32: types.Typ[types.Int32], reflect.Int64: types.Typ[types.Int64],
	reflect.Uint: types.Typ[types.Uint], reflect.Uint8: types.Typ[types.Uint8], reflect.Uint16: types.Typ[types.Uint16],
	reflect.Uint32: types.Typ[types.Uint32], reflect.Uint64: types.Typ[types.Uint64], reflect.Uintptr: types.Typ[types.Uintptr],
	reflect.Float32: types.Typ[types.Float32], reflect.Float64: types.Typ[types.Float64],
	reflect.Complex64: types.Typ[types.Complex64], reflect.Complex128: types.Typ[types.Complex128],
	reflect.UnsafePointer: types.Typ[types.UnsafePointer],
}

// reflectBasics are reflect's types of the checker's basic kinds. Scripts do not
// have package unsafe; its pointers are in fields of compiled structs.
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

// checkedDirs and reflectDirs are the directions of channels, both ways.
var (
	checkedDirs = map[reflect.ChanDir]types.ChanDir{
		reflect.BothDir: types.SendRecv, reflect.SendDir: types.SendOnly, reflect.RecvDir: types.RecvOnly,
	}
	reflectDirs = map[types.ChanDir]reflect.ChanDir{
		types.SendRecv: reflect.BothDir, types.SendOnly: reflect.SendDir, types.RecvOnly: reflect.RecvDir,
	}
)
