package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// The builders give every node the position of the code that it stands for:
// yaegi reports errors and finds imports by it, and stacks show it. A function
// that no code of the script stands for has the position of the package clause,
// and is left out of stacks. No builder notes types: a pass does, where a later
// one asks typeOf.

// varDecl declares a variable at the top level.
func varDecl(spec *ast.ValueSpec) *ast.GenDecl {
	return &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}
}

func ident(name string, pos token.Pos) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }

// define is name := value.
func define(pos token.Pos, name string, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{ident(name, pos)}, TokPos: pos, Tok: token.DEFINE, Rhs: []ast.Expr{value}}
}

// assign is to = value.
func assign(pos token.Pos, to, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{to}, TokPos: pos, Tok: token.ASSIGN, Rhs: []ast.Expr{value}}
}

func call(pos token.Pos, fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Lparen: pos, Args: args, Rparen: pos}
}

func selector(x ast.Expr, name string) *ast.SelectorExpr {
	return &ast.SelectorExpr{X: x, Sel: ident(name, x.Pos())}
}

// hostFunc is a symbol of the host package, which lower imports by this name. The
// checker does not know it: it has no object and no type.
func hostFunc(pos token.Pos, name string) ast.Expr {
	return selector(ident(mark+"host", pos), name)
}

// isHostFunc reports whether a selector is a symbol of the host package.
func isHostFunc(fun *ast.SelectorExpr) bool {
	x, ok := fun.X.(*ast.Ident)
	return ok && x.Name == mark+"host"
}

func block(pos token.Pos, list ...ast.Stmt) *ast.BlockStmt {
	return &ast.BlockStmt{Lbrace: pos, List: list, Rbrace: pos}
}

// thunk is func() { list }. Its caller adds results to the type.
func thunk(pos token.Pos, list ...ast.Stmt) *ast.FuncLit {
	return &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: block(pos, list...)}
}

func intLit(pos token.Pos, n int64) ast.Expr {
	return &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: strconv.FormatInt(n, 10)}
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

var (
	anyType   = types.Universe.Lookup("any").Type()
	errorType = types.Universe.Lookup("error").Type()
)
