package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// parallel rewrites a, b = x, y where yaegi would let one assignment change what
// another still needs: it writes the value of a call straight into its target,
// finds list[i] after i was assigned, and panics on a nil among other values. A
// swap of variables stays, for yaegi has a copy of both.
//
//	a, b = b, g()      →  ·v1 := b; ·v2 := g(); a = ·v1; b = ·v2
//	i, list[i] = 1, 2  →  ·v1 := list; ·v2 := i; i = 1; ·v1[·v2] = 2
//
// It also mixes up the two forms that it has of a value of an interface of the script,
// so these are not swapped either.
//
// Go's two phases are kept: first the operands of indexes and pointers on the left
// and the values on the right are evaluated, then the targets are assigned from left
// to right. A target that panics leaves those before it set. Calls come first, in
// their order, and variables are read after them, where Go leaves that open and its
// compiler does so. Constants and nil need no variable.
func (v *valueLowerer) parallel(c *astutil.Cursor, n *ast.AssignStmt) {
	if len(n.Lhs) < 2 {
		v.single(c, n)
		return
	}
	if len(n.Rhs) < 2 {
		v.several(c, n)
		return
	}
	made, indirect, empty := false, false, false
	for i := range n.Rhs {
		made = made || makesValue(n.Rhs[i]) || dereferences(n.Rhs[i]) || v.isAny(n.Lhs[i])
		empty = empty || v.info.Types[n.Rhs[i]].IsNil()
		_, plain := n.Lhs[i].(*ast.Ident)
		indirect = indirect || !plain
	}

	if !made && !indirect && !empty {
		return
	}
	if c.Index() < 0 {
		v.parallelClause(n)
		return
	}

	for i, e := range n.Lhs {
		n.Lhs[i] = v.callsFirst(c, e)
	}
	called := make([]bool, len(n.Rhs))
	for i, e := range n.Rhs {
		if called[i] = v.runsScript(e); called[i] {
			n.Rhs[i] = v.keepType(v.before(c, e), e)
		}
	}
	for i, e := range n.Lhs {
		n.Lhs[i] = v.leftOperand(c, e)
	}
	for i, e := range n.Rhs {
		if tv := v.info.Types[e]; tv.Value == nil && !tv.IsNil() && !called[i] {
			n.Rhs[i] = v.keepType(v.before(c, e), e)
		}
	}

	for i := range len(n.Lhs) - 1 {
		c.InsertBefore(&ast.AssignStmt{Lhs: n.Lhs[i : i+1 : i+1], TokPos: n.TokPos, Tok: n.Tok, Rhs: n.Rhs[i : i+1 : i+1]})
	}
	last := len(n.Lhs) - 1
	n.Lhs, n.Rhs = n.Lhs[last:], n.Rhs[last:]
}

// single evaluates y of x = y first when it runs functions of the script, and x is not
// a plain variable: they may change what x is reached by, and x may panic only after
// them. yaegi begins with x.
//
//	list[0] = add()  →  ·v1 := add(); list[0] = ·v1
func (v *valueLowerer) single(c *astutil.Cursor, n *ast.AssignStmt) {
	if c.Index() >= 0 && !isIdent(n.Lhs[0]) && v.runsScript(n.Rhs[0]) {
		n.Lhs[0] = v.callsFirst(c, n.Lhs[0])
		n.Rhs[0] = v.keepType(v.before(c, n.Rhs[0]), n.Rhs[0])
	}
}

// callsFirst evaluates the calls in a target ahead of the statement that c is at, in
// their order, and returns the target in terms of their values. Variables of the
// target stay, to be read after what is called later.
func (v *valueLowerer) callsFirst(c *astutil.Cursor, target ast.Expr) ast.Expr {
	around := &ast.ParenExpr{X: target}
	astutil.Apply(around, func(at *astutil.Cursor) bool {
		switch n := at.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr: // of && and || the second operand may not be evaluated
			if (n.Op == token.LAND || n.Op == token.LOR) && makesValue(n) {
				at.Replace(v.keepType(v.before(c, n), n))
				return false
			}
		}
		return true
	}, func(at *astutil.Cursor) bool {
		if n, ok := at.Node().(*ast.CallExpr); ok && !v.isConversion(n) && v.builtin(n) == "" {
			at.Replace(v.keepType(v.before(c, n), n))
		}
		return true
	})
	return around.X
}

