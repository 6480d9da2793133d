package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// values takes everything dynamic away from yaegi, which loses the types of
// values in interfaces: methods become functions, embedding becomes fields,
// and where a value of the script's types becomes an interface value it is
// boxed with its type by the host. What is left for yaegi is functions over
// plain data, which it runs right.
func (l *lowerer) values() {
	l.boxes = newBoxes(l.linked)
	l.wrapped = map[types.Type]string{}
	l.bound = map[*types.Func]bool{}
	v := &valueLowerer{lowerer: l, callee: map[ast.Expr]bool{}, pair: map[ast.Expr]bool{}}
	astutil.Apply(l.file, v.enter, v.leave)
}

type valueLowerer struct {
	*lowerer
	callee    map[ast.Expr]bool // functions of calls
	pair      map[ast.Expr]bool // assertions that also give ok
	loops     []int             // how many loops are around the node, of each function around it
	deferring []bool            // whether the functions around the node defer calls
}

// enter notes what a node's children cannot tell by themselves, and replaces
// types and constants whole.
func (v *valueLowerer) enter(c *astutil.Cursor) bool {
	switch n := c.Node().(type) {
	case *ast.FuncDecl:
		v.sigs = append(v.sigs, v.info.Defs[n.Name].(*types.Func).Signature())
		v.deferring = append(v.deferring, n.Body != nil && hasDefer(n.Body, v.loopBodies))
		v.loops = append(v.loops, 0)
	case *ast.FuncLit:
		v.sigs = append(v.sigs, v.typeOf(n).(*types.Signature))
		v.deferring = append(v.deferring, hasDefer(n.Body, v.loopBodies))
		v.loops = append(v.loops, 0)
	case *ast.ForStmt, *ast.RangeStmt:
		v.loops[len(v.loops)-1]++
	case *ast.CallExpr:
		v.callee[ast.Unparen(n.Fun)] = true
	case *ast.AssignStmt:
		if len(n.Lhs) == 2 && len(n.Rhs) == 1 {
			v.pair[ast.Unparen(n.Rhs[0])] = true
		}
	case *ast.ValueSpec:
		if len(n.Names) == 2 && len(n.Values) == 1 {
			v.pair[ast.Unparen(n.Values[0])] = true
		}
	case *ast.DeclStmt:
		switch n.Decl.(*ast.GenDecl).Tok {
		case token.CONST: // folded
			remove(c)
			return false
		case token.TYPE: // declareTypes declares it elsewhere
			return false
		}
	case *ast.GenDecl:
		return n.Tok == token.VAR || n.Tok == token.IMPORT
	}
	if e, ok := c.Node().(ast.Expr); ok {
		return v.enterExpr(c, e)
	}
	return true
}

func (v *valueLowerer) enterExpr(c *astutil.Cursor, e ast.Expr) bool {
	tv, known := v.info.Types[e]
	if _, variadic := e.(*ast.Ellipsis); variadic || !known {
		return true
	}
	if tv.IsType() {
		if _, signature := c.Node().(*ast.FuncType); signature && c.Name() == "Type" && isFunc(c.Parent()) {
			return true
		}
		typ := v.typeExpr(tv.Type, e.Pos())
		v.info.Types[typ] = tv
		if c.Name() == "Fun" {
			typ = parenType(typ)
			v.info.Types[typ] = tv
		}
		c.Replace(typ)
		return false
	}
	if tv.Value != nil && !isOwnLiteral(e, tv.Type) {
		if folded := v.constantExpr(e.Pos(), tv.Value, tv.Type); folded != nil {
			v.info.Types[folded] = tv
			c.Replace(folded)
			return false
		}
	}
	return true
}

// remove takes a statement out.
func remove(c *astutil.Cursor) {
	if c.Index() >= 0 {
		c.Delete()
	} else {
		c.Replace(&ast.EmptyStmt{Semicolon: c.Node().Pos()})
	}
}

func isFunc(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		return true
	}
	return false
}

// parenType makes a type fit to be called.
func parenType(t ast.Expr) ast.Expr {
	switch t.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		return &ast.ParenExpr{Lparen: t.Pos(), X: t, Rparen: t.Pos()}
	}
	return t
}

