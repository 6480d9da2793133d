package host

import (
	"cmp"
	"fmt"
	"io"
	"reflect"
	"slices"
	"unsafe"

	"github.com/panelgo/panelgo/interp/lower"
)

// symbols are the host package of one interpreter: every function that lowered
// code may call, by the names that lowering writes. lent are the symbols that
// only this program has. The caller drops what the program does not mention.
func (h *Host) symbols(lent map[string]reflect.Value) map[string]reflect.Value {
	table := map[string]reflect.Value{
		"Go":        reflect.ValueOf(h.goroutine),
		"Defers":    reflect.ValueOf(h.newDefers),
		"Recoverer": reflect.ValueOf(h.recoverer),
		"Hold":      reflect.ValueOf(h.hold),

		"Lock":          reflect.ValueOf(h.lock),
		"Unlock":        reflect.ValueOf(h.unlock),
		"LockWriter":    reflect.ValueOf(h.lockWriter),
		"UnlockWriter":  reflect.ValueOf(h.unlockWriter),
		"LockReader":    reflect.ValueOf(h.lockReader),
		"UnlockReader":  reflect.ValueOf(h.unlockReader),
		"CondWait":      reflect.ValueOf(h.condWait),
		"CondSignal":    reflect.ValueOf(h.condSignal),
		"CondBroadcast": reflect.ValueOf(h.condBroadcast),
		"OnceDo":        reflect.ValueOf(h.onceDo),
		"WaitGroupGo":   reflect.ValueOf(h.waitGroupGo),
		"WaitGroupWait": reflect.ValueOf(h.waitGroupWait),
		"MethodAt":      reflect.ValueOf(h.methodAt),

		"Clear":      reflect.ValueOf(h.clear),
		"PanicValue": reflect.ValueOf(notNil),
		"Select":     reflect.ValueOf(h.choose),
		"Print":      reflect.ValueOf(func(a ...any) { builtinPrint(h.io.err, "", a) }),
		"Println":    reflect.ValueOf(func(a ...any) { builtinPrint(h.io.err, " ", a); io.WriteString(h.io.err, "\n") }),
	}
	for _, more := range []map[string]reflect.Value{hostHelpers, lent} {
		for name, v := range more {
			table[name] = v
		}
	}
	for name := range h.program.hosted {
		if f := h.methodFunc(name); f.IsValid() {
			table[name] = f
		}
	}
	h.dynamicSymbols(table)
	return table
}

// hostHelpers are the functions of the host package that are the same in every
// interpreter: they keep no state. min and max are here for each ordered type,
// for yaegi has neither the predeclared functions nor generic compiled ones.
var hostHelpers = map[string]reflect.Value{
	"Hint":  reflect.ValueOf(mapHint),
	"Size":  reflect.ValueOf(checkSize),
	"Count": reflect.ValueOf(shiftCount),

	"Runes":     reflect.ValueOf(runesOf),
	"RangeOver": reflect.ValueOf(func(state int) { fail(lower.RangeErrors[state]) }),

	"Send": reflect.ValueOf(sendCase), "Receive": reflect.ValueOf(receiveCase), "Await": reflect.ValueOf(awaitCase),

	"MinInt": minOf[int](), "MinInt8": minOf[int8](), "MinInt16": minOf[int16](), "MinInt32": minOf[int32](), "MinInt64": minOf[int64](),
	"MinUint": minOf[uint](), "MinUint8": minOf[uint8](), "MinUint16": minOf[uint16](), "MinUint32": minOf[uint32](), "MinUint64": minOf[uint64](), "MinUintptr": minOf[uintptr](),
	"MinFloat32": minOf[float32](), "MinFloat64": minOf[float64](), "MinString": minOf[string](),

	"MaxInt": maxOf[int](), "MaxInt8": maxOf[int8](), "MaxInt16": maxOf[int16](), "MaxInt32": maxOf[int32](), "MaxInt64": maxOf[int64](),
	"MaxUint": maxOf[uint](), "MaxUint8": maxOf[uint8](), "MaxUint16": maxOf[uint16](), "MaxUint32": maxOf[uint32](), "MaxUint64": maxOf[uint64](), "MaxUintptr": maxOf[uintptr](),
	"MaxFloat32": maxOf[float32](), "MaxFloat64": maxOf[float64](), "MaxString": maxOf[string](),
}

