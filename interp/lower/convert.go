package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
)

// coerce makes an expression fit where a value of type to is wanted. Everything
// that assigns, passes, returns, sends or compares goes through it. Only interfaces
// need a change, and the types that the host makes; a nil "to" wants none.
//
// There are two forms of interface values. An interface of the script is any in the
// interpreter, and holds a value of a script's type boxed, with the type that the
// host knows. One of a compiled package is Go's own, and holds a box that has Go's
// methods:
//
//	var x any = point{1, 2}      →  var x any = ·host.Box(1, point{1, 2})
//	var s fmt.Stringer = point   →  var s fmt.Stringer = ·host.Wrap0(·host.Box(1, point))
//	var x any = s                →  var x any = ·host.Any(s)
//
// The result has type "to" in types.Info, so it is not boxed again. nil stays nil.
func (v *valueLowerer) coerce(e ast.Expr, to types.Type) ast.Expr {
	from := v.typeOf(e)
	if to != nil && v.holdsHostType(to) {
		return v.toHostType(e, from, to)
	}
	if from == nil || to == nil || !types.IsInterface(to) {
		return e
	}
	if v.info.Types[e].IsNil() {
		return v.nilOf(e, to)
	}

	from = types.Default(from)
	var made ast.Expr
	switch {
	case v.isScriptInterface(to):
		made = v.toAny(e, from)
	case types.IsInterface(from) && !v.isScriptInterface(from):
		return e // both compiled: Go's own values
	default:
		made = v.toCompiled(e, from, to)
	}
	if made != e {
		v.info.Types[made] = types.TypeAndValue{Type: to}
	}
	return made
}

// nilOf gives a nil literal the type of a compiled interface: it becomes a variable of
// that type, which nothing assigns to. yaegi gives the literal the type of whatever is
// near, and follows a nil pointer where compiled code takes the value. It does know nil
// as an error, and as an any.
//
//	http.NewRequest("GET", url, nil)  →  http.NewRequest("GET", url, ·nil1)
func (v *valueLowerer) nilOf(e ast.Expr, to types.Type) ast.Expr {
	to = types.Unalias(to)
	if v.isScriptInterface(to) || types.Identical(to, types.Universe.Lookup("error").Type()) {
		return e
	}
	name, ok := v.nils[to]
	if !ok {
		name = v.temp("nil")
		v.nils[to] = name
		v.vars = append(v.vars, varDecl(&ast.ValueSpec{
			Names: []*ast.Ident{ident(name, v.file.Package)}, Type: v.typeExpr(to, v.file.Package),
		}))
	}
	made := ident(name, e.Pos())
	v.info.Types[made] = types.TypeAndValue{Type: to}
	return made
}

// holdsHostType reports whether a type is one that the host makes, or is made of one.
func (v *valueLowerer) holdsHostType(t types.Type) bool {
	t = types.Unalias(t)
	if n, named := t.(*types.Named); named {
		return v.hostTypes[n.Obj()] != nil
	}
	return slices.ContainsFunc(Parts(t), v.holdsHostType)
}

// toHostType fits nil and functions to a type that the host has made for a
// recursive declaration (see recursiveTypes), or to one that is made of it. yaegi
// cannot infer it: nil becomes the zero value, *new(T), and a function is converted
// to T. Other values have the type.
func (v *valueLowerer) toHostType(e ast.Expr, from, to types.Type) ast.Expr {
	made := e
	if v.info.Types[e].IsNil() {
		made = &ast.StarExpr{Star: e.Pos(), X: call(e.Pos(), ident("new", e.Pos()), v.typeExpr(to, e.Pos()))}
	} else if _, f := under[*types.Signature](to); f && from != nil && !types.Identical(from, to) {
		made = v.convert(to, e)
	}
	if made != e {
		v.info.Types[made] = types.TypeAndValue{Type: to}
	}
	return made
}

