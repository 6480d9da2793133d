package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/panelgo/panelgo/interp/load"
	"golang.org/x/tools/go/ast/astutil"
)

// builtins replaces the predeclared functions that yaegi does not have (min,
// max, clear) or has write elsewhere than Go does (print, println).
func (l *lowerer) builtins() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		call, ok := c.Node().(*ast.CallExpr)
		if !ok {
			return true
		}
		switch name := l.builtin(call); name {
		case "min", "max":
			e := l.minMax(name, call)
			l.info.Types[e] = l.info.Types[call]
			c.Replace(e)
		case "clear", "print", "println":
			call.Fun = hostFunc(call.Pos(), strings.ToUpper(name[:1])+name[1:])
		}
		return true
	})
}

// minMax calls the compiled min or max of the operands' basic type.
func (l *lowerer) minMax(name string, orig *ast.CallExpr) ast.Expr {
	tv := l.info.Types[orig]
	if tv.Value != nil {
		if e := l.constantExpr(orig.Pos(), tv.Value, tv.Type); e != nil {
			return e
		}
	}
	basic := types.Default(tv.Type.Underlying()).(*types.Basic)
	basic = types.Typ[basic.Kind()] // a rune is an int32
	exact := types.Identical(tv.Type, basic)
	helper := strings.ToUpper(name[:1]) + name[1:] + strings.ToUpper(basic.Name()[:1]) + basic.Name()[1:]
	arg := func(e ast.Expr) ast.Expr {
		if exact && l.info.Types[e].Value == nil {
			return e
		}
		return l.convert(basic, e)
	}
	result := arg(orig.Args[0])
	for _, a := range orig.Args[1:] {
		result = call(orig.Pos(), hostFunc(orig.Pos(), helper), result, arg(a))
	}
	if exact {
		return result
	}
	return l.convert(tv.Type, result)
}

func (v *valueLowerer) builtinCall(c interface{ Replace(ast.Node) }, name string, n *ast.CallExpr) {
	if len(n.Args) == 1 {
		if tuple := v.pairOrTuple(n.Args[0]); tuple != nil {
			v.spreadBuiltin(c, name, n, tuple)
			return
		}
	}
	switch name {
	case "append":
		s, ok := under[*types.Slice](v.typeOf(n))
		if !ok || n.Ellipsis.IsValid() {
			return
		}
		for i := 1; i < len(n.Args); i++ {
			n.Args[i] = v.coerce(n.Args[i], s.Elem())
		}
		v.appendAtOnce(n, s)
	case "new":
		if !v.info.Types[n.Args[0]].IsType() {
			v.newValue(c, n)
		}
	case "len", "cap":
		v.arrayLength(c, n)
	case "delete":
		if m, ok := under[*types.Map](v.typeOf(n.Args[0])); ok {
			n.Args[1] = v.mapKey(n.Args[1], m)
		}
	case "make":
		v.checkSizes(n)
		v.makeBoth(c, n)
	case "panic":
		n.Args[0] = v.coerce(n.Args[0], anyType)
		if t := v.typeOf(n.Args[0]); t == nil || types.IsInterface(t) || v.info.Types[n.Args[0]].IsNil() {
			n.Args[0] = v.keepType(call(n.Pos(), hostFunc(n.Pos(), "PanicValue"), n.Args[0]), n.Args[0])
		}
	}
}

// arrayLength is the length of an array that is called for, or lies behind a
// pointer: yaegi looks for it in the value, where there may be none.
func (v *valueLowerer) arrayLength(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	t := v.typeOf(n.Args[0])
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem()
	}
	if a, ok := under[*types.Array](t); ok && v.info.Types[n].Value == nil {
		c.Replace(v.keepType(v.lengthOf(n.Args[0], intLit(n.Pos(), a.Len()), types.Typ[types.Int]), n))
	}
}

// spreadBuiltin is copy(f()), for one: the values of f get variables first.
func (v *valueLowerer) spreadBuiltin(c interface{ Replace(ast.Node) }, name string, n *ast.CallExpr, tuple *types.Tuple) {
	pos := n.Pos()
	get, uses := v.temps(n.Args[0], tuple)
	inner := &ast.CallExpr{Fun: n.Fun, Lparen: pos, Args: uses, Rparen: pos}
	v.keepType(inner, n)
	v.builtinCall(replacer{}, name, inner)
	list := []ast.Stmt{get, &ast.ExprStmt{X: inner}}
	var results *types.Tuple
	if t := v.info.Types[n].Type; t != nil && !v.info.Types[n].IsVoid() {
		list[1] = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{inner}}
		results = types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Default(t)))
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, results, false)
	c.Replace(v.keepType(call(pos, &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, list...)}), n))
}

