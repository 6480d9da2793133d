package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// changed reports whether a body assigns to a variable or to a part of it, in
// its own statements or in those of function literals. isolate asks it too, for
// loops whose bound must not change.
func (l *lowerer) changed(body ast.Node, obj types.Object) bool {
	found := false
	is := func(e ast.Expr) {
		if e != nil && l.rootObject(e) == obj {
			found = true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				is(e)
			}
		case *ast.IncDecStmt:
			is(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				is(n.Key)
				is(n.Value)
			}
		}
		return !found
	})
	return found
}

// captured reports whether a variable may outlive the iteration it belongs to: a
// function literal mentions it, or something takes its address: the operator &,
// slicing an array, or a method with a pointer receiver.
func (l *lowerer) captured(body ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			found = found || l.mentions(n, obj)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && l.rootObject(n.X) == obj
		case *ast.SliceExpr:
			found = found || l.rootObject(n.X) == obj
		case *ast.SelectorExpr:
			found = found || l.takesAddress(n) && l.rootObject(n.X) == obj
		}
		return !found
	})
	return found
}

// takesAddress reports whether a selection calls or binds a method with a
// pointer receiver of an operand that is no pointer: Go then takes the address
// of the operand.
func (l *lowerer) takesAddress(n *ast.SelectorExpr) bool {
	s, ok := l.info.Selections[n]
	if !ok || s.Kind() != types.MethodVal {
		return false
	}
	t := l.typeOf(n.X)
	return t != nil && !isPointer(t) && isPointer(s.Obj().(*types.Func).Signature().Recv().Type())
}

func (l *lowerer) mentions(n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.info.ObjectOf(id) == obj {
			found = true
		}
		return !found
	})
	return found
}
