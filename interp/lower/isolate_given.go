package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// What a script gives away to compiled code may be kept there, and called in a loop or
// on another goroutine, where nothing could stop it but the end of the interpreter.
// So a program that gives away functions, or values with methods, does not share its
// interpreter, unless it is to packages that call them at once, a bounded number of
// times, or for the session alone. Of those packages, some functions ask values with
// methods until these say that it is enough: see endless.

// callers are those packages of the standard library; see also Options.Callers.
var callers = map[string]bool{
	"bytes": true, "cmp": true, "errors": true, "fmt": true, "maps": true, "slices": true, "sort": true, "strings": true,
}

// mayKeep reports whether a package may keep what it is given.
func (s *sharing) mayKeep(pkg *types.Package) bool {
	return pkg != nil && !s.isScript(pkg) && !callers[pkg.Path()] && !slices.Contains(s.callers, pkg.Path())
}

// given refuses what gives functions, or values with methods, to a package that may
// keep them: calls and conversions, literals of its types, and assignments to their
// fields and elements.
func (s *sharing) given(n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		if to := s.keeper(n); to != "" {
			s.givenTo(to, n.Args...)
		}
		s.asked(n)
	case *ast.CompositeLit:
		if named := compiledType(s.typeOf(n)); named != nil && s.mayKeep(named.Pkg()) {
			s.givenTo(named.Name(), literalValues(n)...)
		}
	case *ast.AssignStmt:
		for i, e := range n.Lhs {
			if to := s.keptIn(e); to != "" && n.Tok == token.ASSIGN {
				s.givenTo(to, n.Rhs[min(i, len(n.Rhs)-1)])
			}
		}
	}
}

// givenTo refuses the first of values that compiled code could call.
func (s *sharing) givenTo(to string, values ...ast.Expr) {
	for _, v := range values {
		if t := s.typeOf(v); t != nil && s.callable(t, map[types.Type]bool{}) {
			s.no(v, "%s may keep what it is given, and call it when it could not be stopped by itself", to)
			return
		}
	}
}

// bounded are the interfaces of the standard library whose methods the packages of
// callers call once for each value that they are given, or each part of one.
var bounded = map[string]bool{
	"fmt.Stringer": true, "fmt.GoStringer": true, "fmt.Formatter": true, "io.Writer": true, "io.StringWriter": true,
}

// asked refuses arguments with methods that a function may call without an end.
func (s *sharing) asked(n *ast.CallExpr) {
	f := typeutil.StaticCallee(s.info, n)
	if f == nil || f.Pkg() == nil || s.isScript(f.Pkg()) {
		return
	}
	sig := s.typeOf(n.Fun).Underlying().(*types.Signature) // of a method expression with its receiver
	for i, arg := range n.Args {
		for j, t := range resultTypes(s.typeOf(arg)) {
			param := paramType(sig, i+j, n.Ellipsis.IsValid())
			if s.endless(f, param) && s.callable(t, map[types.Type]bool{}) {
				s.no(arg, "%s may call the methods of what it is given without an end", f.Name())
				return
			}
		}
	}
}

// endless reports whether a compiled function may call methods of an argument without
// an end: a reader is read until it fails, what is sorted says itself how long it is,
// and an error may wrap itself.
func (s *sharing) endless(f *types.Func, param types.Type) bool {
	if !types.IsInterface(param) {
		return false
	}
	switch name := f.FullName(); {
	case name == "errors.Is" || name == "errors.As":
		return s.methods["Unwrap"]
	case isEmptyInterface(param):
		return f.Pkg().Path() == "fmt" && strings.Contains(f.Name(), "can") && s.methods["Scan"] // Sscan, Fscanf, …
	}
	named := compiledType(param)
	return named != nil && named.Pkg() != nil && standard(named) && !bounded[named.Pkg().Path()+"."+named.Name()]
}

// literalValues are the values of a literal of a struct, a map, a slice or an array.
func literalValues(n *ast.CompositeLit) []ast.Expr {
	values := make([]ast.Expr, len(n.Elts))
	for i, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		values[i] = e
	}
	return values
}

// keeper names what a call gives its arguments to, if a package may keep them: a
// function, a method, or a type that the argument is converted to. Function values
// and methods of interfaces may be any package's.
func (s *sharing) keeper(n *ast.CallExpr) string {
	fun := ast.Unparen(n.Fun)
	if s.isConversion(n) {
		if named := compiledType(s.typeOf(fun)); named != nil && s.mayKeep(named.Pkg()) {
			return named.Name()
		}
		return ""
	}
	if s.builtin(n) != "" {
		return ""
	}
	var id *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.FuncLit:
		return ""
	default:
		return "a function value"
	}
	f, declared := s.info.Uses[id].(*types.Func)
	if declared && !s.mayKeep(f.Pkg()) && !isInterfaceMethod(f) {
		return ""
	}
	return id.Name
}

// keptIn names the compiled type of which an expression is a field or an element, if
// its package may keep what is assigned to it.
func (s *sharing) keptIn(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if s.info.Selections[e] == nil || s.info.Uses[e.Sel].Pkg() != nil {
			return "" // a field of the script's; those of compiled types have no package
		}
		if named := compiledType(s.typeOf(e.X)); named == nil || s.isScript(named.Pkg()) || s.mayKeep(named.Pkg()) {
			return e.Sel.Name // in a type of the script that embeds one, too
		}
	case *ast.IndexExpr:
		if named := compiledType(s.typeOf(e.X)); named != nil && s.mayKeep(named.Pkg()) {
			return named.Name()
		}
	}
	return ""
}

// compiledType is the name of a type, or of what it points to; nil of one without a
// name.
func compiledType(t types.Type) *types.TypeName {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj()
	}
	return nil
}

// callable reports whether a value of a type may hold something of the script that can
// be called: a function, a value with exported methods, or an interface, which may hold
// either.
func (s *sharing) callable(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	if n, ok := t.(*types.Named); ok {
		if n.Obj().Pkg() == nil || !s.isScript(n.Obj().Pkg()) {
			return types.IsInterface(n) && len(s.methods) > 0
		}
		for m := range n.Methods() {
			if m.Exported() {
				return true
			}
		}
		return s.callable(n.Underlying(), seen)
	}
	if _, ok := t.(*types.Interface); ok {
		return len(s.methods) > 0
	}
	if _, ok := t.(*types.Signature); ok {
		return true
	}
	for _, part := range Parts(t) {
		if s.callable(part, seen) {
			return true
		}
	}
	return false
}
