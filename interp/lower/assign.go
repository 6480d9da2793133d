package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// parallel takes an assignment of several values apart when one of them is
// made by a call or a literal: yaegi lets it overwrite its neighbours. As in
// Go, operands on the left are evaluated before anything is assigned.
func (v *valueLowerer) parallel(c *astutil.Cursor, n *ast.AssignStmt) {
	if len(n.Rhs) < 2 {
		v.several(c, n)
		return
	}
	made, indirect, empty := false, false, false
	for i := range n.Rhs {
		made = made || makesValue(n.Rhs[i]) || dereferences(n.Rhs[i])
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
		n.Lhs[i] = v.leftOperand(c, e)
	}
	for i, e := range n.Rhs {
		if tv := v.info.Types[e]; tv.Value != nil || tv.IsNil() {
			continue
		}
		n.Rhs[i] = v.keepType(v.before(c, e), e)
	}
	if empty || indirect { // yaegi cannot assign nil among others, and Go assigns one after the other
		for i := range len(n.Lhs) - 1 {
			c.InsertBefore(&ast.AssignStmt{Lhs: n.Lhs[i : i+1 : i+1], TokPos: n.TokPos, Tok: n.Tok, Rhs: n.Rhs[i : i+1 : i+1]})
		}
		last := len(n.Lhs) - 1
		n.Lhs, n.Rhs = n.Lhs[last:], n.Rhs[last:]
	}
}

// update has the right side of x op= y evaluated first, when it is a call that
// may change what x is reached by.
func (v *valueLowerer) update(c *astutil.Cursor, n *ast.AssignStmt) {
	if n.Tok == token.SHL_ASSIGN || n.Tok == token.SHR_ASSIGN {
		n.Rhs[0] = v.shiftCount(n.Rhs[0])
	}
	if c.Index() >= 0 && !isIdent(n.Lhs[0]) && makesValue(n.Rhs[0]) {
		n.Rhs[0] = v.keepType(v.before(c, n.Rhs[0]), n.Rhs[0])
	}
}

// several takes an assignment of one expression with several values apart,
// unless it is to variables: yaegi loses what goes elsewhere.
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
	var set []ast.Stmt
	for _, e := range n.Lhs {
		e = v.leftOperand(c, e)
		if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
			get.Lhs = append(get.Lhs, e)
			continue
		}
		name := v.temp("v")
		get.Lhs = append(get.Lhs, ident(name, e.Pos()))
		set = append(set, assign(e.Pos(), e, ident(name, e.Pos())))
	}
	for _, s := range append([]ast.Stmt{get}, set[:len(set)-1]...) {
		c.InsertBefore(s)
	}
	c.Replace(set[len(set)-1])
}

// before evaluates an expression ahead of the statement.
func (v *valueLowerer) before(c *astutil.Cursor, e ast.Expr) ast.Expr {
	name := v.temp("v")
	c.InsertBefore(define(e.Pos(), name, e))
	return ident(name, e.Pos())
}

// leftOperand evaluates what an assignment's target is reached by.
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

// parallelClause is parallel where no statement can come before: in the
// clauses of an if, a for or a switch.
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

// makesValue tells whether evaluating an expression calls or makes something.
func makesValue(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.CompositeLit, *ast.FuncLit, *ast.TypeAssertExpr:
			found = true
		}
		return !found
	})
	return found
}
