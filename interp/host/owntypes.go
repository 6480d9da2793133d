package host

import (
	"fmt"
	"go/types"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/rtype"
)

// ownTypes are the types that rtype has made for any program, by their
// definitions: a script that is loaded again and again makes its types once, for Go
// never frees a type. The bound is the number of different definitions. When there
// is no room for the methods of another, those that no program has any more go.
var ownTypes = struct {
	sync.Mutex
	made map[string]*ownType
}{made: map[string]*ownType{}}

// ownType is a type made by rtype, for all programs that define it.
type ownType struct {
	made  *rtype.Type
	users []weak.Pointer[realTypes] // the programs that have it; guarded by ownTypes

	// The only host that has had values of it; nil when there were none, or several.
	only    atomic.Pointer[weak.Pointer[Host]]
	several atomic.Bool
}

// usedBy notes that a host has a value of the type.
func (t *ownType) usedBy(h *Host) {
	if first := t.only.Load(); t.several.Load() || first != nil && *first == h.self {
		return
	}
	self := h.self // a pointer into the host would keep it
	if !t.only.CompareAndSwap(nil, &self) {
		t.several.Store(true)
		t.only.Store(nil)
	}
}

// reclaim lets the types go that no program has any more. ownTypes is locked.
func reclaim() {
	runtime.GC() // what is known of a program's end is what the collector knows
	for key, own := range ownTypes.made {
		if own.use(nil); len(own.users) == 0 {
			own.made.Free()
			delete(ownTypes.made, key)
		}
	}
}

// use notes a program that has the type, and forgets those that are gone.
func (t *ownType) use(r *realTypes) {
	t.users = slices.DeleteFunc(t.users, func(user weak.Pointer[realTypes]) bool {
		have := user.Value()
		return have == nil || have == r
	})
	if r != nil {
		t.users = append(t.users, weak.Make(r))
	}
}

// makeOwn returns the Go type of a type that reflection cannot make. Its parts may
// lead back to it, so it is made and noted before they are; after that it gets its
// parts or fields, and its methods, which call into the interpreter.
func (r *realTypes) makeOwn(t types.Type) reflect.Type {
	key := r.definition(t)
	if own, ok := ownTypes.made[key]; ok {
		own.use(r)
		r.noteOwn(t, own)
		for _, p := range lower.Parts(t.Underlying()) {
			r.make(p)
		}
		return own.made.Type()
	}
	pkg, named := "main", false
	if n, ok := t.(*types.Named); ok {
		pkg, named = n.Obj().Pkg().Path(), true
	}
	value, pointer := r.boxes.CalledMethods(t), r.boxes.CalledMethods(types.NewPointer(t))
	own := &ownType{made: rtype.New(r.types.Layout(t), r.boxes.TypeString(t), pkg, named, len(value), len(pointer))}
	ownTypes.made[key], r.freshOwn = own, append(r.freshOwn, key)
	own.use(r)
	r.noteOwn(t, own)
	list := lower.Parts(t.Underlying())
	real := make([]reflect.Type, len(list))
	for i, p := range list {
		real[i] = r.make(p)
	}
	if s, ok := t.Underlying().(*types.Struct); !ok {
		own.made.SetParts(real...)
	} else if _, compiled := r.types.ReflectStruct(s); !compiled {
		own.made.SetFields(r.fields(s, real))
	}
	r.setMethods(t, own, value, pointer)
	return own.made.Type()
}

// noteOwn remembers a type and the pointer to it, which has methods too.
func (r *realTypes) noteOwn(t types.Type, own *ownType) {
	r.note(t, own.made.Type())
	r.note(types.NewPointer(t), own.made.Pointer())
	for _, real := range []reflect.Type{own.made.Type(), own.made.Pointer()} {
		if k := r.known[real]; k != nil {
			k.own = own
		}
	}
}

// fields are the fields of a struct as the source names them.
func (r *realTypes) fields(s *types.Struct, real []reflect.Type) []rtype.Field {
	fields := make([]rtype.Field, s.NumFields())
	for i := range fields {
		f := s.Field(i)
		fields[i] = rtype.Field{Name: r.boxes.FieldName(f), Type: real[i], Tag: reflect.StructTag(s.Tag(i)), Embedded: f.Embedded()}
	}
	return fields
}