// leave rewrites a node whose children are rewritten already.
func (v *valueLowerer) leave(c *astutil.Cursor) bool {
	switch n := c.Node().(type) {
	case *ast.FuncDecl:
		v.sigs, v.loops, v.deferring = v.sigs[:len(v.sigs)-1], v.loops[:len(v.loops)-1], v.deferring[:len(v.deferring)-1]
		v.methodDecl(n)
	case *ast.FuncLit:
		v.sigs, v.loops, v.deferring = v.sigs[:len(v.sigs)-1], v.loops[:len(v.loops)-1], v.deferring[:len(v.deferring)-1]
	case *ast.ForStmt:
		v.loops[len(v.loops)-1]--
	case *ast.ParenExpr: // the tree says it all, and yaegi takes some for types
		if tv := v.info.Types[n]; tv.IsValue() {
			c.Replace(n.X)
		}
	case *ast.SelectorExpr:
		v.selectorExpr(c, n)
	case *ast.CallExpr:
		v.callExpr(c, n)
	case *ast.TypeAssertExpr:
		v.assertion(c, n)
	case *ast.BinaryExpr:
		v.binary(c, n)
	case *ast.UnaryExpr:
		v.elementAddress(n)
		v.negation(c, n)
	case *ast.CompositeLit:
		v.composite(n)
	case *ast.IndexExpr:
		if m, ok := under[*types.Map](v.typeOf(n.X)); ok {
			n.Index = v.mapKey(n.Index, m)
		}
	case *ast.AssignStmt:
		v.assignment(c, n)
	case *ast.ValueSpec:
		v.valueSpec(n)
	case *ast.ReturnStmt:
		v.returned(c, n)
	case *ast.SendStmt:
		if ch, ok := under[*types.Chan](v.typeOf(n.Chan)); ok {
			n.Value = v.coerce(n.Value, ch.Elem())
		}
	case *ast.RangeStmt:
		v.loops[len(v.loops)-1]--
		v.rangeStmt(n)
	case *ast.SwitchStmt:
		v.switchStmt(c, n)
	case *ast.TypeSwitchStmt:
		v.typeSwitch(c, n)
	case *ast.LabeledStmt:
		v.labeled(c, n)
	}
	return true
}

func (v *valueLowerer) assignment(c *astutil.Cursor, n *ast.AssignStmt) {
	if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
		v.update(c, n)
		return
	}
	if len(n.Lhs) == 1 && len(n.Rhs) == 1 && isBlankIdent(n.Lhs[0]) && dereferences(n.Rhs[0]) {
		n.Tok, n.Lhs[0] = token.DEFINE, ident(v.temp("v"), n.Lhs[0].Pos()) // yaegi does not look at what is not kept
	}
	if n.Tok == token.ASSIGN {
		v.literalsForOthers(n)
	}
	targets := make([]types.Type, len(n.Lhs))
	for i, e := range n.Lhs {
		if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
			continue
		}
		if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && v.info.Defs[id] != nil {
			continue // a new variable has its value's type
		}
		targets[i] = v.typeOf(e)
	}
	n.Rhs = v.coerceList(v.lookups(n.Rhs), targets)
	if n.Tok == token.ASSIGN {
		v.parallel(c, n)
	} else {
		n.Rhs = v.funcValues(v.apart(n.Rhs))
	}
}

// lookups looks things up in a map in a function of its own, where it is also
// asked whether they are there, and again and again: what is not there is for
// yaegi what was found before.
func (v *valueLowerer) lookups(values []ast.Expr) []ast.Expr {
	if len(values) != 1 || v.loops[len(v.loops)-1] == 0 || !v.pair[ast.Unparen(values[0])] {
		return values
	}
	x, ok := ast.Unparen(values[0]).(*ast.IndexExpr)
	if !ok {
		return values
	}
	m, ok := under[*types.Map](v.typeOf(x.X))
	if !ok {
		return values
	}
	pos, found, there := x.Pos(), v.temp("v"), v.temp("ok")
	tuple := types.NewTuple(types.NewParam(token.NoPos, nil, "", m.Elem()), types.NewParam(token.NoPos, nil, "", types.Typ[types.Bool]))
	sig := types.NewSignatureType(nil, nil, nil, nil, tuple, false)
	get := &ast.AssignStmt{Lhs: []ast.Expr{ident(found, pos), ident(there, pos)}, TokPos: pos, Tok: token.DEFINE, Rhs: []ast.Expr{x}}
	ret := &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident(found, pos), ident(there, pos)}}
	made := call(pos, &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, get, ret)})
	v.info.Types[made] = types.TypeAndValue{Type: tuple}
	return []ast.Expr{made}
}

// funcValues gives functions of the script that are used as values their type:
// yaegi does not return or define variables of them otherwise.
func (v *valueLowerer) funcValues(values []ast.Expr) []ast.Expr {
	for i, e := range values {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			continue
		}
		if f, ok := v.info.Uses[id].(*types.Func); ok && f.Pkg() != nil && v.isScript(f.Pkg()) {
			values[i] = v.keepType(v.convert(f.Signature(), e), e)
		}
	}
	return values
}

func (v *valueLowerer) valueSpec(n *ast.ValueSpec) {
	if len(n.Values) == 0 {
		return
	}
	if n.Type == nil {
		n.Values = v.funcValues(v.apart(n.Values))
		return
	}
	targets := make([]types.Type, len(n.Names))
	for i := range targets {
		targets[i] = v.info.Types[n.Type].Type
	}
	n.Values = v.apart(v.coerceList(n.Values, targets))
}

func (v *valueLowerer) returned(c *astutil.Cursor, n *ast.ReturnStmt) {
	results := v.sigs[len(v.sigs)-1].Results()
	if len(n.Results) == 0 {
		return
	}
	targets := make([]types.Type, results.Len())
	for i := range targets {
		targets[i] = results.At(i).Type()
	}
	named := v.mentionsResult(n, results) || results.Len() > 1 && (v.deferring[len(v.deferring)-1] || v.appends(n))
	n.Results = v.funcValues(v.coerceList(n.Results, targets))
	if !named || c.Index() < 0 || len(n.Results) != results.Len() {
		return
	}
	for i, e := range n.Results {
		if tv := v.info.Types[e]; tv.Value == nil && !tv.IsNil() {
			n.Results[i] = v.keepType(v.before(c, e), e)
		}
	}
}

