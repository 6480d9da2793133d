package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"sync/atomic"
	"unsafe"

	"github.com/panelgo/panelgo/interp/compiled"
)

// yaegi knows structs that lead back to themselves, but not several that lead
// to each other, nor functions, slices and maps that do. Where a program has
// such, the host makes its recursive types, and the interpreter takes them for
// compiled ones.
//
// Reflection cannot make a recursive type either. So a type is made of
// placeholders where it leads back, of the same size and with pointers in the
// same places, and they are then replaced by what was meant, as yaegi does for
// its own.

// recursives are the recursive types of a program.
type recursives struct {
	*linked
	report func(pos token.Pos, format string, args ...any)
	order  []*types.TypeName // each after those it holds by value
	state  map[*types.TypeName]int
	cyclic bool // there is more than structs that each lead to themselves alone
	made   map[*types.TypeName]reflect.Type
	later  []laterPart
	broken bool
}

// laterPart is a part that waits for its type: a field, a parameter or result,
// an element.
type laterPart struct {
	of    *types.TypeName
	index int
	typ   types.Type
}

// recursiveTypes makes the recursive types of the script where yaegi cannot,
// and refuses what nobody can.
func (l *lowerer) recursiveTypes() {
	r := &recursives{linked: l.linked, report: l.report, state: map[*types.TypeName]int{}, made: map[*types.TypeName]reflect.Type{}}
	var own []*types.TypeName
	ast.Inspect(l.file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		obj, ok := l.info.Defs[spec.Name].(*types.TypeName)
		if ok && !obj.IsAlias() && !types.IsInterface(obj.Type()) && r.look(obj) {
			own = append(own, obj)
		}
		return true
	})
	if r.cyclic && !r.broken {
		r.makeAll(own)
	}
}

// look tells whether a type leads back to itself, and whether it takes more
// than yaegi to make it.
func (r *recursives) look(obj *types.TypeName) bool {
	reached := r.reached(obj.Type().Underlying())
	if !reached[obj] {
		return false
	}
	switch obj.Type().Underlying().(type) {
	case *types.Struct:
		for other := range reached {
			r.cyclic = r.cyclic || other != obj && r.reached(other.Type().Underlying())[obj]
		}
	case *types.Signature, *types.Slice, *types.Map, *types.Pointer:
		r.cyclic = true
	default:
		r.broken = true
		r.report(obj.Pos(), "the type %s leads back to itself, which a channel or an array cannot in a script: put it into a field of a struct", r.displayName(obj.Name()))
	}
	return true
}

func (r *recursives) reached(t types.Type) map[*types.TypeName]bool {
	found := map[*types.TypeName]bool{}
	r.reach(t, found, map[types.Type]bool{})
	return found
}

// Parts returns the types that an unnamed type is made of: of a map its key and
// element, of a function its parameters and results. An interface has none.
func Parts(t types.Type) (list []types.Type) {
	switch t := t.(type) {
	case *types.Pointer:
		return []types.Type{t.Elem()}
	case *types.Slice:
		return []types.Type{t.Elem()}
	case *types.Array:
		return []types.Type{t.Elem()}
	case *types.Chan:
		return []types.Type{t.Elem()}
	case *types.Map:
		return []types.Type{t.Key(), t.Elem()}
	case *types.Struct:
		for f := range t.Fields() {
			list = append(list, f.Type())
		}
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				list = append(list, v.Type())
			}
		}
	}
	return list
}

// reach finds the script's types that a type leads to.
func (r *recursives) reach(t types.Type, found map[*types.TypeName]bool, seen map[types.Type]bool) {
	t = types.Unalias(t)
	n, named := t.(*types.Named)
	if !named {
		for _, part := range Parts(t) {
			r.reach(part, found, seen)
		}
		return
	}
	if seen[n] || types.IsInterface(n) || n.Obj().Pkg() == nil || !r.isScript(n.Obj().Pkg()) {
		return
	}
	seen[n], found[n.Obj()] = true, true
	r.reach(n.Underlying(), found, seen)
}

// makeAll makes types, and has the interpreter use them.
func (r *recursives) makeAll(own []*types.TypeName) {
	for _, obj := range own {
		r.state[obj] = 1
	}
	for _, obj := range own {
		r.sort(obj)
	}
	for _, obj := range r.order {
		r.make(obj)
	}
	for _, p := range r.later {
		if real := r.reflectOf(p.typ); !r.broken && real != nil {
			r.broken = !replacePart(r.made[p.of], p.index, real)
		}
	}
	if r.broken {
		r.report(own[0].Pos(), "the type %s cannot be made for a script: it leads back to itself by a part of a type that has no name", r.displayName(own[0].Name()))
		return
	}
	r.hostTypes, r.hostFields = r.made, map[*types.Var]bool{}
	for obj := range r.made {
		if s, ok := obj.Type().Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				r.hostFields[f] = true
			}
		}
	}
}