// setMethods gives a type and the pointers to it their methods. It panics when there
// is no room for them.
func (r *realTypes) setMethods(t types.Type, own *ownType, value, pointer []*types.Selection) {
	onValue, onPointer := r.methods(t, own, value), r.methods(types.NewPointer(t), own, pointer)
	err := own.made.SetMethods(onValue, onPointer)
	if err != nil {
		reclaim()
		err = own.made.SetMethods(onValue, onPointer)
	}
	if err != nil {
		panic(runtimeError(fmt.Sprintf("%s: %v", r.boxes.TypeString(t), err)))
	}
}

// methods are the methods that compiled code may call.
func (r *realTypes) methods(t types.Type, own *ownType, list []*types.Selection) []rtype.Method {
	methods := make([]rtype.Method, len(list))
	for i, sel := range list {
		name, sig := sel.Obj().Name(), lower.PlainSignature(sel.Obj().(*types.Func))
		methods[i] = rtype.Method{
			Name:  name,
			Type:  r.make(sig),
			Shape: r.shape(t) + " " + r.shape(sig),
			Call:  func(receiver any, args []reflect.Value) []reflect.Value { return own.call(receiver, name, args) },
		}
	}
	return methods
}

// call runs a method for compiled code: receiver and arguments change to yaegi's
// types, results to Go's. What cannot be run for certain is refused.
func (t *ownType) call(receiver any, name string, args []reflect.Value) []reflect.Value {
	m, _ := reflect.TypeOf(receiver).MethodByName(name)
	out := resultsOf(m.Type)
	h, id, err := t.host(receiver)
	if err != nil {
		t.refuse(receiver, name, out, err)
		return out
	}
	f := h.dynamic[id].method(name)
	if !f.IsValid() {
		t.refuse(receiver, name, out, ErrEnded)
		return out
	}
	typ := f.Type()
	in := make([]reflect.Value, len(args)+1)
	in[0] = reflect.ValueOf(rtype.Retype(receiver, typ.In(0)))
	for i, a := range args {
		in[i+1] = retype(a, typ.In(i+1))
	}
	call := f.Call
	if typ.IsVariadic() {
		call = f.CallSlice
	}
	for i, v := range call(in) {
		out[i] = retype(v, m.Type.Out(i))
	}
	if err := wrongCount(name, args, out); err != nil {
		h.program.real.refused(reflect.TypeOf(receiver), name, err)
		out = resultsOf(m.Type)
		refuse(out, fmt.Errorf("%T.%s %w", receiver, name, err))
	}
	return out
}

// wrongCount returns an error for results of Read or ReadAt that are not those of an
// io.Reader or io.ReaderAt: a count of bytes that are not in the slice. Compiled code
// slices by it, which would end the process on a goroutine of its own.
func wrongCount(name string, args, results []reflect.Value) error {
	if name != "Read" && name != "ReadAt" || len(args) == 0 || args[0].Type() != reflect.TypeFor[[]byte]() {
		return nil
	}
	if len(results) != 2 || results[0].Kind() != reflect.Int || results[1].Type() != reflect.TypeFor[error]() {
		return nil
	}
	if n := results[0].Int(); n < 0 || n > int64(args[0].Len()) {
		return fmt.Errorf("returned a count of %d for %d bytes", n, args[0].Len())
	}
	return nil
}

// refuse refuses a call of a method. That of a value of which nothing is known is
// logged by the programs that have the type.
func (t *ownType) refuse(receiver any, name string, results []reflect.Value, err error) {
	if err == errUnknown {
		ownTypes.Lock()
		for _, user := range t.users {
			if r := user.Value(); r != nil {
				r.refused(reflect.TypeOf(receiver), name, fmt.Errorf("was called by compiled code on a goroutine of its own, and not run: %w", err))
			}
		}
		ownTypes.Unlock()
	}
	refuse(results, fmt.Errorf("%T.%s: %w", receiver, name, err))
}

// retype returns a value with another type of the same layout. An interface is the
// same for both.
func retype(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type() == t || v.Kind() == reflect.Interface {
		return v
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(t, p.UnsafePointer()).Elem()
}
