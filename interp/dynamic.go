package interp

import (
	"fmt"
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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

func (r *runtimeHost) initDynamic(b *boxTypes, maker *typeMaker) {
	r.boxes, r.types = b, maker
	r.dynamic = make([]*dynamicType, len(b.list)+1)
	for i, t := range b.list {
		r.dynamic[i+1] = &dynamicType{typ: t}
	}
}

// dynamicSymbols are the host functions by which lowered code handles values in
// interfaces.
func (r *runtimeHost) dynamicSymbols(table map[string]reflect.Value) {
	for name, f := range map[string]any{
		"Box":         r.box,
		"Unbox":       r.unboxKnown,
		"Any":         func(x any) any { return x },
		"ID":          func(x any) int { return r.boxes.real.id(reflect.TypeOf(x)) },
		"Equal":       func(a, b any) bool { return a == b },
		"IsNil":       func(x any) bool { return x == nil },
		"Methods":     func(id int, f func(string) any) int { r.dynamic[id].methods = f; return id },
		"Is":          r.is,
		"To":          r.to,
		"ToInterface": r.toInterface,
		"Which":       r.which,
		"Method":      methodOf,
		"Chain":       errorChain,
		"NotNil":      mustBeSomething,
		"Key":         hashable,
		"NilReceiver": nilReceiver,
	} {
		table[name] = reflect.ValueOf(f)
	}
	for name, iface := range r.boxes.wrap {
		table[name] = interfaceFunc(iface)
	}
}

// box gives a value of yaegi's the type that Go knows.
func (r *runtimeHost) box(id int, v any) any {
	r.enterGoroutine()
	t := r.dynamic[id]
	pair := t.pair.Load()
	if pair == nil {
		pair = r.learn(t, reflect.TypeOf(v))
	}
	if v == nil { // nil of a type that yaegi does not know
		return reflect.Zero(pair.real).Interface()
	}
	return rtype.Retype(v, pair.real)
}

// unbox is the way back.
func (r *runtimeHost) unbox(x any) any {
	if inner := r.inner(reflect.TypeOf(x)); inner != nil {
		return rtype.Retype(x, inner)
	}
	return x
}

// unboxKnown is the way back for a value of a numbered type.
func (r *runtimeHost) unboxKnown(id int, x any) any {
	if pair := r.dynamic[id].pair.Load(); pair != nil {
		return rtype.Retype(x, pair.inner)
	}
	return r.unbox(x)
}

// inner is yaegi's type for a Go type of the script; nil for other types.
func (r *runtimeHost) inner(real reflect.Type) reflect.Type {
	if t, ok := r.inners.Load(real); ok {
		return t.(reflect.Type)
	}
	return nil
}

// learn notes yaegi's type for a numbered type, and for all that it is made of.
func (r *runtimeHost) learn(t *dynamicType, inner reflect.Type) *typePair {
	real := r.boxes.real.of(t.typ)
	if inner == nil {
		return &typePair{nil, real}
	}
	if inner.Size() != real.Size() || inner.Kind() != real.Kind() {
		panic(fmt.Sprintf("interp: %s is %s in the interpreter", real, inner))
	}
	r.learnParts(t.typ, inner)
	pair := &typePair{inner, real}
	t.pair.Store(pair)
	return pair
}

func (r *runtimeHost) learnParts(t types.Type, inner reflect.Type) {
	t = types.Unalias(t)
	if isInterface(t) || !r.boxes.k.carriesScript(t) {
		return
	}
	real := r.boxes.real.of(t)
	if _, known := r.inners.LoadOrStore(real, inner); known {
		return
	}
	if k, ok := r.boxes.real.lookup(real); ok && k.own != nil {
		k.own.last.Store(r.weak())
		r.inners.LoadOrStore(reflect.PointerTo(real), reflect.PointerTo(inner))
	}
	for i, p := range parts(t.Underlying()) {
		r.learnParts(p, partOf(inner, i))
	}
}

// partOf is what parts gives, of a Go type.
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
func (r *runtimeHost) typeOf(x any) types.Type {
	if x == nil {
		return nil
	}
	have := reflect.TypeOf(x)
	if k, ok := r.boxes.real.lookup(have); ok {
		return k.typ
	}
	return r.types.dynamic(have)
}

// is tells whether x can be asserted as the numbered type.
func (r *runtimeHost) is(id int, x any) bool {
	if x != nil && r.boxes.real.id(reflect.TypeOf(x)) == id {
		return true
	}
	want, have := r.boxes.list[id-1], r.typeOf(x)
	switch {
	case have == nil:
		return false
	case isInterface(want):
		return r.boxes.satisfies(have, want)
	}
	return types.Identical(have, want)
}

// to is x.(T) for a type that is no interface; from is the type of x.
func (r *runtimeHost) to(id int, x any, from string) any {
	if r.is(id, x) {
		return r.unbox(x)
	}
	have, want, scopes := "nil", r.boxes.typeString(r.boxes.list[id-1]), ""
	if x != nil {
		have = r.boxes.typeString(r.typeOf(x))
	}
	if have == want {
		scopes = " (types from different scopes)"
	}
	panic(plainError(fmt.Sprintf("interface conversion: %s is %s, not %s%s", from, have, want, scopes)))
}

// toInterface is x.(I).
func (r *runtimeHost) toInterface(id int, x any) any {
	if r.is(id, x) {
		return x
	}
	want := r.boxes.list[id-1]
	if x == nil {
		panic(plainError("interface conversion: interface is nil, not " + r.boxes.typeString(want)))
	}
	have := r.typeOf(x)
	m, _ := types.MissingMethod(have, want.Underlying().(*types.Interface), true)
	panic(plainError(fmt.Sprintf("interface conversion: %s is not %s: missing method %s", r.boxes.typeString(have), r.boxes.typeString(want), m.Name())))
}

// instead is what is called instead of a function that lowering has declared:
// see engine.Host. Functions come out of interfaces in yaegi's own way.
func (r *runtimeHost) instead(name string) any {
	kind, number, _ := strings.Cut(strings.TrimPrefix(name, mark), mark)
	id, err := strconv.Atoi(number)
	if err != nil || kind != "value" && kind != "to" {
		return nil
	}
	if _, function := under[*types.Signature](r.boxes.list[id-1]); function {
		return nil
	}
	switch {
	case kind == "value":
		return func(x any) any { return r.unboxKnown(id, x) }
	case isInterface(r.boxes.list[id-1]):
		return func(x any, _ string) any { return r.toInterface(id, x) }
	}
	return func(x any, from string) any { return r.to(id, x, from) }
}

// which is the clause of a type switch that matches, or -1.
func (r *runtimeHost) which(n int, x any) int {
	for i, clause := range r.boxes.switches[n] {
		for _, id := range clause {
			if id == 0 && x == nil || id != 0 && r.is(id, x) {
				return i
			}
		}
	}
	return -1
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

// plainError is a run-time error of Go that does not say that it is one.
type plainError string

func (e plainError) Error() string { return string(e) }

// RuntimeError makes it a runtime.Error.
func (e plainError) RuntimeError() {}

// mustBeSomething panics where Go looks for a method in nil.
func mustBeSomething(x any) {
	if x == nil {
		panic(errNilDereference)
	}
}

var errNilDereference = runtimeError("invalid memory address or nil pointer dereference")

// runtimeError is what Go's own run-time errors are to a script.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError makes it a runtime.Error.
func (e runtimeError) RuntimeError() {}

var errorIface = types.Universe.Lookup("error").Type()

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