// sort puts a type behind those that it holds by value.
func (r *recursives) sort(obj *types.TypeName) {
	if r.state[obj] != 1 {
		return
	}
	r.state[obj] = 2
	var held []types.Type
	switch u := obj.Type().Underlying().(type) {
	case *types.Struct:
		held = Parts(u)
	case *types.Map: // which must know the size of its elements
		held = []types.Type{u.Elem()}
	}
	for _, t := range held {
		for a, ok := t.Underlying().(*types.Array); ok; a, ok = t.Underlying().(*types.Array) {
			t = a.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok && isStruct(t) {
			r.sort(n.Obj())
		}
	}
	r.order = append(r.order, obj)
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

var placeholders atomic.Uint64

// make makes a type, with placeholders where it leads back to those that are
// made here. They are this type's own, for reflection gives the same type to
// whoever asks for the same parts.
func (r *recursives) make(obj *types.TypeName) {
	unique := reflect.PointerTo(reflect.StructOf([]reflect.StructField{
		{Name: "P" + strconv.FormatUint(placeholders.Add(1), 10), Type: reflect.TypeFor[byte]()},
	}))
	part := func(index int, t types.Type, byValue bool) reflect.Type {
		made := byValue && r.isMade(t) && isStruct(t)
		if !made && (r.isMade(t) || r.leadsBack(t)) {
			r.later = append(r.later, laterPart{obj, index, t})
			return placeholder(t, unique)
		}
		return r.reflectOf(t)
	}
	var made reflect.Type
	switch u := obj.Type().Underlying().(type) {
	case *types.Struct:
		made = r.makeStruct(u, part)
	case *types.Signature:
		made = r.makeFunc(u, part)
	case *types.Slice:
		part(0, u.Elem(), false)
		made = reflect.SliceOf(unique)
	case *types.Pointer:
		part(0, u.Elem(), false)
		made = reflect.PointerTo(unique)
	case *types.Map:
		key := r.reflectOf(u.Key())
		if elem := part(0, u.Elem(), true); elem != nil && key != nil && key.Comparable() && !r.leadsBack(u.Key()) {
			made = reflect.MapOf(key, elem)
		}
	}
	if made == nil {
		r.broken = true
		return
	}
	r.made[obj] = made
}

func (r *recursives) makeStruct(s *types.Struct, part func(int, types.Type, bool) reflect.Type) reflect.Type {
	fields := make([]reflect.StructField, s.NumFields())
	for i := range fields {
		f := s.Field(i)
		name := exported(r.fieldName(f))
		if f.Name() == "_" {
			name = "X_" + strconv.Itoa(i)
		}
		fields[i] = reflect.StructField{Name: name, Tag: reflect.StructTag(s.Tag(i)), Type: part(i, f.Type(), true)}
		if fields[i].Type == nil {
			return nil
		}
	}
	return reflect.StructOf(fields)
}

func (r *recursives) makeFunc(sig *types.Signature, part func(int, types.Type, bool) reflect.Type) reflect.Type {
	var lists [2][]reflect.Type
	index := 0
	for i, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range tuple.Variables() {
			t := part(index, v.Type(), false)
			if t == nil {
				return nil
			}
			lists[i] = append(lists[i], t)
			index++
		}
	}
	return reflect.FuncOf(lists[0], lists[1], sig.Variadic())
}

// isMade tells whether a type is one of those that are made here.
func (r *recursives) isMade(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && r.state[n.Obj()] != 0
}

// exported is a field's name as reflection sets it; yaegi does the same.
func exported(name string) string {
	if token.IsExported(name) {
		return name
	}
	return "X" + name
}

// leadsBack tells whether a field leads to structs that are made here, other
// than by holding one.
func (r *recursives) leadsBack(t types.Type) bool {
	if r.isMade(t) {
		return false
	}
	if a, ok := t.Underlying().(*types.Array); ok {
		return r.leadsBack(a.Elem())
	}
	for obj := range r.reached(t) {
		if r.state[obj] != 0 {
			return true
		}
	}
	return false
}

// placeholder is a type of the size of t, with pointers where t has some; nil
// for what is not made of one pointer or a slice.
func placeholder(t types.Type, unique reflect.Type) reflect.Type {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan, *types.Signature:
		return unique
	case *types.Slice:
		return reflect.SliceOf(unique)
	case *types.Array:
		if elem := placeholder(t.Elem(), unique); elem != nil {
			return reflect.ArrayOf(int(t.Len()), elem)
		}
	}
	return nil
}

