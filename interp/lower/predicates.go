package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// isStruct reports whether a type is a struct, named or not.
func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// isIdent reports whether an expression is a plain name.
func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

// dereferences reports whether evaluating an expression follows a pointer by *,
// and so may find nil. What a function literal in it does is not evaluated.
func dereferences(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		_, star := n.(*ast.StarExpr)
		found = found || star
		_, lit := n.(*ast.FuncLit)
		return !lit && !found
	})
	return found
}

// isArray reports whether a type is an array.
func isArray(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// isBlankIdent reports whether an expression is _.
func isBlankIdent(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// isNamed reports whether what is assigned to is anything but _.
func isNamed[E ast.Expr](e E) bool { return !isBlankIdent(e) }

// hasDefer reports whether a function defers calls, counting defers in bodies of
// ranges over functions. loopBodies are the literals that rangeFuncs made of
// those bodies, nil before it ran.
func hasDefer(body *ast.BlockStmt, loopBodies map[*ast.FuncLit]bool) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.DeferStmt); ok {
			found = true
		}
		lit, ok := n.(*ast.FuncLit)
		return !found && (!ok || loopBodies[lit])
	})
	return found
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// under returns the underlying type of t, and whether it is a T. A nil t, the
// type of a node that a pass made, is none.
func under[T types.Type](t types.Type) (T, bool) {
	if t == nil {
		var zero T
		return zero, false
	}
	u, ok := t.Underlying().(T)
	return u, ok
}

// terminates reports whether a list of statements ends with one that leaves it,
// so that what is appended could not run.
func terminates(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch list[len(list)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// hasGoto reports whether a function's own statements have a goto.
func hasGoto(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		b, ok := n.(*ast.BranchStmt)
		found = found || ok && b.Tok == token.GOTO
		_, lit := n.(*ast.FuncLit)
		return !found && !lit
	})
	return found
}

// isEmptyInterface reports whether a type is any, or a named interface without
// methods.
func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

func isFunction(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// makesValue reports whether evaluating an expression calls a function, receives,
// makes a composite value or a function, or asserts a type: for the result of those
// yaegi uses a place that something else may have.
func makesValue(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.CompositeLit, *ast.FuncLit, *ast.TypeAssertExpr:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

// isInterfaceMethod reports whether a function is a method of an interface, behind
// which there may be compiled code.
func isInterfaceMethod(f *types.Func) bool {
	recv := f.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}
