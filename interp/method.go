package interp

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strconv"
	"sync"
	"sync/atomic"
	"unsafe"
	"weak"

	"github.com/panelgo/panelgo/interp/rtype"
)

// Compiled code calls a method of a script's type with a receiver and nothing
// else, but sessions have interpreters of their own with variables of their
// own. So it is told by the goroutine in which interpreter the method is to
// run: a goroutine carries the label (of package runtime/pprof) of the last
// interpreter that made an interface value in it, and hands it on to those that
// it starts.

// hosts finds interpreters by label.
var hosts sync.Map // unsafe.Pointer → weak.Pointer[runtimeHost]

var hostNumber atomic.Uint64

// goroutineLabel is what a host marks goroutines with.
type goroutineLabel struct {
	once sync.Once
	ctx  context.Context
	at   unsafe.Pointer
	self weak.Pointer[runtimeHost]
}

//go:linkname goroutineLabels runtime/pprof.runtime_getProfLabel
func goroutineLabels() unsafe.Pointer

// weak refers to the host without keeping it.
func (r *runtimeHost) weak() *weak.Pointer[runtimeHost] {
	r.label.once.Do(func() {
		r.label.self = weak.Make(r)
		r.label.ctx = pprof.WithLabels(context.Background(), pprof.Labels("panelgo", strconv.FormatUint(hostNumber.Add(1), 10)))
		done := make(chan unsafe.Pointer)
		go func() {
			pprof.SetGoroutineLabels(r.label.ctx)
			done <- goroutineLabels()
		}()
		r.label.at = <-done
		hosts.Store(r.label.at, r.label.self)
		runtime.AddCleanup(r, func(at unsafe.Pointer) { hosts.Delete(at) }, r.label.at)
	})
	return &r.label.self
}

// enterGoroutine marks the goroutine as the host's.
func (r *runtimeHost) enterGoroutine() {
	r.weak()
	if goroutineLabels() != r.label.at {
		pprof.SetGoroutineLabels(r.label.ctx)
	}
}

// host finds the interpreter in which a method is to run: the goroutine's, or
// else the last one that had a value of the type.
func (t *ownType) host(receiver reflect.Type) (*runtimeHost, int) {
	if self, ok := hosts.Load(goroutineLabels()); ok {
		if r := self.(weak.Pointer[runtimeHost]).Value(); r != nil {
			if id := r.boxes.real.id(receiver); id != 0 {
				return r, id
			}
		}
	}
	if last := t.last.Load(); last != nil {
		if r := last.Value(); r != nil {
			return r, r.boxes.real.id(receiver)
		}
	}
	return nil, 0
}

// call runs a method for compiled code.
func (t *ownType) call(receiver any, name string, args []reflect.Value) []reflect.Value {
	var f reflect.Value
	if r, id := t.host(reflect.TypeOf(receiver)); id != 0 {
		f = r.dynamic[id].method(name)
	}
	if !f.IsValid() {
		panic(runtimeError(fmt.Sprintf("the script whose %T this is has ended", receiver)))
	}
	typ := f.Type()
	in := make([]reflect.Value, len(args)+1)
	in[0] = reflect.ValueOf(rtype.Retype(receiver, typ.In(0)))
	for i, a := range args {
		in[i+1] = retype(a, typ.In(i+1))
	}
	var out []reflect.Value
	if typ.IsVariadic() {
		out = f.CallSlice(in)
	} else {
		out = f.Call(in)
	}
	if len(out) > 0 {
		m, _ := reflect.TypeOf(receiver).MethodByName(name)
		for i := range out {
			out[i] = retype(out[i], m.Type.Out(i))
		}
	}
	return out
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

// retype gives a value another type of the same layout.
func retype(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type() == t || v.Kind() == reflect.Interface {
		return v
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(t, p.UnsafePointer()).Elem()
}
