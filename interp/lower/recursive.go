package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/interp/rtype"
)

// Types that lead back to themselves are made by package rtype, once for all programs:
//
//	type node struct{ next *node }
//	type item struct{ kids map[string]item }
//	type tree struct{ kids forest }
//	type forest []tree
//	type state func(*machine) state
//
// yaegi makes structs alone, not all of those, and makes them unsafely: it has
// reflection make a struct with a stand-in for the way back and then writes the real
// type over it. But what reflection makes is shared by the process. Two interpreters
// that compile such structs of one shape at one time get the same one and write to it
// together, which ends the process, and each session leaves its own behind for ever.
//
// The recursive types of a program, and those that they lead to, are symbols of the
// host package in the lowered file, which yaegi takes for compiled types; typeExpr
// writes them down so.

// recursives are the recursive types of a program.
type recursives struct{ *linked }

// recursiveTypes makes the recursive types of the script. It comes first of the
// passes that write types down, and fills hostTypes, madeOf and named for them.
func (l *lowerer) recursiveTypes() {
	r := &recursives{l.linked}
	var own []*types.TypeName
	l.named, l.madeOf = map[*types.Var]string{}, map[*types.TypeName]types.Type{}
	ast.Inspect(l.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok {
			l.nameFields(l.info.Types[s].Type.(*types.Struct), false)
		}
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		obj, ok := l.info.Defs[spec.Name].(*types.TypeName)
		if !ok || obj.IsAlias() {
			return true
		}
		l.madeOf[obj] = types.Unalias(l.info.Types[spec.Type].Type)
		if !types.IsInterface(obj.Type()) && r.recursive(obj) {
			own = append(own, obj)
		}
		return true
	})
	if len(own) > 0 {
		r.makeAll(r.withReached(own))
	}
}

// recursive reports whether a type leads back to itself.
func (r *recursives) recursive(obj *types.TypeName) bool {
	return r.reached(obj.Type().Underlying())[obj]
}

// reached returns the named types of the script that a type leads to.
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

// reach adds the script's named types that a type leads to. Interfaces lead nowhere:
// the interpreter has any for each.
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

// withReached adds the types that recursive types lead to. What yaegi selects of a
// compiled struct has a type of reflection's, too: it would neither find the fields
// of a struct of its own there, nor compare the value with one of a type of its own.
// A type that is made of a compiled one stays that.
func (r *recursives) withReached(own []*types.TypeName) []*types.TypeName {
	reached := map[*types.TypeName]bool{}
	for _, obj := range own {
		reached[obj] = true
	}
	for i := 0; i < len(own); i++ {
		for obj := range r.reached(own[i].Type().Underlying()) {
			if _, compiled := r.declaredWith(obj).(*types.Named); !reached[obj] && !compiled {
				own, reached[obj] = append(own, obj), true
			}
		}
	}
	return own
}

// recursiveMade has the types that were made for any program, by the texts of all
// of a program's recursive types. Go never frees a type, nor what reflection makes
// of it, so a script that is loaded again and again makes its types once.
var recursiveMade = struct {
	sync.Mutex
	types map[string][]*rtype.Type
}{types: map[string][]*rtype.Type{}}

// makeAll makes types, unless they were made before, and has the interpreter use
// them.
func (r *recursives) makeAll(own []*types.TypeName) {
	recursiveMade.Lock()
	defer recursiveMade.Unlock()

	key := r.text(own)
	made, known := recursiveMade.types[key]
	if !known {
		for _, obj := range own {
			made = append(made, rtype.New(r.tables.Types.Layout(obj.Type()), "main."+r.nameOf(obj), "main", false, 0, 0))
		}
		recursiveMade.types[key] = made
	}

	r.hostTypes = map[*types.TypeName]reflect.Type{}
	for i, obj := range own {
		r.hostTypes[obj] = made[i].Type()
		r.noteFields(obj.Type().Underlying())
	}
	if !known {
		r.fill(own, made)
	}
}

