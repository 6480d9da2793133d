package host

import (
	"fmt"
	"go/types"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/rtype"
)

// In an interface, a value of a script's type has a real Go type, made by rtype,
// with the name, the fields and the methods that the source gives it. Outside of
// interfaces it has yaegi's type, which lies in memory in the same way. So a value
// that goes into an interface (box) or comes out of one (unbox) changes its type
// word and nothing else. Compiled code, such as fmt and encoding/json, finds
// everything by itself.
//
// The pairs of types are found out as values come by: yaegi makes its types per
// interpreter, and shows them only as the types of values.

// dynamicType is a numbered type (see lower.Boxes), in one interpreter.
type dynamicType struct {
	typ     types.Type
	methods func(name string) any    // from the lowered file; nil when compiled code calls none
	pair    atomic.Pointer[typePair] // nil until a value was boxed

	mu    sync.Mutex
	funcs map[string]reflect.Value // the methods that were asked for
}

// typePair is yaegi's type and Go's, of the same layout. inner is nil while yaegi
// has shown only nil values of the type.
type typePair struct{ inner, real reflect.Type }

// dynamicSymbols adds the host functions by which lowered code handles values in
// interfaces. Types are given by number.
func (h *Host) dynamicSymbols(table map[string]reflect.Value) {
	for name, f := range map[string]any{
		"Box":         h.box,
		"Unbox":       h.unboxKnown,
		"Any":         func(x any) any { return x },
		"ID":          func(x any) int { return h.program.real.id(reflect.TypeOf(x)) },
		"Equal":       func(a, b any) bool { return a == b },
		"IsNil":       func(x any) bool { return x == nil },
		"Methods":     func(id int, f func(string) any) int { h.dynamic[id].methods = f; return id },
		"Is":          h.is,
		"To":          h.to,
		"ToInterface": h.toInterface,
		"Which":       h.which,
		"Method":      h.methodOf,
		"Chain":       errorChain,
		"NotNil":      mustBeSomething,
		"Key":         updatedKey,
		"NilReceiver": nilReceiver,
	} {
		table[name] = reflect.ValueOf(f)
	}
	for name, iface := range h.program.boxes.Converters() {
		table[name] = h.interfaceFunc(iface)
	}
}

// box returns a value of yaegi's with its Go type.
func (h *Host) box(id int, v any) any {
	t := h.dynamic[id]
	pair := t.pair.Load()
	if pair == nil {
		pair = h.learn(t, reflect.TypeOf(v))
	}
	if v == nil { // nil of a type that yaegi does not know
		return reflect.Zero(pair.real).Interface()
	}
	return rtype.Retype(v, pair.real)
}

// unbox returns a value of an interface with yaegi's type; a compiled value as it
// is.
func (h *Host) unbox(x any) any {
	if inner := h.inner(reflect.TypeOf(x)); inner != nil {
		return rtype.Retype(x, inner)
	}
	return x
}

// unboxKnown unboxes a value that is known to be of a numbered type.
func (h *Host) unboxKnown(id int, x any) any {
	if pair := h.dynamic[id].pair.Load(); pair != nil {
		return rtype.Retype(x, pair.inner)
	}
	return h.unbox(x)
}

// inner returns yaegi's type for a Go type of the script, nil for other types.
func (h *Host) inner(real reflect.Type) reflect.Type {
	if t, ok := h.inners.Load(real); ok {
		return t.(reflect.Type)
	}
	return nil
}

// learn notes yaegi's type for a numbered type, and for all types that it is made
// of. It panics if the two differ in size or kind: lowering and rtype then
// disagree about the layout, and going on would corrupt memory.
func (h *Host) learn(t *dynamicType, inner reflect.Type) *typePair {
	real := h.program.real.of(t.typ)
	if inner == nil {
		return &typePair{nil, real}
	}
	if inner.Size() != real.Size() || inner.Kind() != real.Kind() {
		panic(fmt.Sprintf("interp: %s is %s in the interpreter", real, inner))
	}
	h.learnParts(t.typ, inner)
	pair := &typePair{inner, real}
	t.pair.Store(pair)
	return pair
}

// learnParts notes yaegi's type for t and, part by part, for the types that t is
// made of. It ends at types that are known, so types that lead back to themselves
// end too. The type's own Go type learns that this host has values of it.
func (h *Host) learnParts(t types.Type, inner reflect.Type) {
	t = types.Unalias(t)
	if types.IsInterface(t) || !h.program.boxes.CarriesScript(t) {
		return
	}
	real := h.program.real.of(t)
	if _, known := h.inners.LoadOrStore(real, inner); known {
		return
	}
	if k, ok := h.program.real.lookup(real); ok && k.own != nil {
		k.own.usedBy(h)
		h.inners.LoadOrStore(reflect.PointerTo(real), reflect.PointerTo(inner))
	}
	for i, p := range lower.Parts(t.Underlying()) {
		h.learnParts(p, partOf(inner, i))
	}
}

