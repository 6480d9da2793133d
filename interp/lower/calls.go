package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// callExpr rewrites a call whose function and arguments are rewritten already. By
// what is called:
//
//   - A conversion to an interface is done by toInterface. Other conversions stay.
//   - A predeclared function goes to builtinCall.
//   - errors.As may be replaced: see errorsAs.
//   - For any other function the arguments are converted to the parameters' types,
//     and a method of the script becomes a function of its receiver: see methodCall.
//
// A call that an earlier pass made has no checked type and stays. c replaces the
// call as a whole.
func (v *valueLowerer) callExpr(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	if v.isConversion(n) {
		t := v.info.Types[n.Fun].Type
		if types.IsInterface(t) {
			c.Replace(v.keepType(v.toInterface(n.Args[0], t), n))
		}
		return
	}

	if name := v.builtin(n); name != "" {
		v.builtinCall(c, name, n)
		return
	}
	sig, ok := under[*types.Signature](v.typeOf(n.Fun))
	if !ok {
		return // a call of the host that an earlier pass made
	}
	if v.errorsAs(c, n) {
		return
	}

	host := !v.isScriptCall(n)
	v.arguments(n, sig, host)
	if s, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok {
		if sel := v.info.Selections[s]; sel != nil && sel.Kind() == types.MethodVal {
			v.methodCall(n, s, sel)
		}
	}
}

// toInterface converts a value to an interface as an assignment would. yaegi keeps
// the type of the operand, so that r := io.Reader(f) could not be given another
// reader; the result of a function has the type that is written down. A converter
// of the host is such a function already.
//
//	r := io.Reader(f)  →  r := func() io.Reader { return f }()
func (v *valueLowerer) toInterface(e ast.Expr, t types.Type) ast.Expr {
	made := v.coerce(e, t)
	if made != e && !v.info.Types[e].IsNil() || types.Identical(v.typeOf(e), t) {
		return made
	}
	return v.inFunc(made, v.typeExpr(t, e.Pos()))
}

// isScriptCall reports whether what is called may be interpreted: everything but
// a function, method or variable of a compiled package that is called by its name.
func (v *valueLowerer) isScriptCall(n *ast.CallExpr) bool {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.SelectorExpr:
		obj := v.info.Uses[fun.Sel]
		return obj == nil || obj.Pkg() == nil || v.isScript(obj.Pkg())
	}
	return true
}

// arguments converts the arguments of a call to the types of the parameters. host
// says that the function is compiled. f(nil...) becomes f(), which gives the
// parameter the same nil slice: yaegi cannot compile it.
func (v *valueLowerer) arguments(n *ast.CallExpr, sig *types.Signature, host bool) {
	if len(n.Args) == 1 && sig.Params().Len() != 0 {
		if tuple := v.pairOrTuple(n.Args[0]); tuple != nil {
			v.spreadCall(n, sig, host, tuple)
			return
		}
	}
	if last := len(n.Args) - 1; n.Ellipsis.IsValid() && v.info.Types[n.Args[last]].IsNil() {
		n.Args, n.Ellipsis = n.Args[:last], token.NoPos
	}
	for i, a := range n.Args {
		n.Args[i] = v.argument(a, paramType(sig, i, n.Ellipsis.IsValid()), host)
	}
	v.spreadLiteral(n, sig)
	v.spreadVariable(n)
}

// spreadVariable slices a variable of a compiled package whose elements are the
// variadic arguments: yaegi takes the variable for a constant, and converts it to
// the type of one element.
//
//	f(unicode.GraphicRanges...)  →  f(unicode.GraphicRanges[:]...)
func (v *valueLowerer) spreadVariable(n *ast.CallExpr) {
	if !n.Ellipsis.IsValid() {
		return
	}
	last := len(n.Args) - 1
	x, ok := ast.Unparen(n.Args[last]).(*ast.SelectorExpr)
	if !ok || v.info.Selections[x] != nil {
		return
	}
	if _, variable := v.info.Uses[x.Sel].(*types.Var); variable {
		n.Args[last] = v.keepType(&ast.SliceExpr{X: x, Lbrack: x.Pos(), Rbrack: x.Pos()}, x)
	}
}