// text writes down recursive types: their names, and what each is made of. Other
// types of the script stand there as what they are made of, compiled ones as the
// addresses of their descriptions.
func (r *recursives) text(own []*types.TypeName) string {
	written := map[*types.TypeName]int{} // other types of the script, by the order in which they are met
	var leaf func(t types.Type) (string, bool)
	leaf = func(t types.Type) (string, bool) {
		if s, ok := t.(*types.Struct); ok {
			real, compiled := r.tables.Types.ReflectStruct(s)
			return fmt.Sprintf("%p", real), compiled
		}
		n, ok := t.(*types.Named)
		if !ok {
			return "", false
		}
		if real, compiled := r.tables.Types.Reflect(n.Obj()); compiled {
			return fmt.Sprintf("%p", real), true
		}
		if n.Obj().Pkg() == nil || slices.Contains(own, n.Obj()) {
			return r.nameOf(n.Obj()), true
		}
		if number, ok := written[n.Obj()]; ok {
			return "^" + strconv.Itoa(number), true
		}
		written[n.Obj()] = len(written)
		return Structure(n.Underlying(), true, leaf), true
	}
	var all strings.Builder
	for _, obj := range own {
		all.WriteString(r.nameOf(obj) + " " + Structure(obj.Type().Underlying(), true, leaf) + "\n")
	}
	return all.String()
}

// fill sets what types are made of. All of them exist before the first one gets its
// parts.
func (r *recursives) fill(own []*types.TypeName, made []*rtype.Type) {
	for i, obj := range own {
		if s, ok := obj.Type().Underlying().(*types.Struct); ok {
			made[i].SetFields(r.fieldsOf(s))
			continue
		}
		var real []reflect.Type
		for _, part := range Parts(obj.Type().Underlying()) {
			real = append(real, r.reflectOf(part))
		}
		made[i].SetParts(real...)
	}
}

// noteFields notes the fields of a struct, and those of struct literals that a type
// is made of: they are exported in the made type, so that lowered code must spell
// them so.
func (r *recursives) noteFields(t types.Type) {
	if s, ok := t.(*types.Struct); ok {
		r.nameFields(s, true)
	}
	for _, part := range Parts(t) {
		if _, named := types.Unalias(part).(*types.Named); !named {
			r.noteFields(types.Unalias(part))
		}
	}
}

// fieldsOf are the fields of a struct that is made here. All are exported: the
// interpreter sets them by reflection.
func (r *recursives) fieldsOf(s *types.Struct) []rtype.Field {
	fields := make([]rtype.Field, s.NumFields())
	for i := range fields {
		f := s.Field(i)
		fields[i] = rtype.Field{Name: r.fieldName(f), Type: r.reflectOf(f.Type()), Tag: reflect.StructTag(s.Tag(i))}
	}
	return fields
}

// reflectOf is the type that the interpreter has for a type of the script: of an
// interface it has any, of a named type what that is made of.
func (r *recursives) reflectOf(t types.Type) reflect.Type {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		switch {
		case r.hostTypes[t.Obj()] != nil:
			return r.hostTypes[t.Obj()]
		case r.isScriptInterface(t):
			return reflect.TypeFor[any]()
		case t.Obj().Pkg() != nil && r.isScript(t.Obj().Pkg()):
			return r.reflectOf(r.declaredWith(t.Obj()))
		}
		return r.tables.Types.Compose(t, r.reflectOf)
	case *types.Struct:
		return r.structOf(t)
	default:
		return r.tables.Types.Compose(t, r.reflectOf)
	}
}

// structOf is a struct that does not lead back, as yaegi makes it.
func (r *recursives) structOf(t *types.Struct) reflect.Type {
	fields := make([]reflect.StructField, t.NumFields())
	for i := range fields {
		f := t.Field(i)
		fields[i] = reflect.StructField{Name: exported(r.fieldName(f)), Type: r.reflectOf(f.Type()), Tag: reflect.StructTag(t.Tag(i))}
	}
	return reflect.StructOf(fields)
}