// toAny returns the interpreter's form of an interface value: a value in an any that
// knows its type. from is the type of e, an interface or not. A value of a script's
// type is boxed; a plain Go value goes in as it is, once its type is exact.
func (v *valueLowerer) toAny(e ast.Expr, from types.Type) ast.Expr {
	switch {
	case v.isScriptInterface(from):
		return e
	case types.IsInterface(from):
		return call(e.Pos(), hostFunc(e.Pos(), "Any"), e)
	case v.carriesScript(from):
		return v.box(e, from)
	}
	return v.exact(e, from)
}

// exact evaluates an operation in a function of type t, so that it has that type
// when it goes into an interface: yaegi writes the result of a comparison or a
// negation into the interface itself, and panics or leaves nil there.
//
//	var x any = n + 1  →  var x any = func() int8 { return n + 1 }()
//
// &x is left alone. Anything that is not an operation goes to literal.
func (v *valueLowerer) exact(e ast.Expr, t types.Type) ast.Expr {
	op := token.ILLEGAL
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		op = e.Op
	case *ast.UnaryExpr:
		op = e.Op
	}
	if op == token.ILLEGAL || op == token.AND && v.info.Types[e].Value == nil && isPointer(t) {
		return v.literal(e, t)
	}
	return v.inFunc(e, v.typeExpr(t, e.Pos()))
}

// literal spells out the type of a number or rune literal, unless it is an int.
// Other expressions and strings keep their types without help.
func (v *valueLowerer) literal(e ast.Expr, t types.Type) ast.Expr {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok || lit.Kind == token.STRING || lit.Kind == token.INT && types.Identical(t, types.Typ[types.Int]) {
		return e
	}
	return v.convert(t, e)
}

// box returns ·host.Box(number, e), which gives a value of yaegi's the type that Go
// knows. The number is that of t in the program's Boxes, a new one if need be.
func (v *valueLowerer) box(e ast.Expr, t types.Type) ast.Expr {
	return call(e.Pos(), hostFunc(e.Pos(), "Box"), intLit(e.Pos(), int64(v.boxes.id(t))), e)
}

// toCompiled returns e as a value of the compiled interface "to". A plain Go value
// needs its exact type only. A value of the script, boxed or in an interface of the
// script's, passes the interface's converter, since yaegi knows it as an any.
func (v *valueLowerer) toCompiled(e ast.Expr, from, to types.Type) ast.Expr {
	if !types.IsInterface(from) {
		if !v.carriesScript(from) {
			return v.exact(e, from)
		}
		e = v.box(e, from)
	}
	if name := v.wrapper(e.Pos(), to); name != "" {
		return call(e.Pos(), hostFunc(e.Pos(), name), e)
	}
	return e
}

// wrapper returns the name of the host's function from any to a compiled interface,
// such as Wrap0. The program gets one for each interface it needs: see
// Boxes.Converters. It reports an interface that the symbol tables hold no
// reflect.Type of, which the function is made with, and returns "".
func (v *lowerer) wrapper(pos token.Pos, to types.Type) string {
	to = types.Unalias(to)
	if name, ok := v.wrapped[to]; ok {
		return name
	}
	rt := reflect.TypeFor[error]()
	if n := to.(*types.Named); n.Obj().Pkg() != nil {
		var ok bool
		if rt, ok = v.tables.Types.Reflect(n.Obj()); !ok {
			v.report(pos, "a value of the script cannot be a %s", to)
			return ""
		}
	}
	name := "Wrap" + strconv.Itoa(len(v.wrapped))
	v.wrapped[to] = name
	v.boxes.wrap[name] = rt
	return name
}

// coerceList converts the values of an assignment, a return or a declaration to the
// types of their targets; a nil target wants no conversion. One expression
// with several values is taken apart only when one of them needs a conversion.
func (v *valueLowerer) coerceList(values []ast.Expr, targets []types.Type) []ast.Expr {
	if len(values) == len(targets) {
		for i, e := range values {
			values[i] = v.coerce(e, targets[i])
		}
		return values
	}
	if len(values) == 1 {
		if tuple := v.pairOrTuple(values[0]); tuple != nil && v.needsConversion(tuple, targets) {
			values[0] = v.convertTuple(values[0], tuple, targets)
		}
	}
	return values
}

