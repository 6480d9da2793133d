package interp

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

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

// typeSwitches binds the value of a type switch that does not: without a
// variable yaegi matches no clause of a script's types.
func (l *lowerer) typeSwitches() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		s, ok := n.(*ast.TypeSwitchStmt)
		if !ok {
			return true
		}
		x, ok := s.Assign.(*ast.ExprStmt)
		if !ok {
			return true
		}
		name := l.temp("switch")
		s.Assign = define(x.Pos(), name, x.X)
		for _, c := range s.Body.List {
			clause := c.(*ast.CaseClause)
			use := assign(clause.Pos(), ident("_", clause.Pos()), ident(name, clause.Pos()))
			clause.Body = append([]ast.Stmt{use}, clause.Body...)
		}
		return true
	})
}

// methodExprs replaces T.Method by a function that calls the method.
func (l *lowerer) methodExprs() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		s, ok := c.Node().(*ast.SelectorExpr)
		if !ok {
			return true
		}
		sel, ok := l.info.Selections[s]
		if !ok || sel.Kind() != types.MethodExpr {
			return true
		}
		sig := sel.Type().(*types.Signature)
		lit := l.forwarder(s.Pos(), sig, func(params []ast.Expr) *ast.CallExpr {
			return call(s.Pos(), selector(params[0], s.Sel.Name), params[1:]...)
		})
		l.info.Types[lit] = types.TypeAndValue{Type: sig}
		c.Replace(lit)
		return true
	})
}

// forwarder is a function literal that hands its parameters to a call.
func (l *lowerer) forwarder(pos token.Pos, sig *types.Signature, target func(params []ast.Expr) *ast.CallExpr) *ast.FuncLit {
	typ := l.funcType(sig, pos)
	params := make([]ast.Expr, len(typ.Params.List))
	for i, f := range typ.Params.List {
		name := l.temp("p")
		f.Names = []*ast.Ident{ident(name, pos)}
		params[i] = ident(name, pos)
	}
	forward := target(params)
	if sig.Variadic() {
		forward.Ellipsis = pos
	}
	var body ast.Stmt = &ast.ExprStmt{X: forward}
	if sig.Results().Len() > 0 {
		body = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{forward}}
	}
	return &ast.FuncLit{Type: typ, Body: block(pos, body)}
}
