package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// values takes everything dynamic away from yaegi, which loses the types of
// values in interfaces: methods become functions, embedding becomes fields, and
// where a value of the script's types becomes an interface value the host boxes
// it with its type. What is left for yaegi is functions over plain data, which
// it runs right.
//
// It is one walk of the whole file. On the way down, enter writes types and
// constants out and notes what the nodes below cannot know; on the way up, leave
// rewrites nodes whose children are rewritten. What it does to assertions and
// comparisons, assignments, calls, conversions, literals, methods and locks is in
// the files of those names. A node that replaces another takes over its type
// (keepType), for the nodes above ask for it.
//
// support follows: it declares the methods of the types that values boxes, and
// the dispatchers and assertions that it calls.
func (l *lowerer) values() {
	l.boxes = newBoxes(l.linked)
	l.wrapped = map[types.Type]string{}
	l.nils = map[types.Type]string{}
	v := &valueLowerer{lowerer: l, callee: map[ast.Expr]bool{}, pair: map[ast.Expr]bool{}}
	astutil.Apply(l.file, v.enter, v.leave)
}

// enter notes what a node's children cannot tell by themselves, and replaces
// types and constants whole. It drops the constants that functions declare, for
// their values are written out, and does not enter other declarations of
// constants and types, for declareTypes sees to those.
func (v *valueLowerer) enter(c *astutil.Cursor) bool {
	switch n := c.Node().(type) {
	case *ast.FuncDecl:
		v.sigs = append(v.sigs, v.info.Defs[n.Name].(*types.Func).Signature())
		v.deferring = append(v.deferring, n.Body != nil && hasDefer(n.Body, v.loopBodies))
		v.loops = append(v.loops, gotoLoops(n.Body))
	case *ast.FuncLit:
		v.sigs = append(v.sigs, v.typeOf(n).(*types.Signature))
		v.deferring = append(v.deferring, hasDefer(n.Body, v.loopBodies))
		v.loops = append(v.loops, gotoLoops(n.Body))
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
		case token.CONST:
			c.Delete()
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

// enterExpr replaces a type by what typeExpr writes for it, and a constant by
// its value, which the checker has computed exactly. A literal may stay, but not as
// a value of a compiled type: yaegi does not find 'n' again in a field of one. The
// type of a declared function or of a function literal is entered instead, because
// its parameters have names, and so is ...T.
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

	if tv.Value != nil && (v.isCompiled(tv.Type) || !isOwnLiteral(e, tv.Type)) {
		if folded := v.constantExpr(e.Pos(), tv.Value, tv.Type); folded != nil {
			v.info.Types[folded] = tv
			c.Replace(folded)
			return false
		}
	}
	return true
}

// gotoLoops returns how many loops the whole body of a function may stand in: one if
// there is a goto.
func gotoLoops(body *ast.BlockStmt) int {
	if body != nil && hasGoto(body) {
		return 1
	}
	return 0
}

// isFunc reports whether a node is a function with a body.
func isFunc(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		return true
	}
	return false
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
	case *ast.ParenExpr: // the tree says it all, and yaegi takes ((*p) % n) in a literal for a type
		if tv := v.info.Types[n]; tv.IsValue() {
			c.Replace(n.X)
		}
	case *ast.Ident:
		v.funcValue(c, n)
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
	case *ast.CompositeLit:
		v.composite(n)
	case *ast.IndexExpr:
		if m, ok := under[*types.Map](v.typeOf(n.X)); ok {
			n.Index = v.mapKey(n.Index, m)
		}
		v.pointedElement(n)
	case *ast.AssignStmt:
		v.assignment(c, n)
	case *ast.IncDecStmt:
		v.updatedKey(n.X)
	case *ast.ValueSpec:
		v.valueSpec(n)
	case *ast.ReturnStmt:
		v.returned(c, n)
	case *ast.SendStmt:
		if ch, ok := under[*types.Chan](v.typeOf(n.Chan)); ok {
			n.Value = v.coerce(n.Value, ch.Elem())
			n.Chan = v.convert(ch, n.Chan) // one of a compiled struct has no element that yaegi finds
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

// funcValue makes a literal of a declared function that is used as a value. The
// engine has literals in its hands when compiled code calls them; a declared function
// yaegi calls by itself, and one that is assigned or returned it takes for a node.
//
//	h := g  →  h := func(·p1 int) int { return g(·p1) }
func (v *valueLowerer) funcValue(c *astutil.Cursor, n *ast.Ident) {
	f, ok := v.info.Uses[n].(*types.Func)
	if !ok || v.callee[n] || c.Name() == "Sel" || f.Pkg() == nil || !v.isScript(f.Pkg()) || f.Signature().Recv() != nil {
		return
	}
	c.Replace(v.keepType(v.forwarder(n.Pos(), f.Signature(), func(params []ast.Expr) *ast.CallExpr {
		return call(n.Pos(), ident(n.Name, n.Pos()), params...)
	}), n))
}

// assignment converts the values of an assignment to the types that they are
// assigned to; a variable that it declares takes its value's type. Then it
// evaluates in other places what yaegi would overwrite: see parallel, apart.
// Values that are dropped get variables, because yaegi skips a dereference and a
// lookup, and has no place for the result of a comparison.
func (v *valueLowerer) assignment(c *astutil.Cursor, n *ast.AssignStmt) {
	if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
		v.update(c, n)
		return
	}
	if len(n.Rhs) == 1 && !isIdent(n.Rhs[0]) && !slices.ContainsFunc(n.Lhs, isNamed) && c.Name() != "Post" {
		n.Tok = token.DEFINE
		for i, e := range n.Lhs {
			n.Lhs[i] = ident(v.temp("v"), e.Pos())
		}
	}
	if n.Tok == token.ASSIGN {
		v.literalsForOthers(n)
		v.constantsIntoMaps(n)
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
		n.Rhs = v.apart(n.Rhs)
	}
}

// lookups wraps a lookup in a map that also asks whether there is something, if
// it is in a loop, into a function literal. yaegi reuses the variable, so that a
// missing key gives the value of the round before instead of zero.
//
//	v, ok := m[k]  →  v, ok := func() (T, bool) { v, ok := m[k]; return v, ok }()
func (v *valueLowerer) lookups(values []ast.Expr) []ast.Expr {
	if len(values) != 1 || !v.pair[ast.Unparen(values[0])] || v.loops[len(v.loops)-1] == 0 {
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
	tuple := types.NewTuple(
		types.NewParam(token.NoPos, nil, "", m.Elem()),
		types.NewParam(token.NoPos, nil, "", types.Typ[types.Bool]))
	sig := types.NewSignatureType(nil, nil, nil, nil, tuple, false)
	get := &ast.AssignStmt{
		Lhs: []ast.Expr{ident(found, pos), ident(there, pos)}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{x},
	}
	ret := &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident(found, pos), ident(there, pos)}}
	made := call(pos, &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, get, ret)})
	v.info.Types[made] = types.TypeAndValue{Type: tuple}
	return []ast.Expr{made}
}