// partOf is the Go type of a part: the i-th of lower.Parts.
func partOf(t reflect.Type, i int) reflect.Type {
	switch t.Kind() {
	case reflect.Struct:
		return t.Field(i).Type
	case reflect.Map:
		if i == 0 {
			return t.Key()
		}
	case reflect.Func:
		if i < t.NumIn() {
			return t.In(i)
		}
		return t.Out(i - t.NumIn())
	}
	return t.Elem()
}

// typeOf returns the checked type of what an interface holds, nil for nil.
func (h *Host) typeOf(x any) types.Type {
	if x == nil {
		return nil
	}
	have := reflect.TypeOf(x)
	if k, ok := h.program.real.lookup(have); ok {
		return k.typ
	}
	return h.program.types.Of(have)
}

// is reports whether x can be asserted as the numbered type.
func (h *Host) is(id int, x any) bool {
	if x != nil && h.program.real.id(reflect.TypeOf(x)) == id {
		return true
	}
	want, have := h.program.boxes.Type(id), h.typeOf(x)
	switch {
	case have == nil:
		return false
	case types.IsInterface(want):
		return h.program.boxes.Satisfies(have, want)
	}
	return types.Identical(have, want)
}

// to is x.(T) for a T that is not an interface. It returns the value with yaegi's
// type, and panics as Go does; from is the static type of x, for the message.
func (h *Host) to(id int, x any, from string) any {
	if h.is(id, x) {
		return h.unbox(x)
	}
	have, want, scopes := "nil", h.program.boxes.TypeString(h.program.boxes.Type(id)), ""
	if x != nil {
		have = h.program.boxes.TypeString(h.typeOf(x))
	}
	if have == want {
		scopes = " (types from different scopes)"
	}
	panic(plainError(fmt.Sprintf("interface conversion: %s is %s, not %s%s", from, have, want, scopes)))
}

// toInterface is x.(I) for an interface I. It panics as Go does.
func (h *Host) toInterface(id int, x any) any {
	if h.is(id, x) {
		return x
	}
	want := h.program.boxes.Type(id)
	if x == nil {
		panic(plainError("interface conversion: interface is nil, not " + h.program.boxes.TypeString(want)))
	}
	have := h.typeOf(x)
	m, _ := types.MissingMethod(have, want.Underlying().(*types.Interface), true)
	panic(plainError(fmt.Sprintf("interface conversion: %s is not %s: missing method %s", h.program.boxes.TypeString(have), h.program.boxes.TypeString(want), m.Name())))
}

// instead returns what the engine calls in the place of a function that lowering
// has declared for one type (see lower.Generated): the value keeps its bits, so no
// interpreted code has to run. It returns nil for other functions, and for types
// of functions, which come out of interfaces in yaegi's own way.
func (h *Host) instead(name string) any {
	kind, id, ok := lower.Generated(name)
	if !ok {
		return nil
	}
	t := h.program.boxes.Type(id)
	if _, function := t.Underlying().(*types.Signature); function {
		return nil
	}

	switch {
	case kind == "value":
		return func(x any) any { return h.unboxKnown(id, x) }
	case types.IsInterface(t):
		return func(x any, _ string) any { return h.toInterface(id, x) }
	}
	return func(x any, from string) any { return h.to(id, x, from) }
}

// which returns the index of the first clause of the n-th type switch that
// matches x, -1 when none does.
func (h *Host) which(n int, x any) int {
	for i, clause := range h.program.boxes.Clauses(n) {
		for _, id := range clause {
			if id == 0 && x == nil || id != 0 && h.is(id, x) {
				return i
			}
		}
	}
	return -1
}

// method returns a method as a function with the receiver as its first parameter,
// in yaegi's types. The lowered file makes it at the first call; if the run ends
// meanwhile it makes none.
func (t *dynamicType) method(name string) reflect.Value {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, ok := t.funcs[name]
	if !ok {
		if f = reflect.ValueOf(t.methods(name)); !f.IsValid() {
			return f
		}
		if t.funcs == nil {
			t.funcs = map[string]reflect.Value{}
		}
		t.funcs[name] = f
	}
	return f
}