// spreadLiteral makes a slice of the variadic arguments when one of them is a slice
// of the parameter's type, for yaegi would pass its elements on, and when there are
// several for a function that is a value: for one that comes from a field yaegi looks
// for a parameter of each.
//
//	func g(list ...any)
//
//	g(1, x, 2)  →  g([]any{1, x, 2}...)      where x is a []any
//	g(x)        →  g([]any{x}...)
//	t.f(1, 2)   →  t.f([]any{1, 2}...)       where f is a field
//
// The arguments have been converted; their order stays.
func (v *valueLowerer) spreadLiteral(n *ast.CallExpr, sig *types.Signature) {
	fixed := sig.Params().Len() - 1
	if !sig.Variadic() || n.Ellipsis.IsValid() {
		return
	}

	s := sig.Params().At(fixed).Type()
	rest := n.Args[fixed:]
	_, declared := typeutil.Callee(v.info, n).(*types.Func)
	spreads := func(a ast.Expr) bool { return v.spreads(v.typeOf(a), s.Underlying().(*types.Slice)) }
	if (declared || len(rest) < 2) && !slices.ContainsFunc(rest, spreads) {
		return
	}

	pos := rest[0].Pos()
	list := &ast.CompositeLit{Type: v.typeExpr(s, pos), Lbrace: pos, Elts: slices.Clone(rest), Rbrace: pos}
	v.info.Types[list] = types.TypeAndValue{Type: s}
	n.Args, n.Ellipsis = append(n.Args[:fixed:fixed], list), pos
}

// paramType returns the type that the i-th argument of a call is assigned to: for
// a variadic parameter its element, unless the call spreads a slice with "...".
// append, whose parameter may be a string, has that type itself.
func paramType(sig *types.Signature, i int, spread bool) types.Type {
	last := sig.Params().Len() - 1
	if !sig.Variadic() || i < last {
		return sig.Params().At(i).Type()
	}
	t := sig.Params().At(last).Type()
	if s, ok := under[*types.Slice](t); ok && !spread {
		return s.Elem()
	}
	return t
}

// resultTypes are the types of the values that an expression has: several of a call.
func resultTypes(t types.Type) []types.Type {
	tuple, ok := t.(*types.Tuple)
	if !ok {
		return []types.Type{t}
	}
	list := make([]types.Type, tuple.Len())
	for i := range list {
		list[i] = tuple.At(i).Type()
	}
	return list
}

// spreadCall rewrites f(g()), where the results of g are the arguments of f, so
// that each can be converted:
//
//	h(g())  →  func() any { ·v1, ·v2 := g(); return h(·v1, ·v2) }()
//
// A function or receiver that is itself made by a call is evaluated before g, as
// in Go.
func (v *valueLowerer) spreadCall(n *ast.CallExpr, sig *types.Signature, host bool, tuple *types.Tuple) {
	pos := n.Pos()
	get, uses := v.temps(n.Args[0], tuple)

	var first []ast.Stmt
	if fun := ast.Unparen(n.Fun); makesValue(fun) {
		if s, ok := fun.(*ast.SelectorExpr); ok {
			name := v.temp("f")
			first = append(first, define(pos, name, s.X))
			s.X = v.keepType(ident(name, pos), s.X)
		} else if _, lit := fun.(*ast.FuncLit); !lit {
			name := v.temp("f")
			first = append(first, define(pos, name, fun))
			n.Fun = v.keepType(ident(name, pos), fun)
		}
	}

	inner := &ast.CallExpr{Fun: n.Fun, Lparen: pos, Args: uses, Rparen: pos}
	v.info.Types[inner] = v.info.Types[n]
	v.arguments(inner, sig, host)
	if s, ok := ast.Unparen(inner.Fun).(*ast.SelectorExpr); ok {
		if sel := v.info.Selections[s]; sel != nil && sel.Kind() == types.MethodVal {
			v.methodCall(inner, s, sel)
		}
	}

	var last ast.Stmt = &ast.ExprStmt{X: inner}
	typ := &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}
	if sig.Results().Len() > 0 {
		last = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{inner}}
		typ.Results = v.fields(sig.Results(), false, pos)
	}
	n.Fun, n.Args = &ast.FuncLit{Type: typ, Body: block(pos, append(first, get, last)...)}, nil
}

// argument converts one argument. For compiled code that takes any, such as
// fmt.Println, only values of the script's types are boxed: yaegi hands over other
// values, those of operations included, with the right type, and an interface value
// as it is. Everything else is coerced like an assigned value.
func (v *valueLowerer) argument(e ast.Expr, to types.Type, host bool) ast.Expr {
	from := v.typeOf(e)
	switch {
	case !host || from == nil || !isEmptyInterface(to) || v.info.Types[e].IsNil():
		return v.coerce(e, to)
	case types.IsInterface(from):
		return e
	}
	from = types.Default(from)
	made := v.literal(e, from)
	if v.carriesScript(from) {
		made = v.box(e, from)
	}
	v.info.Types[made] = types.TypeAndValue{Type: to}
	return made
}