// shiftCount checks a shift count of a signed type: yaegi shifts by negative
// counts, Go panics.
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

// runesOf lists the steps of a range over a string. yaegi counts bytes wrong
// when the string is not UTF-8. It panics when the list would be too much.
func runesOf(s string) []runeAt {
	checkBytes("a range over a string", float64(len(s))*float64(unsafe.Sizeof(runeAt{})))
	runes := make([]runeAt, 0, len(s))
	for i, r := range s {
		runes = append(runes, runeAt{i, r})
	}
	return runes
}

// minOf is the predeclared min of two values of one type.
func minOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return min(a, b) })
}

// maxOf is the predeclared max of two values of one type.
func maxOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return max(a, b) })
}

// updatedKey returns the key of an element of m that is updated, and panics as Go
// does when m is nil, or when the key cannot be one.
func updatedKey(key, m any) any {
	if reflect.ValueOf(m).IsNil() {
		panic(plainError("assignment to entry in nil map"))
	}
	_ = someValues[key]
	return key
}

// someValues is not empty: Go has other words for a key that is looked up in an
// empty map.
var someValues = map[any]bool{0: true}

// nilReceiver panics with text when an interface holds a nil pointer and the
// method that is called takes its receiver by value.
func nilReceiver(x any, text string) {
	if reflect.ValueOf(x).IsNil() {
		panic(plainError(text))
	}
}

// mustBeSomething panics as Go does when a method of a nil interface is called.
func mustBeSomething(x any) {
	if x == nil {
		panic(errNilDereference)
	}
}

// interfaceFunc makes the function that turns a script's any into a compiled
// interface. What any holds has Go's methods (see dynamic.go), so reflection can
// assign it, and yaegi needs no wrapper. It is noted whose the value is, for its
// methods may be called on any goroutine (see makers.go). A nil any gives a nil
// interface.
func (h *Host) interfaceFunc(iface reflect.Type) reflect.Value {
	typ := reflect.FuncOf([]reflect.Type{reflect.TypeFor[any]()}, []reflect.Type{iface}, false)
	return reflect.MakeFunc(typ, func(in []reflect.Value) []reflect.Value {
		out := reflect.New(iface).Elem()
		if x := in[0].Interface(); x != nil {
			if k, ok := h.program.real.lookup(reflect.TypeOf(x)); ok && k.own != nil {
				x = h.note(x)
			}
			out.Set(reflect.ValueOf(x))
		}
		return []reflect.Value{out}
	})
}

// maxWrapped bounds how many errors an error wraps where errorChain lists them: one may
// wrap itself.
const maxWrapped = 100_000

// errorChain lists an error and everything that it wraps, in the order in which
// errors.As looks at them. Lowered code looks through it for an error of one of
// the script's interfaces, which errors.As would take for an empty one.
func errorChain(err error) (chain []error) {
	for next := []error{err}; len(next) > 0; { // the first is the last of next
		last := len(next) - 1
		err, next = next[last], next[:last]
		if err == nil {
			continue
		}
		if len(chain) == maxWrapped {
			panic(runtimeError(fmt.Sprintf("errors.As: an error wraps more than %d others, or itself", maxWrapped)))
		}
		chain = append(chain, err)

		switch x := err.(type) {
		case interface{ Unwrap() error }:
			next = append(next, x.Unwrap())
		case interface{ Unwrap() []error }:
			for _, e := range slices.Backward(x.Unwrap()) {
				next = append(next, e)
			}
		}
	}
	return chain
}
