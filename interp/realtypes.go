package interp

import (
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/panelgo/panelgo/interp/rtype"
	"golang.org/x/tools/go/types/typeutil"
)

// realTypes are the Go types of a program's types, of those that have come into
// an interface so far.
type realTypes struct {
	boxes *boxTypes

	mu    sync.RWMutex
	made  typeutil.Map // types.Type → reflect.Type
	known map[reflect.Type]*realType
	defs  map[string]*types.TypeName // definition → the type that has it
}

// realType is what a Go type is to the program.
type realType struct {
	typ types.Type
	id  int      // its number, 0 when it has none
	own *ownType // when it was made by rtype
}

func newRealTypes(b *boxTypes) *realTypes {
	return &realTypes{boxes: b, known: map[reflect.Type]*realType{}, defs: map[string]*types.TypeName{}}
}

// lookup tells what a Go type is, if it is one of the script's.
func (r *realTypes) lookup(t reflect.Type) (realType, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if k := r.known[t]; k != nil {
		return *k, true
	}
	return realType{}, false
}

// id is the number of the type of a value, 0 when it has none.
func (r *realTypes) id(t reflect.Type) int {
	k, _ := r.lookup(t)
	return k.id
}

// of gives the Go type of a type.
func (r *realTypes) of(t types.Type) reflect.Type {
	r.mu.RLock()
	real, ok := r.made.At(t).(reflect.Type)
	r.mu.RUnlock()
	if ok {
		return real
	}
	ownTypes.Lock()
	defer ownTypes.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.make(t)
}

// make makes a type; both locks are held.
func (r *realTypes) make(t types.Type) reflect.Type {
	t = types.Unalias(t)
	if real, ok := r.made.At(t).(reflect.Type); ok {
		return real
	}
	if r.isOwn(t) {
		return r.makeOwn(t)
	}
	real := r.boxes.k.tables.types.compose(t, r.make)
	r.note(t, real)
	return real
}

func (r *realTypes) note(t types.Type, real reflect.Type) {
	r.made.Set(t, real)
	if r.boxes.k.carriesScript(t) && !isInterface(t) {
		r.known[real] = &realType{typ: t, id: r.boxes.number(t)}
	}
}

// isOwn tells types that reflection cannot make. The script's interfaces are
// empty ones with a name.
func (r *realTypes) isOwn(t types.Type) bool {
	_, named := t.(*types.Named)
	_, isStruct := t.(*types.Struct)
	if isInterface(t) {
		return r.boxes.k.isScriptInterface(t) && (named || !isEmptyInterface(t))
	}
	return (named || isStruct) && r.boxes.k.carriesScript(t)
}

// ownTypes are the types that were made by rtype for any program, by their
// definitions: a script that is loaded again and again makes its types once.
var ownTypes = struct {
	sync.Mutex
	made map[string]*ownType
}{made: map[string]*ownType{}}

// ownType is a type of scripts.
type ownType struct {
	made *rtype.Type
	last atomic.Pointer[weak.Pointer[runtimeHost]] // the last that got to know it
}

func (r *realTypes) makeOwn(t types.Type) reflect.Type {
	key := r.definition(t)
	if own, ok := ownTypes.made[key]; ok {
		r.noteOwn(t, own)
		for _, p := range parts(t.Underlying()) {
			r.make(p)
		}
		return own.made.Type()
	}
	pkg, named := "main", false
	if n, ok := t.(*types.Named); ok {
		pkg, named = n.Obj().Pkg().Path(), true
	}
	value, pointer := r.boxes.exportedMethods(t), r.boxes.exportedMethods(types.NewPointer(t))
	own := &ownType{made: rtype.New(r.boxes.k.tables.types.layout(t), r.boxes.typeString(t), pkg, named, len(value), len(pointer))}
	ownTypes.made[key] = own
	r.noteOwn(t, own)
	list := parts(t.Underlying())
	real := make([]reflect.Type, len(list))
	for i, p := range list {
		real[i] = r.make(p)
	}
	if s, ok := t.Underlying().(*types.Struct); !ok {
		own.made.SetParts(real...)
	} else if _, compiled := r.boxes.k.tables.types.reflectStruct(s); !compiled {
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
		fields[i] = rtype.Field{Name: r.boxes.k.plainName(f), Type: real[i], Tag: reflect.StructTag(s.Tag(i)), Embedded: f.Embedded()}
	}
	return fields
}

func (r *realTypes) methods(own *ownType, list []*types.Selection) []rtype.Method {
	methods := make([]rtype.Method, len(list))
	for i, sel := range list {
		name := sel.Obj().Name()
		methods[i] = rtype.Method{
			Name: name,
			Type: r.make(plainSignature(sel.Obj().(*types.Func))),
			Call: func(receiver any, args []reflect.Value) []reflect.Value { return own.call(receiver, name, args) },
		}
	}
	return methods
}

// exportedMethods are the methods of a type that compiled code may call.
func (b *boxTypes) exportedMethods(t types.Type) (list []*types.Selection) {
	if isInterface(t) || b.number(t) == 0 {
		return nil
	}
	methods := types.NewMethodSet(t)
	for i := range methods.Len() {
		if sel := methods.At(i); sel.Obj().Exported() {
			list = append(list, sel)
		}
	}
	return list
}

// definition tells types apart, of all programs there have been. Two of the
// same definition are the same Go type.
func (r *realTypes) definition(t types.Type) string {
	d := definer{boxes: r.boxes, seen: map[*types.TypeName]bool{}}
	d.typ(t)
	n, named := t.(*types.Named)
	key := d.out.String()
	for i := 2; named; i++ { // types of one name, in several functions
		other := r.defs[key]
		if other == nil || other == n.Obj() {
			r.defs[key] = n.Obj()
			break
		}
		key = d.out.String() + "#" + strconv.Itoa(i)
	}
	return key
}

// definer writes a type down, with the definitions of all that it leads to.
type definer struct {
	boxes *boxTypes
	out   strings.Builder
	seen  map[*types.TypeName]bool
}

func (d *definer) typ(t types.Type) {
	t = types.Unalias(t)
	d.out.WriteString(d.boxes.typeString(t) + ";")
	n, named := t.(*types.Named)
	switch {
	case !named:
		if s, ok := t.(*types.Struct); ok { // an embedded field may be called after an alias
			for f := range s.Fields() {
				d.out.WriteString(f.Name() + ",")
			}
		}
		for _, p := range parts(t) {
			d.typ(p)
		}
	case !d.seen[n.Obj()] && !isInterface(t) && d.boxes.k.carriesScript(t):
		d.seen[n.Obj()] = true
		d.out.WriteString("=" + n.Obj().Pkg().Path() + "{")
		for _, of := range []types.Type{t, types.NewPointer(t)} {
			for _, sel := range d.boxes.exportedMethods(of) {
				d.out.WriteString(sel.Obj().Name())
				d.typ(plainSignature(sel.Obj().(*types.Func)))
			}
			d.out.WriteByte('|')
		}
		d.typ(n.Underlying())
		d.out.WriteByte('}')
	}
}
