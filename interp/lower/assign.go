package lower

import (
	"go/ast"
	"go/token"
	"go/types"

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
	v.withRoom(c, n, func(at statements) {
		v.evaluate(at, n)
		for i := range len(n.Lhs) - 1 {
			at.InsertBefore(&ast.AssignStmt{Lhs: n.Lhs[i : i+1 : i+1], TokPos: n.TokPos, Tok: n.Tok, Rhs: n.Rhs[i : i+1 : i+1]})
		}
		last := len(n.Lhs) - 1
		n.Lhs, n.Rhs = n.Lhs[last:], n.Rhs[last:]
	})
}

// evaluate does the first phase of an assignment of several values: calls, operands
// of targets, and other values.
func (v *valueLowerer) evaluate(at statements, n *ast.AssignStmt) {
	for i, e := range n.Lhs {
		n.Lhs[i] = v.callsFirst(at, e)
	}
	called := make([]bool, len(n.Rhs))
	for i, e := range n.Rhs {
		if called[i] = v.runsScript(e); called[i] {
			n.Rhs[i] = v.keepType(v.before(at, e), e)
		}
	}
	for i, e := range n.Lhs {
		n.Lhs[i] = v.leftOperand(at, e)
	}
	for i, e := range n.Rhs {
		if tv := v.info.Types[e]; tv.Value == nil && !tv.IsNil() && !called[i] {
			n.Rhs[i] = v.keepType(v.before(at, e), e)
		}
	}
}

// single evaluates y of x = y first when it runs functions of the script, and x is not
// a plain variable: they may change what x is reached by, and x may panic only after
// them. yaegi begins with x.
//
//	list[0] = add()  →  ·v1 := add(); list[0] = ·v1
//
// So it does with what is made for a variable of a compiled package, which yaegi would
// write elsewhere.
func (v *valueLowerer) single(c *astutil.Cursor, n *ast.AssignStmt) {
	if v.compiledVariable(n.Lhs[0]) != nil && makesValue(n.Rhs[0]) || !isIdent(n.Lhs[0]) && v.runsScript(n.Rhs[0]) {
		v.valueFirst(c, n)
	}
}

// valueFirst evaluates the calls of the one target of an assignment, then its value,
// and assigns last.
func (v *valueLowerer) valueFirst(c *astutil.Cursor, n *ast.AssignStmt) {
	v.withRoom(c, n, func(at statements) {
		n.Lhs[0] = v.callsFirst(at, n.Lhs[0])
		n.Rhs[0] = v.keepType(v.before(at, n.Rhs[0]), n.Rhs[0])
	})
}

// withRoom calls rewrite with the place for the statements that come before an
// assignment. In the clause of an if, a for or a switch, where there is none, a
// function does all of it:
//
//	if list[0] = add(); ok  →  if func() { ·v1 := add(); list[0] = ·v1 }(); ok
func (v *valueLowerer) withRoom(c *astutil.Cursor, n *ast.AssignStmt, rewrite func(at statements)) {
	if c.Index() >= 0 {
		rewrite(c)
		return
	}
	inside := &clause{}
	rewrite(inside)
	c.Replace(&ast.ExprStmt{X: call(n.Pos(), thunk(n.Pos(), append(inside.list, n)...))})
}

// statements is a place that statements can be put before: a cursor at a statement of
// a list, or the body of the function that stands for a clause.
type statements interface{ InsertBefore(ast.Node) }

type clause struct{ list []ast.Stmt }

func (c *clause) InsertBefore(n ast.Node) { c.list = append(c.list, n.(ast.Stmt)) }

// callsFirst evaluates the calls in a target ahead of the statement that c is at, in
// their order, and returns the target in terms of their values. Variables of the
// target stay, to be read after what is called later.
func (v *valueLowerer) callsFirst(c statements, target ast.Expr) ast.Expr {
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
// and so change variables: it calls something, for compiled code calls methods and
// functions that it is given. What a function literal does that is not called counts
// for nothing.
func (v *valueLowerer) runsScript(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
				found = found || v.runsScript(lit.Body)
			} else if !v.isConversion(n) && v.builtin(n) == "" && !isMade(n.Fun) {
				found = true
			}
		}
		return !found
	})
	return found
}

// isMade reports whether a function is one that passes call: of the host, or new.
func isMade(fun ast.Expr) bool {
	switch fun := fun.(type) {
	case *ast.SelectorExpr:
		return isHostFunc(fun)
	case *ast.Ident:
		return types.Universe.Lookup(fun.Name) != nil // those of the script have other names
	}
	return false
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
	if !isIdent(n.Lhs[0]) && makesValue(n.Rhs[0]) {
		v.valueFirst(c, n)
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
func (v *valueLowerer) several(c *astutil.Cursor, n *ast.AssignStmt) {
	plain := true
	for _, e := range n.Lhs {
		_, id := e.(*ast.Ident)
		plain = plain && id
	}
	if plain {
		return
	}
	v.withRoom(c, n, func(at statements) {
		get := &ast.AssignStmt{TokPos: n.TokPos, Tok: token.DEFINE, Rhs: n.Rhs}
		for i, e := range n.Lhs {
			n.Lhs[i] = v.callsFirst(at, e)
			get.Lhs = append(get.Lhs, e)
			if !isBlankIdent(e) {
				get.Lhs[i] = ident(v.temp("v"), e.Pos())
			}
		}
		at.InsertBefore(get)

		var set []*ast.AssignStmt
		for i, e := range n.Lhs {
			if !isBlankIdent(e) {
				name := get.Lhs[i].(*ast.Ident).Name
				set = append(set, assign(e.Pos(), v.leftOperand(at, e), ident(name, e.Pos())))
			}
		}
		last := len(set) - 1
		for _, s := range set[:last] {
			at.InsertBefore(s)
		}
		n.Lhs, n.Rhs = set[last].Lhs, set[last].Rhs
	})
}

// before evaluates an expression ahead of the statement that c is at, and returns
// the variable with its value. A cursor must be at a statement of a list.
func (v *valueLowerer) before(c statements, e ast.Expr) ast.Expr {
	name := v.temp("v")
	c.InsertBefore(define(e.Pos(), name, e))
	return ident(name, e.Pos())
}

// leftOperand evaluates what an assignment's target is reached by, and returns the
// target in terms of the variables made for it. Slices, maps, pointers and indexes
// are evaluated once. An array or a struct is not copied: only the operands inside
// its own expression are, for the assignment has to reach the variable itself.
func (v *valueLowerer) leftOperand(c statements, e ast.Expr) ast.Expr {
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
