package host

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/interp/compiled"
)

// In place of some compiled functions and methods scripts call functions of the host:
// see bounded, and crossing. A function is replaced in the tables. A method cannot be, so
// lowering calls a function of the host package for it, with the receiver as the first
// argument; a method of a script's interface is replaced when it is looked up.

// Own returns what lower.Options.Own is to be for programs that use these tables.
func Own(tables *compiled.Tables) func(m *types.Func, concurrent bool) bool {
	return func(m *types.Func, concurrent bool) bool {
		if bounded[m.FullName()] != nil {
			return true
		}
		f := methodExpr(m, tables)
		return concurrent && f.IsValid() && crossingOf(m.Pkg().Path(), m.Name(), f.Type(), true) != kept
	}
}

// methodExpr returns a compiled method as a function with the receiver as its first
// parameter: the one that bounds it, or its own. It is not valid for a method of an
// interface.
func methodExpr(m *types.Func, tables *compiled.Tables) reflect.Value {
	if f, ok := bounded[m.FullName()]; ok {
		return reflect.ValueOf(f)
	}
	recv := types.Unalias(m.Signature().Recv().Type())
	p, pointer := recv.(*types.Pointer)
	if pointer {
		recv = types.Unalias(p.Elem())
	}
	named, ok := recv.(*types.Named)
	if !ok || types.IsInterface(named) {
		return reflect.Value{}
	}
	t, ok := tables.Types.Reflect(named.Obj())
	if !ok {
		return reflect.Value{}
	}
	if pointer {
		t = reflect.PointerTo(t)
	}
	f, _ := t.MethodByName(m.Name())
	return f.Func
}

// ownMethod returns the function that the host has in place of a method of a compiled
// value that is in a script's interface, nil if it has none.
func (h *Host) ownMethod(x any, name string) any {
	t := reflect.TypeOf(x)
	f := crossingFunc{function: boundedMethods()[t][name], method: true}
	own := f.function.IsValid()
	if m, ok := t.MethodByName(name); ok && !own {
		f.function = m.Func
	}
	named := t
	if t.Kind() == reflect.Pointer {
		named = t.Elem()
	}
	if h.program.crosses(&f, named.PkgPath(), name) {
		f.function, own = h.guard(f), true
	}
	if !own {
		return nil
	}
	return bindReceiver(f.function, reflect.ValueOf(x)).Interface()
}

// boundedMethods are the methods among bounded, by the types of their receivers.
var boundedMethods = sync.OnceValue(func() map[reflect.Type]map[string]reflect.Value {
	methods := map[reflect.Type]map[string]reflect.Value{}
	for full, f := range bounded {
		if !strings.HasPrefix(full, "(") {
			continue
		}
		v := reflect.ValueOf(f)
		t := v.Type().In(0)
		if methods[t] == nil {
			methods[t] = map[string]reflect.Value{}
		}
		methods[t][full[strings.LastIndexByte(full, '.')+1:]] = v
	}
	return methods
})

// bindReceiver returns a method as a function, of a method that has its receiver as
// the first parameter.
func bindReceiver(method, receiver reflect.Value) reflect.Value {
	t, call := method.Type(), method.Call
	if t.IsVariadic() {
		call = method.CallSlice
	}
	bound := reflect.FuncOf(slices.Collect(t.Ins())[1:], slices.Collect(t.Outs()), t.IsVariadic())
	return reflect.MakeFunc(bound, func(args []reflect.Value) []reflect.Value {
		return call(append([]reflect.Value{receiver}, args...))
	})
}