// runsScript reports whether evaluating an expression may run functions of the script,
// and so change variables. A compiled function may do so if it is given a function.
// What a function literal does that is not called counts for nothing.
func (v *valueLowerer) runsScript(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || !v.isConversion(n) && v.builtin(n) == "" && v.callsScript(n)
		}
		return !found
	})
	return found
}

// callsScript reports whether a call may be of a function of the script, or of a
// compiled one that calls such a function.
func (v *valueLowerer) callsScript(n *ast.CallExpr) bool {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.FuncLit:
		return v.runsScript(fun.Body)
	case *ast.Ident: // a pass has made new(T)
		return v.info.Uses[fun] != nil || types.Universe.Lookup(fun.Name) == nil
	case *ast.SelectorExpr:
		x, ok := fun.X.(*ast.Ident)
		if _, pkg := v.info.Uses[x].(*types.PkgName); ok && (pkg || isHostFunc(fun)) {
			return slices.ContainsFunc(n.Args, func(a ast.Expr) bool {
				t := v.typeOf(a)
				return t != nil && isFunction(t)
			})
		}
	}
	return true
}

// isAny reports whether an assignment's target has an interface of the script's.
func (v *valueLowerer) isAny(target ast.Expr) bool {
	t := v.typeOf(target)
	return t != nil && v.isScriptInterface(t)
}

// update evaluates y of x op= y first, when y calls something and x is not a plain
// variable: the call may change what x is reached by. yaegi updates what x was
// before the call; Go's compiler finds x after it. Calls in x come before y.
//
//	list[f()] += g()  →  ·v1 := f(); ·v2 := g(); list[·v1] += ·v2
//
// The count of a shift is rewritten as in binary.
func (v *valueLowerer) update(c *astutil.Cursor, n *ast.AssignStmt) {
	v.updatedKey(n.Lhs[0])
	if n.Tok == token.SHL_ASSIGN || n.Tok == token.SHR_ASSIGN {
		n.Rhs[0] = v.shiftCount(n.Rhs[0])
	}
	if c.Index() >= 0 && !isIdent(n.Lhs[0]) && makesValue(n.Rhs[0]) {
		n.Lhs[0] = v.callsFirst(c, n.Lhs[0])
		n.Rhs[0] = v.keepType(v.before(c, n.Rhs[0]), n.Rhs[0])
	}
}

// updatedKey has the host look at the key of an element that is updated, where the
// key is an interface: Go's words for one that has no hash are others than those of
// the lookup that yaegi begins with.
//
//	m[k]++  →  m[·host.Key(k, m)]++
func (v *valueLowerer) updatedKey(e ast.Expr) {
	x, ok := ast.Unparen(e).(*ast.IndexExpr)
	if !ok || v.info.Types[x.Index].Value != nil {
		return
	}
	if m, ok := under[*types.Map](v.typeOf(x.X)); ok && v.isScriptInterface(m.Key()) && isIdent(x.X) {
		of := ident(x.X.(*ast.Ident).Name, x.X.Pos())
		x.Index = v.keepType(call(x.Pos(), hostFunc(x.Pos(), "Key"), x.Index, of), x.Index)
	}
}

// constantsIntoMaps makes constants in functions of their own when they go into
// maps with keys that may have no hash: yaegi looks up what a constant replaces,
// and a lookup panics in other words than an assignment.
//
//	m[k] = 1  →  m[k] = func() int { return 1 }()
func (v *valueLowerer) constantsIntoMaps(n *ast.AssignStmt) {
	for i, e := range n.Lhs {
		x, ok := ast.Unparen(e).(*ast.IndexExpr)
		if !ok || len(n.Lhs) != len(n.Rhs) {
			continue
		}
		tv := v.info.Types[n.Rhs[i]]
		if m, ok := under[*types.Map](v.typeOf(x.X)); ok && !hasHash(m.Key()) && tv.Value != nil {
			t := types.Default(tv.Type)
			n.Rhs[i] = v.inFunc(n.Rhs[i], v.typeExpr(t, e.Pos()))
			v.info.Types[n.Rhs[i]] = types.TypeAndValue{Type: t}
		}
	}
}

// hasHash reports whether every value of a type that may be the key of a map can be
// one: there is no interface in it.
func hasHash(key types.Type) bool {
	switch t := key.Underlying().(type) {
	case *types.Interface:
		return false
	case *types.Array:
		return hasHash(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if !hasHash(f.Type()) {
				return false
			}
		}
	}
	return true
}

