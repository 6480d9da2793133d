package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// redeclarations assigns to the parameters and results that := finds declared, and
// declares the other variables alone. yaegi makes new variables of parameters:
// pointers and closures keep those before. In a function that defers it is the same
// with results, since defers makes a function of the body.
//
//	n, err := f()      →  n, ·v1 := f(); err = ·v1
//	n, list := 1, nil  →  n := 1; list = nil
//
// All values are evaluated before any is assigned, except constants and nil, which
// need no variable and may have no type of their own. Only statements in the list
// of the body itself redeclare: all others begin a scope.
func (l *lowerer) redeclarations() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			l.redeclarationsOf(n.Body)
		case *ast.FuncLit:
			l.redeclarationsOf(n.Body)
		}
		return true
	})
}

// redeclarationsOf rewrites the list of one function's body.
func (l *lowerer) redeclarationsOf(body *ast.BlockStmt) {
	if body == nil {
		return
	}
	var list []ast.Stmt
	for _, s := range body.List {
		list = append(list, s)
		if n, ok := s.(*ast.AssignStmt); ok && n.Tok == token.DEFINE {
			list = append(list, l.assignOthers(n)...)
		}
	}
	body.List = list
}

// assignOthers leaves to n the variables that it declares, and returns the
// assignments to parameters and results.
func (l *lowerer) assignOthers(n *ast.AssignStmt) (others []ast.Stmt) {
	var names, values []ast.Expr
	paired := len(n.Rhs) == len(n.Lhs)
	for i, e := range n.Lhs {
		id := e.(*ast.Ident)
		if v, ok := l.info.Uses[id].(*types.Var); ok && (v.Kind() == types.ParamVar || v.Kind() == types.ResultVar || v.Kind() == types.RecvVar) {
			if tv := l.info.Types[n.Rhs[min(i, len(n.Rhs)-1)]]; paired && (tv.Value != nil || tv.IsNil()) {
				others = append(others, assign(n.TokPos, id, n.Rhs[i]))
				continue
			}
			made, value := l.variable(id.Pos(), l.valueType(n, i))
			others = append(others, assign(n.TokPos, id, value))
			e = made
		}
		names = append(names, e)
		if paired {
			values = append(values, n.Rhs[i])
		}
	}

	if n.Lhs = names; paired {
		n.Rhs = values
	}
	return others
}

// valueType returns the type of the value that an assignment has for its target i.
func (l *lowerer) valueType(n *ast.AssignStmt, i int) types.Type {
	if len(n.Rhs) == len(n.Lhs) {
		return l.typeOf(n.Rhs[i])
	}
	return l.typeOf(n.Rhs[0]).(*types.Tuple).At(i).Type()
}

// variable makes a variable, and returns the identifiers that declare and use it.
func (l *lowerer) variable(pos token.Pos, t types.Type) (declared, used *ast.Ident) {
	name := l.temp("v")
	declared, used = ident(name, pos), ident(name, pos)
	v := types.NewVar(pos, l.script, name, t)
	l.info.Defs[declared], l.info.Uses[used] = v, v
	return declared, used
}