// valueSpec converts the values of a declaration to its type. Without one the
// variables take the types of the values.
func (v *valueLowerer) valueSpec(n *ast.ValueSpec) {
	if len(n.Values) == 0 {
		return
	}
	if n.Type == nil && len(v.sigs) == 0 && len(n.Names) == 1 {
		v.declareBasic(n)
	}
	if len(v.sigs) > 0 && len(n.Values) == 1 && !slices.ContainsFunc(n.Names, isNamed) {
		for i, id := range n.Names {
			n.Names[i] = ident(v.temp("v"), id.Pos())
		}
	}
	n.Values = v.lookups(n.Values)
	if n.Type == nil {
		n.Values = v.apart(n.Values)
		return
	}
	targets := make([]types.Type, len(n.Names))
	for i := range targets {
		targets[i] = v.info.Types[n.Type].Type
	}
	n.Values = v.apart(v.coerceList(n.Values, targets))
}

// declareBasic writes the type of a package-level variable down when it is a basic
// one: yaegi declares those variables before it looks at functions, and takes the
// rune ',' for an int then and the byte text[1] for nothing at all.
//
//	var comma = ','  →  var comma int32 = ','
func (v *valueLowerer) declareBasic(n *ast.ValueSpec) {
	t := v.info.Defs[n.Names[0]]
	if t == nil {
		return
	}
	if _, basic := under[*types.Basic](t.Type()); basic {
		n.Type = v.typeExpr(t.Type(), n.Pos())
		v.info.Types[n.Type] = typeValue(t.Type())
	}
}