// appends tells whether append gives one of several values that are returned:
// yaegi puts it where another belongs.
func (v *valueLowerer) appends(n *ast.ReturnStmt) (found bool) {
	for _, e := range n.Results {
		c, ok := ast.Unparen(e).(*ast.CallExpr)
		found = found || ok && v.builtin(c) == "append"
	}
	return found
}

// mentionsResult tells whether one of several values that are returned is made
// of a named result: yaegi sets the results one after the other.
func (v *valueLowerer) mentionsResult(n *ast.ReturnStmt, results *types.Tuple) (found bool) {
	if results.Len() < 2 || results.At(0).Name() == "" {
		return false
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			for i := range results.Len() {
				found = found || v.info.Uses[id] == results.At(i)
			}
		}
		return !found
	})
	return found
}

// rangeStmt refuses what is left of ranges that yaegi cannot do, and loops over
// the array that a pointer points to as over a slice of it, which is the same.
func (v *valueLowerer) rangeStmt(n *ast.RangeStmt) {
	if _, ok := under[*types.Signature](v.typeOf(n.X)); ok {
		v.report(n.X.Pos(), "range over a function is not available to scripts: call it with the loop's body as a function")
		return
	}
	p, ok := under[*types.Pointer](v.typeOf(n.X))
	if value, named := n.Value.(*ast.Ident); ok && (n.Value == nil || named && value.Name == "_") {
		length := p.Elem().Underlying().(*types.Array).Len()
		n.X = v.lengthOf(n.X, call(n.X.Pos(), ident("make", n.X.Pos()), v.typeExpr(emptyStructs, n.X.Pos()), intLit(n.X.Pos(), length)), emptyStructs)
	} else if ok {
		n.X = v.sliceOf(n.X, p)
	}
}

var emptyStructs = types.NewSlice(types.NewStruct(nil, nil))

// lengthOf evaluates an expression for its effects, and gives another.
func (v *valueLowerer) lengthOf(e, result ast.Expr, t types.Type) ast.Expr {
	pos := e.Pos()
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "", t)), false)
	lit := &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, define(pos, v.temp("v"), e), &ast.ReturnStmt{Return: pos, Results: []ast.Expr{result}})}
	made := call(pos, lit)
	v.info.Types[made] = types.TypeAndValue{Type: t}
	return made
}

// mapKey fits a key to a map. yaegi does not know the type of nil, and an empty
// map does not look at what it is asked for.
func (v *valueLowerer) mapKey(e ast.Expr, m *types.Map) ast.Expr {
	switch {
	case types.IsInterface(m.Key()):
		key := v.coerce(e, m.Key())
		if tv := v.info.Types[e]; tv.Value == nil && !tv.IsNil() && v.isScriptInterface(m.Key()) {
			key = v.keepType(call(e.Pos(), hostFunc(e.Pos(), "Key"), key), key)
		}
		return key
	case v.info.Types[e].IsNil():
		return v.convert(m.Key(), e)
	}
	return v.coerce(e, m.Key())
}

// negation multiplies by -1, for yaegi takes a float from 0, which of 0 gives 0.
func (v *valueLowerer) negation(c *astutil.Cursor, n *ast.UnaryExpr) {
	b, ok := under[*types.Basic](v.typeOf(n))
	if !ok || n.Op != token.SUB || b.Info()&types.IsFloat == 0 || v.info.Types[n].Value != nil {
		return
	}
	minus := v.constantExpr(n.OpPos, constant.MakeFloat64(-1), v.typeOf(n))
	c.Replace(v.keepType(&ast.BinaryExpr{X: n.X, OpPos: n.OpPos, Op: token.MUL, Y: minus}, n))
}

func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

// dereferences tells whether evaluating an expression may find nil.
func dereferences(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		_, star := n.(*ast.StarExpr)
		found = found || star
		_, lit := n.(*ast.FuncLit)
		return !lit && !found
	})
	return found
}

// sliceOf is a slice of the array that a pointer points to.
func (v *valueLowerer) sliceOf(x ast.Expr, p *types.Pointer) ast.Expr {
	deref := &ast.StarExpr{Star: x.Pos(), X: x}
	v.info.Types[deref] = types.TypeAndValue{Type: p.Elem()}
	return &ast.SliceExpr{X: parenType(deref), Lbrack: x.Pos(), Rbrack: x.Pos()}
}

// elementAddress takes the address of an element behind a pointer to an array
// as that of an element of a slice, which yaegi can.
func (v *valueLowerer) elementAddress(n *ast.UnaryExpr) {
	x, ok := ast.Unparen(n.X).(*ast.IndexExpr)
	if !ok || n.Op != token.AND {
		return
	}
	if p, ok := under[*types.Pointer](v.typeOf(x.X)); ok {
		x.X = v.sliceOf(x.X, p)
	}
}
