package interp

import (
	"fmt"
	"go/types"
	"reflect"
)

// box is a value of a script's type in an interface: yaegi's values do not
// know their types. Two boxes are equal when Go's values would be.
type box struct {
	t *boxType
	v any
}

// boxType is a type of the script in one interpreter.
type boxType struct {
	id      int
	typ     types.Type
	host    *runtimeHost
	methods func(recv any, name string) any // nil when it has no exported ones
}

// method gives a method of the boxed value as a function.
func (b box) method(name string) (any, bool) {
	if b.t.methods == nil {
		return nil, false
	}
	f := b.t.methods(b, name)
	return f, f != nil
}

func (r *runtimeHost) initBoxes(b *boxTypes, maker *typeMaker) {
	r.boxes, r.types = b, maker
	r.boxed = make([]*boxType, len(b.list)+1)
	for i, t := range b.list {
		r.boxed[i+1] = &boxType{id: i + 1, typ: t, host: r}
	}
}

// boxSymbols are the host functions that lowered code handles boxes with.
func (r *runtimeHost) boxSymbols(table map[string]reflect.Value) {
	for name, f := range map[string]any{
		"Box":         func(id int, v any) any { return box{r.boxed[id], v} },
		"Val":         valueOf,
		"ID":          boxID,
		"Open":        open,
		"Equal":       func(a, b any) bool { return open(a) == open(b) },
		"Methods":     func(id int, f func(any, string) any) int { r.boxed[id].methods = f; return id },
		"Is":          r.is,
		"To":          r.to,
		"ToInterface": r.toInterface,
		"Which":       r.which,
		"Method":      methodOf,
		"Arg":         r.arg,
		"Data":        valueOf,
		"Either":      r.either,
		"Chain":       errorChain,
	} {
		table[name] = reflect.ValueOf(f)
	}
	for name, iface := range r.boxes.wrap {
		table[name] = r.wrapperFunc(iface)
	}
}

// open gives the box in a wrapper, and anything else as it is.
func open(x any) any {
	switch x := x.(type) {
	case nil, box:
		return x
	case *scriptError:
		return x.box
	}
	if v := reflect.ValueOf(x); v.Kind() == reflect.Struct && v.NumField() > 1 && v.Type().Field(0).Name == "IValue" {
		if b, ok := v.Field(0).Interface().(box); ok {
			return b
		}
	}
	return x
}

// valueOf is the value in a box, or the value itself.
func valueOf(x any) any {
	if b, ok := open(x).(box); ok {
		return b.v
	}
	return x
}

func boxID(x any) int {
	if b, ok := open(x).(box); ok {
		return b.t.id
	}
	return 0
}

// dynamic is the type of what an interface value holds; nil for nil.
func (r *runtimeHost) dynamic(x any) types.Type {
	switch x := open(x).(type) {
	case nil:
		return nil
	case box:
		return x.t.typ
	default:
		return r.types.dynamic(reflect.TypeOf(x))
	}
}

// is tells whether x can be asserted as the numbered type.
func (r *runtimeHost) is(id int, x any) bool {
	want := r.boxes.list[id-1]
	if b, ok := open(x).(box); ok && b.t.id == id {
		return true
	}
	have := r.dynamic(x)
	switch {
	case have == nil:
		return false
	case isInterface(want):
		return r.boxes.satisfies(have, want)
	}
	return types.Identical(have, want)
}

// to is x.(T) for a type that is no interface.
func (r *runtimeHost) to(id int, x any) any {
	if !r.is(id, x) {
		panic(r.notA(id, x))
	}
	return valueOf(x)
}

// toInterface is x.(I).
func (r *runtimeHost) toInterface(id int, x any) any {
	if !r.is(id, x) {
		panic(r.notA(id, x))
	}
	return open(x)
}

