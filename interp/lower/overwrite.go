package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/types/typeutil"
)

// overwrites reports what puts a value in the place of one of a compiled struct that
// holds a lock: one that is locked, as that of a logger is while it writes, would be
// unlocked after that. The locks of package sync themselves may be overwritten, for the
// host unlocks them. It needs plain code: a generic function may do it to any type.
func (l *lowerer) overwrites() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			l.overwritten(n.Lhs...)
		case *ast.RangeStmt:
			l.overwritten(n.Key, n.Value)
		case *ast.FuncDecl:
			l.overwrittenResults(n.Type, n.Body)
		case *ast.FuncLit:
			l.overwrittenResults(n.Type, n.Body)
		case *ast.CallExpr:
			if name := l.builtin(n); name == "append" || name == "copy" || name == "clear" {
				if s, ok := under[*types.Slice](l.typeOf(n.Args[0])); ok && l.holdsLock(s.Elem()) {
					l.reportLock(n.Pos(), s.Elem())
				}
			} else if name == "" && !l.isConversion(n) {
				l.overwrittenBy(n)
			}
		}
		return true
	})
}

// setters are the names of the functions of the standard library that set elements of
// what an interface holds, a slice or a pointer.
var setters = map[string]bool{
	"Slice": true, "SliceStable": true, "Unmarshal": true, "Decode": true, "DecodeElement": true, "Read": true,
}

// overwrittenBy reports the arguments of a call, given as any, in which compiled code may
// overwrite a lock.
//
//	sort.Slice(loggers, less)     json.Unmarshal(data, &service)     errors.As(err, &failed)
func (l *lowerer) overwrittenBy(n *ast.CallExpr) {
	f, _ := typeutil.Callee(l.info, n).(*types.Func)
	if f != nil && (f.Pkg() == nil || l.isScript(f.Pkg())) && !isInterfaceMethod(f) {
		return
	}
	sig, ok := under[*types.Signature](l.typeOf(n.Fun))
	if !ok {
		return
	}
	for i, arg := range n.Args {
		for j, t := range resultTypes(l.typeOf(arg)) {
			if !isEmptyInterface(paramType(sig, i+j, n.Ellipsis.IsValid())) {
				continue
			}
			if found := l.setBy(f, t); found != nil {
				l.reportLock(arg.Pos(), found)
			}
		}
	}
}

// setBy returns the type of what holds a lock and may be set by a function that is given
// a value of type t, nil if there is none. As sets all that a pointer leads to, and
// setters set the elements of lists, which they may find behind pointers and in structs.
// Function values, for which f is nil, and what is not of the standard library may do so
// with a list that they are given.
func (l *lowerer) setBy(f *types.Func, t types.Type) types.Type {
	switch {
	case f != nil && f.Name() == "As":
		if p, ok := under[*types.Pointer](t); ok && l.holdsLock(p.Elem()) {
			return p.Elem()
		}
	case f != nil && setters[f.Name()]:
		return l.lockedElement(t, map[types.Type]bool{})
	case f == nil || f.Pkg() == nil || !standard(f):
		return l.lockedElementOf(t)
	}
	return nil
}

// lockedElement returns the type of the elements that hold a lock of a slice or an array
// that a value of a type leads to, nil if there is none.
func (l *lowerer) lockedElement(t types.Type, seen map[types.Type]bool) types.Type {
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); seen[t] || ok && named.Obj().Pkg() != nil && !l.isScript(named.Obj().Pkg()) {
		return nil
	}
	seen[t] = true
	if found := l.lockedElementOf(t); found != nil {
		return found
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Array, *types.Struct:
		for _, part := range Parts(t.Underlying()) {
			if found := l.lockedElement(part, seen); found != nil {
				return found
			}
		}
	}
	return nil
}

// lockedElementOf is lockedElement of a slice or an array, or of a pointer to one.
func (l *lowerer) lockedElementOf(t types.Type) types.Type {
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem()
	}
	var elem types.Type
	switch list := t.Underlying().(type) {
	case *types.Slice:
		elem = list.Elem()
	case *types.Array:
		elem = list.Elem()
	}
	if elem != nil && l.holdsLock(elem) {
		return elem
	}
	return nil
}

// overwritten reports the variables among expressions that hold a lock, but for those
// that are declared there. An element of a map has no address, so nothing can have locked
// it.
func (l *lowerer) overwritten(list ...ast.Expr) {
	for _, e := range list {
		if id, ok := e.(*ast.Ident); ok && l.info.Defs[id] != nil {
			continue
		}
		if index, ok := e.(*ast.IndexExpr); ok {
			if _, ok := under[*types.Map](l.typeOf(index.X)); ok {
				continue
			}
		}
		if t := l.typeOf(e); t != nil && l.holdsLock(t) {
			l.reportLock(e.Pos(), t)
		}
	}
}

// overwrittenResults reports the named results of a function that hold a lock, if a return
// statement sets them.
func (l *lowerer) overwrittenResults(f *ast.FuncType, body *ast.BlockStmt) {
	if f.Results == nil || body == nil {
		return
	}
	sets := false
	ast.Inspect(body, func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		sets = sets || ok && len(r.Results) > 0
		_, inner := n.(*ast.FuncLit)
		return !inner
	})
	for _, field := range f.Results.List {
		for _, name := range field.Names {
			if t := l.typeOf(field.Type); sets && name.Name != "_" && l.holdsLock(t) {
				l.reportLock(name.Pos(), t)
			}
		}
	}
}

func (l *lowerer) reportLock(pos token.Pos, t types.Type) {
	l.report(pos, "a %s holds a lock, so it is not to be overwritten: make another, and keep a pointer to it", types.TypeString(t, (*types.Package).Name))
}

// holdsLock reports whether a compiled struct with a lock in it is a value of a type, or
// a part of it that no pointer leads to.
func (l *lowerer) holdsLock(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if pkg := t.Obj().Pkg(); pkg != nil && !l.isScript(pkg) {
			if pkg.Path() == "sync" && t.Obj().Name() != "Map" {
				return false
			}
			real, known := l.tables.Types.Reflect(t.Obj())
			return known && hasLock(real)
		}
		return l.holdsLock(t.Underlying())
	case *types.Struct:
		for f := range t.Fields() {
			if l.holdsLock(f.Type()) {
				return true
			}
		}
	case *types.Array:
		return l.holdsLock(t.Elem())
	}
	return false
}

// lockType is what every lock of Go consists of.
var lockType = reflect.TypeFor[sync.Mutex]().Field(1).Type

// hasLock is holdsLock of a compiled type.
func hasLock(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return hasLock(t.Elem())
	case reflect.Struct:
		if t == lockType {
			return true
		}
		for i := range t.NumField() {
			if hasLock(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