// several rewrites a, b = f() where a target is not a plain variable: yaegi loses
// a value that goes into an element of a map. Calls on the left come before that of
// f, the operands are read after it, and the targets are assigned from left to right:
//
//	p.x, m[k] = f()  →  ·v1, ·v2 := f(); ·v3 := p; ·v4 := m; ·v5 := k; ·v3.x = ·v1; ·v4[·v5] = ·v2
//
// In a clause, where no statement can come before, the assignment stays.
func (v *valueLowerer) several(c *astutil.Cursor, n *ast.AssignStmt) {
	plain := true
	for _, e := range n.Lhs {
		_, id := e.(*ast.Ident)
		plain = plain && id
	}
	if plain || len(n.Lhs) < 2 || c.Index() < 0 {
		return
	}
	get := &ast.AssignStmt{TokPos: n.TokPos, Tok: token.DEFINE, Rhs: n.Rhs}
	for i, e := range n.Lhs {
		n.Lhs[i] = v.callsFirst(c, e)
		get.Lhs = append(get.Lhs, e)
		if !isBlankIdent(e) {
			get.Lhs[i] = ident(v.temp("v"), e.Pos())
		}
	}
	c.InsertBefore(get)

	var set []ast.Stmt
	for i, e := range n.Lhs {
		if !isBlankIdent(e) {
			name := get.Lhs[i].(*ast.Ident).Name
			set = append(set, assign(e.Pos(), v.leftOperand(c, e), ident(name, e.Pos())))
		}
	}
	for _, s := range set[:len(set)-1] {
		c.InsertBefore(s)
	}
	c.Replace(set[len(set)-1])
}

// before evaluates an expression ahead of the statement that c is at, and returns
// the variable with its value. c must be at a statement of a list.
func (v *valueLowerer) before(c *astutil.Cursor, e ast.Expr) ast.Expr {
	name := v.temp("v")
	c.InsertBefore(define(e.Pos(), name, e))
	return ident(name, e.Pos())
}

// leftOperand evaluates what an assignment's target is reached by, and returns the
// target in terms of the variables made for it. Slices, maps, pointers and indexes
// are evaluated once. An array or a struct is not copied: only the operands inside
// its own expression are, for the assignment has to reach the variable itself.
func (v *valueLowerer) leftOperand(c *astutil.Cursor, e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return v.leftOperand(c, e.X)
	case *ast.IndexExpr:
		if _, array := under[*types.Array](v.typeOf(e.X)); array {
			e.X = v.leftOperand(c, e.X)
		} else {
			e.X = v.keepType(v.before(c, e.X), e.X)
		}
		if v.info.Types[e.Index].Value == nil {
			e.Index = v.keepType(v.before(c, e.Index), e.Index)
		}
	case *ast.SelectorExpr:
		if t := v.typeOf(e.X); t != nil && isPointer(t) {
			e.X = v.keepType(v.before(c, e.X), e.X)
		} else if t != nil {
			e.X = v.leftOperand(c, e.X)
		}
	case *ast.StarExpr:
		e.X = v.keepType(v.before(c, e.X), e.X)
	}
	return e
}

// parallelClause is parallel in the clause of an if, a for or a switch, where no
// statement can come before. The values become the results of one call, of the
// types of the targets when they are constants or nil:
//
//	if a, b = b, g(); a > b  →  if a, b = func() (int, int) { return b, g() }(); a > b
//
// It reports a nil or an untyped value for a target whose type is not known, which
// an earlier pass made.
func (v *valueLowerer) parallelClause(n *ast.AssignStmt) {
	pos := n.Pos()
	var results []*types.Var
	for i, e := range n.Rhs {
		tv := v.info.Types[e]
		t := tv.Type
		if l := v.typeOf(n.Lhs[i]); l != nil && (tv.IsNil() || tv.Value != nil) {
			t = l
		}
		if t == nil || tv.IsNil() && v.typeOf(n.Lhs[i]) == nil {
			v.report(pos, "this assignment is too much for a clause in a script: put it in the body")
			return
		}
		results = append(results, types.NewParam(token.NoPos, nil, "", types.Default(t)))
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(results...), false)
	lit := &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, &ast.ReturnStmt{Return: pos, Results: n.Rhs})}
	n.Rhs = []ast.Expr{call(pos, lit)}
}