// reflectOf is the type that the interpreter has for a type of the script; nil
// when that cannot be told.
func (r *recursives) reflectOf(t types.Type) reflect.Type {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return compiled.Basic(t.Kind())
	case *types.Named:
		if made := r.made[t.Obj()]; made != nil || r.state[t.Obj()] != 0 {
			return made // or nil, when it is still to be made
		}
		if r.isScriptInterface(t) {
			return reflect.TypeFor[any]()
		}
		if t.Obj().Pkg() == nil {
			return reflect.TypeFor[error]()
		}
		if !r.isScript(t.Obj().Pkg()) {
			rt, _ := r.tables.Types.Reflect(t.Obj())
			return rt
		}
		return r.reflectOf(t.Underlying())
	case *types.Interface:
		return reflect.TypeFor[any]()
	case *types.Pointer:
		return of1(reflect.PointerTo, r.reflectOf(t.Elem()))
	case *types.Slice:
		return of1(reflect.SliceOf, r.reflectOf(t.Elem()))
	case *types.Array:
		return of1(func(e reflect.Type) reflect.Type { return reflect.ArrayOf(int(t.Len()), e) }, r.reflectOf(t.Elem()))
	case *types.Chan:
		return of1(func(e reflect.Type) reflect.Type { return reflect.ChanOf(compiled.ChanDir(t.Dir()), e) }, r.reflectOf(t.Elem()))
	case *types.Map:
		key := r.reflectOf(t.Key())
		return of1(func(e reflect.Type) reflect.Type {
			if key == nil || !key.Comparable() {
				return nil
			}
			return reflect.MapOf(key, e)
		}, r.reflectOf(t.Elem()))
	case *types.Signature:
		in, out := r.tuple(t.Params()), r.tuple(t.Results())
		if in == nil || out == nil {
			return nil
		}
		return reflect.FuncOf(in, out, t.Variadic())
	case *types.Struct:
		return r.structOf(t)
	}
	return nil
}

func of1(f func(reflect.Type) reflect.Type, elem reflect.Type) reflect.Type {
	if elem == nil {
		return nil
	}
	return f(elem)
}

func (r *recursives) tuple(t *types.Tuple) []reflect.Type {
	list := make([]reflect.Type, t.Len())
	for i := range list {
		if list[i] = r.reflectOf(t.At(i).Type()); list[i] == nil {
			return nil
		}
	}
	return list
}

// structOf is a struct that does not lead back, as yaegi makes it.
func (r *recursives) structOf(t *types.Struct) reflect.Type {
	fields := make([]reflect.StructField, t.NumFields())
	for i := range fields {
		f := t.Field(i)
		name := r.fieldName(f)
		if name == "_" {
			name = "_" + strconv.Itoa(i)
		}
		fields[i] = reflect.StructField{Name: exported(name), Type: r.reflectOf(f.Type()), Tag: reflect.StructTag(t.Tag(i))}
		if fields[i].Type == nil {
			return nil
		}
	}
	return reflect.StructOf(fields)
}

// The layouts of types in package internal/abi, as far as they matter here.
type (
	typeLayout struct {
		size, pointers uintptr
		hash           uint32
		flags          [4]uint8
		equal, gc      unsafe.Pointer
		str, toThis    int32
	}
	fieldLayout struct {
		_   unsafe.Pointer // the name
		typ unsafe.Pointer
		_   uintptr // the offset
	}
	structLayout struct {
		typeLayout
		pkgPath unsafe.Pointer
		fields  []fieldLayout
	}
	funcLayout struct {
		typeLayout
		in, out uint16
	}
	elemLayout struct { // of slices and pointers
		typeLayout
		elem unsafe.Pointer
	}
	mapLayout struct {
		typeLayout
		key, elem unsafe.Pointer
	}
)

// replacePart changes the type of a part of a type that nobody else has yet. It
// reports whether reflection sees the change, in case the layouts are others.
func replacePart(whole reflect.Type, index int, part reflect.Type) bool {
	type iface struct{ tab, data unsafe.Pointer }
	at, to := (*iface)(unsafe.Pointer(&whole)).data, (*iface)(unsafe.Pointer(&part)).data
	switch whole.Kind() {
	case reflect.Struct:
		s := (*structLayout)(at)
		if len(s.fields) != whole.NumField() {
			return false
		}
		s.fields[index].typ = to
		return whole.Field(index).Type == part
	case reflect.Func:
		f := (*funcLayout)(at)
		if int(f.in) != whole.NumIn() {
			return false
		}
		parts := unsafe.Slice((*unsafe.Pointer)(unsafe.Add(at, unsafe.Sizeof(*f))), whole.NumIn()+whole.NumOut())
		parts[index] = to
		if index < whole.NumIn() {
			return whole.In(index) == part
		}
		return whole.Out(index-whole.NumIn()) == part
	case reflect.Slice, reflect.Pointer:
		(*elemLayout)(at).elem = to
		return whole.Elem() == part
	case reflect.Map:
		(*mapLayout)(at).elem = to
		return whole.Elem() == part
	}
	return false
}