// pairOrTuple returns the types of an expression with several values: a call, or one
// of the two-valued forms x, ok. It returns nil for other expressions.
func (v *valueLowerer) pairOrTuple(e ast.Expr) *types.Tuple {
	t := v.typeOf(e)
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple
	}
	return nil
}

// needsConversion reports whether assigning the values of a tuple to targets changes
// a value: one goes into an interface and is to be boxed, or changes between the two
// forms of interfaces. It says the same as coerce for single values.
func (v *valueLowerer) needsConversion(tuple *types.Tuple, targets []types.Type) bool {
	for i, to := range targets {
		if to == nil || i >= tuple.Len() || !types.IsInterface(to) {
			continue
		}
		from := tuple.At(i).Type()
		switch {
		case v.isScriptInterface(to) && !v.isScriptInterface(from) && (types.IsInterface(from) || v.carriesScript(from)):
			return true
		case !v.isScriptInterface(to) && (v.isScriptInterface(from) || !types.IsInterface(from) && v.carriesScript(from)):
			return true
		}
	}
	return false
}

// convertTuple converts the values of e one by one, in a function:
//
//	return g()  →  return func() (any, error) { ·v1, ·v2 := g(); return ·v1, ·host.Wrap0(·host.Box(1, ·v2)) }()
//
// A value without a target keeps its type.
func (v *valueLowerer) convertTuple(e ast.Expr, tuple *types.Tuple, targets []types.Type) ast.Expr {
	pos := e.Pos()
	get, ret := v.temps(e, tuple)
	results := make([]*types.Var, tuple.Len())
	for i := range results {
		t := tuple.At(i).Type()
		if targets[i] != nil {
			ret[i], t = v.coerce(ret[i], targets[i]), targets[i]
		}
		results[i] = types.NewParam(token.NoPos, nil, "", t)
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(results...), false)
	lit := &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, get, &ast.ReturnStmt{Return: pos, Results: ret})}
	made := call(pos, lit)
	v.info.Types[made] = types.TypeAndValue{Type: sig.Results()}
	return made
}

// temps returns a statement that puts the values of e into new variables, and an
// expression for each with its checked type.
func (v *valueLowerer) temps(e ast.Expr, tuple *types.Tuple) (ast.Stmt, []ast.Expr) {
	get := &ast.AssignStmt{TokPos: e.Pos(), Tok: token.DEFINE, Rhs: []ast.Expr{e}}
	uses := make([]ast.Expr, tuple.Len())
	for i := range uses {
		name := v.temp("v")
		get.Lhs = append(get.Lhs, ident(name, e.Pos()))
		uses[i] = ident(name, e.Pos())
		v.info.Types[uses[i]] = types.TypeAndValue{Type: tuple.At(i).Type()}
	}
	return get, uses
}

// lengthOf evaluates an expression for its effects, and gives another of type t:
//
//	func() t { ·v1 := e; return result }()
func (v *valueLowerer) lengthOf(e, result ast.Expr, t types.Type) ast.Expr {
	pos := e.Pos()
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "", t)), false)
	lit := &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos,
		define(pos, v.temp("v"), e),
		&ast.ReturnStmt{Return: pos, Results: []ast.Expr{result}})}
	made := call(pos, lit)
	v.info.Types[made] = types.TypeAndValue{Type: t}
	return made
}

// mapKey converts a key to the type of a map's keys. yaegi does not know which
// nil m[nil] means, so nil is converted too.
func (v *valueLowerer) mapKey(e ast.Expr, m *types.Map) ast.Expr {
	if v.info.Types[e].IsNil() {
		return v.convert(m.Key(), e)
	}
	return v.coerce(e, m.Key())
}