// replacer is for expressions that are not replaced.
type replacer struct{}

func (replacer) Replace(ast.Node) {}

// appendAtOnce appends several values as a slice of them: yaegi appends one
// after the other, and a later one may be read from where an earlier one went.
func (v *valueLowerer) appendAtOnce(n *ast.CallExpr, s *types.Slice) {
	reads := false
	for _, a := range n.Args[1:] { // yaegi appends the elements of a slice in its own kind
		reads = reads || types.Identical(v.typeOf(n), v.typeOf(a))
	}
	for _, a := range n.Args[min(2, len(n.Args)):] {
		ast.Inspect(a, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.IndexExpr, *ast.StarExpr, *ast.CallExpr:
				reads = true
			}
			return !reads
		})
	}
	if !reads {
		return
	}
	pos := n.Args[1].Pos()
	list := &ast.CompositeLit{Type: v.typeExpr(types.NewSlice(s.Elem()), pos), Lbrace: pos, Elts: n.Args[1:], Rbrace: pos}
	v.info.Types[list] = types.TypeAndValue{Type: types.NewSlice(s.Elem())}
	n.Args, n.Ellipsis = []ast.Expr{n.Args[0], list}, pos
}

// checkSizes has the host look at how much is made.
func (v *valueLowerer) checkSizes(n *ast.CallExpr) {
	size := int64(1)
	switch t := v.typeOf(n).Underlying().(type) {
	case *types.Slice:
		size = load.Sizes.Sizeof(t.Elem())
	case *types.Chan:
		size = load.Sizes.Sizeof(t.Elem())
	case *types.Map:
		if len(n.Args) > 1 && v.info.Types[n.Args[1]].Value == nil {
			n.Args[1] = call(n.Pos(), hostFunc(n.Pos(), "Hint"), v.asInt(n.Args[1]))
		}
		return
	}
	for i := 1; i < len(n.Args); i++ {
		tv := v.info.Types[n.Args[i]]
		if known, exact := constant.Int64Val(constant.ToInt(orUnknown(tv.Value))); exact && known*max(size, 1) <= MaxMake/2 {
			continue
		}
		n.Args[i] = call(n.Args[i].Pos(), hostFunc(n.Args[i].Pos(), "Size"), v.asInt(n.Args[i]), intLit(n.Pos(), size))
		v.info.Types[n.Args[i]] = types.TypeAndValue{Type: types.Typ[types.Int]}
	}
}

func (v *valueLowerer) asInt(e ast.Expr) ast.Expr {
	if b, ok := under[*types.Basic](v.typeOf(e)); ok && b.Kind() == types.Int {
		return e
	}
	return v.convert(types.Typ[types.Int], e)
}

func orUnknown(v constant.Value) constant.Value {
	if v == nil {
		return constant.MakeUnknown()
	}
	return v
}

// makeBoth makes a channel that can do less than send and receive as one that
// can do both, and converts it.
func (v *valueLowerer) makeBoth(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	t := v.typeOf(n)
	ch, ok := under[*types.Chan](t)
	if !ok || ch.Dir() == types.SendRecv {
		return
	}
	inner := call(n.Pos(), n.Fun, n.Args...)
	inner.Args[0] = v.typeExpr(types.NewChan(types.SendRecv, ch.Elem()), n.Pos())
	c.Replace(v.keepType(v.convert(t, inner), n))
}

// newValue is new(x) for a value x: func() *T { v := x; return &v }().
func (v *valueLowerer) newValue(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	pos, t := n.Pos(), v.typeOf(n)
	elem := t.Underlying().(*types.Pointer).Elem()
	name := v.temp("v")
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name, pos)}, Type: v.typeExpr(elem, pos), Values: []ast.Expr{v.coerce(n.Args[0], elem)}}
	lit := &ast.FuncLit{
		Type: v.funcType(types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "", t)), false), pos),
		Body: block(pos,
			&ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}},
			&ast.ReturnStmt{Return: pos, Results: []ast.Expr{&ast.UnaryExpr{OpPos: pos, Op: token.AND, X: ident(name, pos)}}}),
	}
	c.Replace(v.keepType(call(pos, lit), n))
}

// MaxMake bounds what a script makes at once, in bytes: when there is not that
// much, Go ends the process. The host checks sizes that are not known here.
const MaxMake = 1 << 30