// returned converts what a return gives to the types of the function's results.
// yaegi sets results one after the other, and so do the assignments that defers
// makes of a return. So values that a result may change are evaluated in
// variables first:
//
//	return b, a  →  ·v1 := b; ·v2 := a; return ·v1, ·v2
//
// This is done when a value mentions a named result, and when a function with
// several results defers calls; see laterBuiltins for others. Constants and nil need
// no variable, and values that one call gives are set at once.
func (v *valueLowerer) returned(c *astutil.Cursor, n *ast.ReturnStmt) {
	results := v.sigs[len(v.sigs)-1].Results()
	if len(n.Results) == 0 {
		return
	}

	targets := make([]types.Type, results.Len())
	for i := range targets {
		targets[i] = results.At(i).Type()
	}

	defers := v.deferring[len(v.deferring)-1]
	named := v.mentionsResult(n, results) || results.Len() > 1 && defers
	n.Results = v.coerceList(n.Results, targets)
	if defers { // see literalsForOthers
		for i, e := range n.Results {
			n.Results[i] = v.literalAlone(e)
		}
	}
	if len(n.Results) != results.Len() {
		return
	}
	if !named {
		v.laterBuiltins(c, n)
		return
	}
	for i, e := range n.Results {
		if tv := v.info.Types[e]; tv.Value == nil && !tv.IsNil() {
			n.Results[i] = v.keepType(v.before(c, e), e)
		}
	}
}

// laterBuiltins evaluates the calls among several values that are returned in
// variables first, when one after the first is of a predeclared function: yaegi
// puts that into the place of the first result.
//
//	return a, len(b)  →  ·v1 := len(b); return a, ·v1
func (v *valueLowerer) laterBuiltins(c *astutil.Cursor, n *ast.ReturnStmt) {
	isBuiltin := func(e ast.Expr) bool {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		return ok && v.builtin(call) != ""
	}
	if len(n.Results) < 2 || !slices.ContainsFunc(n.Results[1:], isBuiltin) {
		return
	}
	for i, e := range n.Results {
		if makesValue(e) {
			n.Results[i] = v.keepType(v.before(c, e), e)
		}
	}
}

// mentionsResult reports whether one of several values that are returned is made
// of a named result. With named results the first has a name, if only _.
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

// rangeStmt makes a range over the array that a pointer points to one over a
// slice of it, which is the same without a copy. One that looks at no element
// only needs the array's length, and a nil pointer then has one too; yaegi
// panics on it. The pointer is evaluated once: rangeInt has taken those that
// need no evaluating.
//
//	for i, v := range p  →  for i, v := range (*p)[:]
//	for i := range f()   →  for i := range func() []struct{} { ·v1 := f(); return make([]struct{}, 3) }()
//
// Other ranges are done by rangeFuncs, rangeInt and rangeForms.
func (v *valueLowerer) rangeStmt(n *ast.RangeStmt) {
	p, ok := under[*types.Pointer](v.typeOf(n.X))
	if value, named := n.Value.(*ast.Ident); ok && (n.Value == nil || named && value.Name == "_") {
		length := p.Elem().Underlying().(*types.Array).Len()
		n.X = v.lengthOf(n.X, call(n.X.Pos(), ident("make", n.X.Pos()),
			v.typeExpr(emptyStructs, n.X.Pos()), intLit(n.X.Pos(), length)), emptyStructs)
	} else if ok {
		n.X = v.sliceOf(n.X, p)
	}
}

// emptyStructs is the type of a slice that has a length and takes no memory.
var emptyStructs = types.NewSlice(types.NewStruct(nil, nil))

// sliceOf returns a slice of the array that a pointer points to. It has the
// array's elements, not copies.
func (v *valueLowerer) sliceOf(x ast.Expr, p *types.Pointer) ast.Expr {
	deref := &ast.StarExpr{Star: x.Pos(), X: x}
	v.info.Types[deref] = types.TypeAndValue{Type: p.Elem()}
	made := &ast.SliceExpr{X: parenType(deref), Lbrack: x.Pos(), Rbrack: x.Pos()}
	v.info.Types[made] = types.TypeAndValue{Type: types.NewSlice(p.Elem().Underlying().(*types.Array).Elem())}
	return made
}

// pointedElement takes an element of the array that a pointer points to as one of a
// slice, if the pointer may come from compiled code or lie in a struct that the host
// makes: yaegi takes the element for an array then.
//
//	x.list[1] = 2  →  (*x.list)[:][1] = 2
func (v *valueLowerer) pointedElement(n *ast.IndexExpr) {
	p, ok := under[*types.Pointer](v.typeOf(n.X))
	if ok && isArray(p.Elem()) && (len(v.hostTypes) > 0 || !isIdent(n.X)) {
		n.X = v.sliceOf(n.X, p)
	}
}

// elementAddress takes the address of an element behind a pointer to an array as
// that of an element of a slice: yaegi cannot take the other.
//
//	&p[1]  →  &(*p)[:][1]
func (v *valueLowerer) elementAddress(n *ast.UnaryExpr) {
	x, ok := ast.Unparen(n.X).(*ast.IndexExpr)
	if !ok || n.Op != token.AND {
		return
	}
	if p, ok := under[*types.Pointer](v.typeOf(x.X)); ok {
		x.X = v.sliceOf(x.X, p)
	}
}
