package host

import (
	"fmt"
	"go/types"
	"reflect"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/rtype"
)

// ownTypes are the types that were made by rtype for any program, by their
// definitions: a script that is loaded again and again makes its types once.
var ownTypes = struct {
	sync.Mutex
	made map[string]*ownType
}{made: map[string]*ownType{}}

// ownType is a type of scripts.
type ownType struct {
	made *rtype.Type
	last atomic.Pointer[weak.Pointer[Host]] // the last that got to know it
}

func (r *realTypes) makeOwn(t types.Type) reflect.Type {
	key := r.definition(t)
	if own, ok := ownTypes.made[key]; ok {
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
	value, pointer := r.boxes.ExportedMethods(t), r.boxes.ExportedMethods(types.NewPointer(t))
	own := &ownType{made: rtype.New(r.layout(t), r.boxes.TypeString(t), pkg, named, len(value), len(pointer))}
	ownTypes.made[key] = own
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
	if err := own.made.SetMethods(r.methods(own, value), r.methods(own, pointer)); err != nil {
		panic(runtimeError(err.Error()))
	}
	return own.made.Type()
}

func (r *realTypes) noteOwn(t types.Type, own *ownType) {
	r.note(t, own.made.Type())
	r.note(types.NewPointer(t), own.made.Pointer())
	for _, real := range []reflect.Type{own.made.Type(), own.made.Pointer()} {
		if k := r.known[real]; k != nil {
			k.own = own
		}
	}
}

func (r *realTypes) fields(s *types.Struct, real []reflect.Type) []rtype.Field {
	fields := make([]rtype.Field, s.NumFields())
	for i := range fields {
		f := s.Field(i)
		fields[i] = rtype.Field{Name: r.boxes.FieldName(f), Type: real[i], Tag: reflect.StructTag(s.Tag(i)), Embedded: f.Embedded()}
	}
	return fields
}

func (r *realTypes) methods(own *ownType, list []*types.Selection) []rtype.Method {
	methods := make([]rtype.Method, len(list))
	for i, sel := range list {
		name := sel.Obj().Name()
		methods[i] = rtype.Method{
			Name: name,
			Type: r.make(lower.PlainSignature(sel.Obj().(*types.Func))),
			Call: func(receiver any, args []reflect.Value) []reflect.Value { return own.call(receiver, name, args) },
		}
	}
	return methods
}

// host finds the interpreter in which a method is to run: the goroutine's, or
// else the last one that had a value of the type.
func (t *ownType) host(receiver reflect.Type) (*Host, int) {
	if self, ok := hosts.Load(goroutineLabels()); ok {
		if h := self.(weak.Pointer[Host]).Value(); h != nil {
			if id := h.program.real.id(receiver); id != 0 {
				return h, id
			}
		}
	}
	if last := t.last.Load(); last != nil {
		if h := last.Value(); h != nil {
			return h, h.program.real.id(receiver)
		}
	}
	return nil, 0
}

// call runs a method for compiled code.
func (t *ownType) call(receiver any, name string, args []reflect.Value) []reflect.Value {
	var f reflect.Value
	if h, id := t.host(reflect.TypeOf(receiver)); id != 0 {
		f = h.dynamic[id].method(name)
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

// retype gives a value another type of the same layout.
func retype(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type() == t || v.Kind() == reflect.Interface {
		return v
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(t, p.UnsafePointer()).Elem()
}
