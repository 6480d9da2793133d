package interp

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
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
	if from == nil || to == nil || !isInterface(to) {
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
	case isInterface(from) && !v.isScriptInterface(from):
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
	case isInterface(from):
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
	if !isInterface(from) {
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
	rt := errorType
	if n := to.(*types.Named); n.Obj().Pkg() != nil {
		var ok bool
		if rt, ok = v.tables.types.reflectType(n.Obj()); !ok {
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
		if to == nil || i >= tuple.Len() || !isInterface(to) {
			continue
		}
		from := tuple.At(i).Type()
		switch {
		case v.isScriptInterface(to) && !v.isScriptInterface(from) && (isInterface(from) || v.carriesScript(from)):
			return true
		case !v.isScriptInterface(to) && (v.isScriptInterface(from) || !isInterface(from) && v.carriesScript(from)):
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

// callExpr converts the arguments of a call, and calls methods as functions.
func (v *valueLowerer) callExpr(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	if v.isConversion(n) {
		t := v.info.Types[n.Fun].Type
		switch {
		case isInterface(t) && v.info.Types[n.Args[0]].IsNil():
			c.Replace(v.keepType(v.inFunc(n.Args[0], v.typeExpr(t, n.Pos())), n))
		case isInterface(t):
			c.Replace(v.keepType(v.coerce(n.Args[0], t), n))
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

// keepType gives a replacement the type that the original had.
func (v *valueLowerer) keepType(made ast.Expr, orig ast.Expr) ast.Expr {
	v.info.Types[made] = v.info.Types[orig]
	return made
}

// isScriptCall tells whether what is called may be interpreted.
func (v *valueLowerer) isScriptCall(n *ast.CallExpr) bool {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.SelectorExpr:
		obj := v.info.Uses[fun.Sel]
		return obj == nil || obj.Pkg() == nil || v.isScript(obj.Pkg())
	}
	return true
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
		if t := v.typeOf(n.Args[0]); t == nil || isInterface(t) || v.info.Types[n.Args[0]].IsNil() {
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
		size = gcSizes.Sizeof(t.Elem())
	case *types.Chan:
		size = gcSizes.Sizeof(t.Elem())
	case *types.Map:
		if len(n.Args) > 1 && v.info.Types[n.Args[1]].Value == nil {
			n.Args[1] = call(n.Pos(), hostFunc(n.Pos(), "Hint"), v.asInt(n.Args[1]))
		}
		return
	}
	for i := 1; i < len(n.Args); i++ {
		tv := v.info.Types[n.Args[i]]
		if known, exact := constant.Int64Val(constant.ToInt(orUnknown(tv.Value))); exact && known*max(size, 1) <= maxMake/2 {
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

// arguments converts the arguments of a call, for compiled code as it is to
// see them.
func (v *valueLowerer) arguments(n *ast.CallExpr, sig *types.Signature, host bool) {
	if len(n.Args) == 1 && sig.Params().Len() != 0 {
		if tuple := v.pairOrTuple(n.Args[0]); tuple != nil {
			v.spreadCall(n, sig, host, tuple)
			return
		}
	}
	if last := len(n.Args) - 1; n.Ellipsis.IsValid() && v.info.Types[n.Args[last]].IsNil() {
		n.Args, n.Ellipsis = n.Args[:last], token.NoPos // nil... is as nothing
	}
	for i, a := range n.Args {
		n.Args[i] = v.argument(a, paramType(sig, i, n.Ellipsis.IsValid()), host)
	}
	v.spreadLiteral(n, sig)
}

// spreadLiteral makes a slice of the variadic arguments when one of them is
// itself a slice of the parameter's kind: yaegi would take it for all of them.
func (v *valueLowerer) spreadLiteral(n *ast.CallExpr, sig *types.Signature) {
	fixed := sig.Params().Len() - 1
	if !sig.Variadic() || n.Ellipsis.IsValid() {
		return
	}
	s := sig.Params().At(fixed).Type()
	rest := n.Args[fixed:]
	if !slices.ContainsFunc(rest, func(a ast.Expr) bool {
		t := v.typeOf(a)
		return t != nil && types.Identical(t.Underlying(), s.Underlying())
	}) {
		return
	}
	pos := rest[0].Pos()
	list := &ast.CompositeLit{Type: v.typeExpr(s, pos), Lbrace: pos, Elts: slices.Clone(rest), Rbrace: pos}
	v.info.Types[list] = types.TypeAndValue{Type: s}
	n.Args, n.Ellipsis = append(n.Args[:fixed:fixed], list), pos
}

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

// spreadCall is f(g()): the values of g get variables first.
func (v *valueLowerer) spreadCall(n *ast.CallExpr, sig *types.Signature, host bool, tuple *types.Tuple) {
	pos := n.Pos()
	get, uses := v.temps(n.Args[0], tuple)
	var first []ast.Stmt
	if fun := ast.Unparen(n.Fun); makesValue(fun) { // what is called is known before what it is called with
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

// argument converts an argument. yaegi hands compiled code the right types of
// operations, so they need no help.
func (v *valueLowerer) argument(e ast.Expr, to types.Type, host bool) ast.Expr {
	from := v.typeOf(e)
	switch {
	case !host || from == nil || !isEmptyInterface(to) || v.info.Types[e].IsNil():
		return v.coerce(e, to)
	case isInterface(from):
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

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}
