package host

import (
	"cmp"
	"fmt"
	"io"
	"reflect"
)

// symbols are what lowered code may call.
func (h *Host) symbols(lent map[string]reflect.Value) map[string]reflect.Value {
	table := map[string]reflect.Value{
		"Go":        reflect.ValueOf(h.goroutine),
		"Defers":    reflect.ValueOf(h.newDefers),
		"Recoverer": reflect.ValueOf(h.recoverer),
		"Hold":      reflect.ValueOf(h.hold),

		"Unlock":       reflect.ValueOf(h.unlock),
		"UnlockWriter": reflect.ValueOf(h.unlockWriter),
		"UnlockReader": reflect.ValueOf(h.unlockReader),
		"UnlockLocker": reflect.ValueOf(h.unlockLocker),

		"Clear":      reflect.ValueOf(h.clear),
		"PanicValue": reflect.ValueOf(notNil),
		"RangeOver": reflect.ValueOf(func() {
			panic(runtimeError("range function continued iteration after function for loop body returned false"))
		}),
		"Select":  reflect.ValueOf(h.choose),
		"Print":   reflect.ValueOf(func(a ...any) { builtinPrint(h.io.err, "", a) }),
		"Println": reflect.ValueOf(func(a ...any) { builtinPrint(h.io.err, " ", a); io.WriteString(h.io.err, "\n") }),
	}
	for _, more := range []map[string]reflect.Value{hostHelpers, lent} {
		for name, v := range more {
			table[name] = v
		}
	}
	h.dynamicSymbols(table)
	return table
}

// hostHelpers need nothing of an instance.
var hostHelpers = map[string]reflect.Value{
	"Hint":  reflect.ValueOf(mapHint),
	"Size":  reflect.ValueOf(checkSize),
	"Count": reflect.ValueOf(shiftCount),

	"Runes": reflect.ValueOf(runesOf),

	"Send": reflect.ValueOf(sendCase), "Receive": reflect.ValueOf(receiveCase), "Await": reflect.ValueOf(awaitCase),

	"MinInt": minOf[int](), "MinInt8": minOf[int8](), "MinInt16": minOf[int16](), "MinInt32": minOf[int32](), "MinInt64": minOf[int64](),
	"MinUint": minOf[uint](), "MinUint8": minOf[uint8](), "MinUint16": minOf[uint16](), "MinUint32": minOf[uint32](), "MinUint64": minOf[uint64](), "MinUintptr": minOf[uintptr](),
	"MinFloat32": minOf[float32](), "MinFloat64": minOf[float64](), "MinString": minOf[string](),

	"MaxInt": maxOf[int](), "MaxInt8": maxOf[int8](), "MaxInt16": maxOf[int16](), "MaxInt32": maxOf[int32](), "MaxInt64": maxOf[int64](),
	"MaxUint": maxOf[uint](), "MaxUint8": maxOf[uint8](), "MaxUint16": maxOf[uint16](), "MaxUint32": maxOf[uint32](), "MaxUint64": maxOf[uint64](), "MaxUintptr": maxOf[uintptr](),
	"MaxFloat32": maxOf[float32](), "MaxFloat64": maxOf[float64](), "MaxString": maxOf[string](),
}

func shiftCount(n int) uint {
	if n < 0 {
		panic(runtimeError("negative shift amount"))
	}
	return uint(n)
}

// runeAt is one step of a range over a string.
type runeAt struct {
	I int
	R rune
}

func runesOf(s string) []runeAt {
	runes := make([]runeAt, 0, len(s))
	for i, r := range s {
		runes = append(runes, runeAt{i, r})
	}
	return runes
}

func minOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return min(a, b) })
}

func maxOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return max(a, b) })
}

// methodOf is a method of a compiled value that is in a script's interface.
func methodOf(x any, name string) any {
	if x == nil {
		panic(errNilDereference)
	}
	m := reflect.ValueOf(x).MethodByName(name)
	if !m.IsValid() {
		panic(runtimeError(fmt.Sprintf("%T has no method %s", x, name)))
	}
	return m.Interface()
}

// hashable panics when Go cannot look a value up in a map.
func hashable(x any) any {
	_ = noValues[x]
	return x
}

var noValues map[any]bool

// nilReceiver panics when an interface holds a nil pointer.
func nilReceiver(x any, text string) {
	if reflect.ValueOf(x).IsNil() {
		panic(plainError(text))
	}
}

// mustBeSomething panics where Go looks for a method in nil.
func mustBeSomething(x any) {
	if x == nil {
		panic(errNilDereference)
	}
}

// interfaceFunc makes the function from any to a compiled interface.
func interfaceFunc(iface reflect.Type) reflect.Value {
	typ := reflect.FuncOf([]reflect.Type{reflect.TypeFor[any]()}, []reflect.Type{iface}, false)
	return reflect.MakeFunc(typ, func(in []reflect.Value) []reflect.Value {
		out := reflect.New(iface).Elem()
		if x := in[0].Elem(); x.IsValid() {
			out.Set(x)
		}
		return []reflect.Value{out}
	})
}

// errorChain is an error and all it wraps, in the order of errors.As.
func errorChain(err error) []error {
	if err == nil {
		return nil
	}
	chain := []error{err}
	switch x := err.(type) {
	case interface{ Unwrap() error }:
		chain = append(chain, errorChain(x.Unwrap())...)
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			chain = append(chain, errorChain(e)...)
		}
	}
	return chain
}
