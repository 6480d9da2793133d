package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
)

// coerce makes an expression fit where a value of type to is wanted, when
// that is an interface: a value of the script is boxed, and what compiled code
// is to call is wrapped.
func (v *valueLowerer) coerce(e ast.Expr, to types.Type) ast.Expr {
	from := v.typeOf(e)
	if n, ok := types.Unalias(to).(*types.Named); ok && v.hostTypes[n.Obj()] != nil {
		return v.toHostType(e, from, to)
	}
	if from == nil || to == nil || !types.IsInterface(to) {
		return e
	}
	if b, ok := from.(*types.Basic); ok && b.Kind() == types.UntypedNil {
		return e
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

// toHostType fits nil and functions to a type that the host has made: yaegi
// knows the type of neither.
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

// toAny gives the interpreter's form of an interface value.
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

// exact evaluates what yaegi cannot put into an interface as it is: it loses
// the type of operations and of literals.
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

// literal spells out the type of a literal that yaegi might take for another.
func (v *valueLowerer) literal(e ast.Expr, t types.Type) ast.Expr {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok || lit.Kind == token.STRING || lit.Kind == token.INT && types.Identical(t, types.Typ[types.Int]) {
		return e
	}
	return v.convert(t, e)
}

// box is host.Box(id, e).
func (v *valueLowerer) box(e ast.Expr, t types.Type) ast.Expr {
	return call(e.Pos(), hostFunc(e.Pos(), "Box"), intLit(e.Pos(), int64(v.boxes.id(t))), e)
}

// toCompiled gives a Go value of a compiled interface.
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

// wrapper is the host's function from any to a compiled interface. It is made
// once for each interface a program needs.
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

// coerceList converts the values of an assignment, a return or a call. A nil
// target wants no conversion.
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

// pairOrTuple are the types of an expression with several values.
func (v *valueLowerer) pairOrTuple(e ast.Expr) *types.Tuple {
	t := v.typeOf(e)
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple
	}
	return nil
}

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

// convertTuple is func() (T…) { a, b := e; return convert(a), convert(b) }().
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

// temps puts the values of an expression into variables.
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

// keepType gives a replacement the type that the original had.
func (v *valueLowerer) keepType(made ast.Expr, orig ast.Expr) ast.Expr {
	v.info.Types[made] = v.info.Types[orig]
	return made
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}