func (r *runtimeHost) notA(id int, x any) error {
	want, have := r.boxes.list[id-1], r.dynamic(x)
	if have == nil {
		return runtimeError("interface conversion: interface is nil, not " + r.boxes.typeString(want))
	}
	if i, ok := want.Underlying().(*types.Interface); ok {
		m, _ := types.MissingMethod(have, i, true)
		return runtimeError(fmt.Sprintf("interface conversion: %s is not %s: missing method %s", r.boxes.typeString(have), r.boxes.typeString(want), m.Name()))
	}
	return runtimeError(fmt.Sprintf("interface conversion: interface {} is %s, not %s", r.boxes.typeString(have), r.boxes.typeString(want)))
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

var errNilDereference = runtimeError("invalid memory address or nil pointer dereference")

// runtimeError is what Go's own run-time errors are to a script.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError makes it a runtime.Error.
func (e runtimeError) RuntimeError() {}

// arg is how compiled code that may format a value, or give it back, sees it:
// an error as an error, everything else in its box.
func (r *runtimeHost) arg(x any) any {
	b, ok := open(x).(box)
	if !ok {
		return x
	}
	if r.boxes.satisfies(b.t.typ, errorIface) {
		return &scriptError{b}
	}
	return b
}

// either is arg for values with methods, and the bare value for others.
func (r *runtimeHost) either(x any) any {
	if b, ok := open(x).(box); ok && b.t.methods == nil {
		return b.v
	}
	return r.arg(x)
}

var errorIface = types.Universe.Lookup("error").Type()

// wrapperFunc makes the function from any to a compiled interface.
func (r *runtimeHost) wrapperFunc(iface reflect.Type) reflect.Value {
	typ := reflect.FuncOf([]reflect.Type{reflect.TypeFor[any]()}, []reflect.Type{iface}, false)
	return reflect.MakeFunc(typ, func(in []reflect.Value) []reflect.Value {
		out := reflect.New(iface).Elem()
		if x := in[0].Interface(); x != nil {
			out.Set(r.wrap(x, iface))
		}
		return []reflect.Value{out}
	})
}

func (r *runtimeHost) wrap(x any, iface reflect.Type) reflect.Value {
	b, ok := open(x).(box)
	switch {
	case !ok:
		return reflect.ValueOf(x)
	case iface == errorType:
		return reflect.ValueOf(&scriptError{b})
	}
	wrapper, ok := r.types.tables.wrapper(iface.PkgPath(), iface.Name())
	if !ok {
		panic(runtimeError(fmt.Sprintf("a %s of the script cannot be a %s", r.boxes.typeString(b.t.typ), iface)))
	}
	w := reflect.New(wrapper.Type().Elem()).Elem()
	w.Field(0).Set(reflect.ValueOf(b))
	for i := 1; i < w.NumField(); i++ {
		f, ok := b.method(w.Type().Field(i).Name[1:])
		if !ok {
			panic(runtimeError(fmt.Sprintf("%s has no method %s", r.boxes.typeString(b.t.typ), w.Type().Field(i).Name[1:])))
		}
		w.Field(i).Set(reflect.ValueOf(f).Convert(w.Type().Field(i).Type))
	}
	return w
}

// scriptError is a value of the script as a Go error.
type scriptError struct{ box box }

func (e *scriptError) Error() string {
	if f, ok := e.box.method("Error"); ok {
		return f.(func() string)()
	}
	panic(errNilDereference)
}

// Unwrap calls the script's, if it has one.
func (e *scriptError) Unwrap() []error {
	f, _ := e.box.method("Unwrap")
	switch f := f.(type) {
	case func() error:
		if err := f(); err != nil {
			return []error{err}
		}
	case func() []error:
		return f()
	}
	return nil
}

// Is tells errors.Is that the same value in another wrapper is the same.
func (e *scriptError) Is(target error) bool {
	if t, ok := open(target).(box); ok && e.box.t == t.t && reflect.TypeOf(t.v).Comparable() && e.box == t {
		return true
	}
	if f, ok := e.box.method("Is"); ok {
		if is, ok := f.(func(error) bool); ok {
			return is(target)
		}
	}
	return false
}

// Format prints what the script's error prints.
func (e *scriptError) Format(s fmt.State, verb rune) { e.box.Format(s, verb) }

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
