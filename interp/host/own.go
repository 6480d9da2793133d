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
	bounds := f.function.IsValid()
	if h.program.concurrent {
		f.crossing = methodCrossing(t, name)
	}
	if !bounds && f.crossing == kept {
		return nil
	}
	if !bounds {
		m, _ := t.MethodByName(name)
		f.function = m.Func
	}
	if f.crossing != kept {
		f.function = h.guard(f)
	}
	return bindReceiver(f.function, reflect.ValueOf(x)).Interface()
}

// methodCrossings has what methodCrossing has found out, by methodName.
var methodCrossings sync.Map

type methodName struct {
	typ  reflect.Type
	name string
}

// methodCrossing returns what becomes of maps that a method of a compiled type is given.
func methodCrossing(t reflect.Type, name string) crossing {
	key := methodName{t, name}
	if c, ok := methodCrossings.Load(key); ok {
		return c.(crossing)
	}
	named, found := t, kept
	if t.Kind() == reflect.Pointer {
		named = t.Elem()
	}
	if m, ok := t.MethodByName(name); ok {
		found = crossingOf(named.PkgPath(), name, m.Func.Type(), true)
	}
	methodCrossings.Store(key, found)
	return found
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
