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

// In an interface, a value of a script's type has the Go type that the checker
// knows: with its name, its fields as they are written, its methods. yaegi has
// types of its own that lie in memory in the same way, so a value that goes
// into an interface, or comes out of one, changes its type and nothing else.

// dynamicType is a numbered type, in one interpreter.
type dynamicType struct {
	typ     types.Type
	methods func(name string) any // nil when it has no exported ones
	pair    atomic.Pointer[typePair]

	mu    sync.Mutex
	funcs map[string]reflect.Value // the methods that were asked for
}

// typePair is yaegi's type and Go's.
type typePair struct{ inner, real reflect.Type }

// dynamicSymbols are the host functions by which lowered code handles values in
// interfaces.
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
		"Method":      methodOf,
		"Chain":       errorChain,
		"NotNil":      mustBeSomething,
		"Key":         hashable,
		"NilReceiver": nilReceiver,
	} {
		table[name] = reflect.ValueOf(f)
	}
	for name, iface := range h.program.boxes.Converters() {
		table[name] = interfaceFunc(iface)
	}
}

// box gives a value of yaegi's the type that Go knows.
func (h *Host) box(id int, v any) any {
	h.enterGoroutine()
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

// unbox is the way back.
func (h *Host) unbox(x any) any {
	if inner := h.inner(reflect.TypeOf(x)); inner != nil {
		return rtype.Retype(x, inner)
	}
	return x
}

// unboxKnown is the way back for a value of a numbered type.
func (h *Host) unboxKnown(id int, x any) any {
	if pair := h.dynamic[id].pair.Load(); pair != nil {
		return rtype.Retype(x, pair.inner)
	}
	return h.unbox(x)
}

// inner is yaegi's type for a Go type of the script; nil for other types.
func (h *Host) inner(real reflect.Type) reflect.Type {
	if t, ok := h.inners.Load(real); ok {
		return t.(reflect.Type)
	}
	return nil
}

// learn notes yaegi's type for a numbered type, and for all that it is made of.
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
		k.own.last.Store(h.weak())
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

// typeOf is the type of what an interface value holds; nil for nil.
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

// to is x.(T) for a type that is no interface; from is the type of x.
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

// toInterface is x.(I).
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

// instead is what is called instead of a function that lowering has declared:
// see engine.Host. Functions come out of interfaces in yaegi's own way.
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

// which is the clause of a type switch that matches, or -1.
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

// method gives a method as a function with the receiver as its first parameter.
func (t *dynamicType) method(name string) reflect.Value {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, ok := t.funcs[name]
	if !ok {
		f = reflect.ValueOf(t.methods(name))
		if t.funcs == nil {
			t.funcs = map[string]reflect.Value{}
		}
		t.funcs[name] = f
	}
	return f
}
