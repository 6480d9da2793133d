package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// The builders give every node a position: yaegi reports and looks things up
// by it.

func varDecl(spec *ast.ValueSpec) *ast.GenDecl {
	return &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}
}

func ident(name string, pos token.Pos) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }

func define(pos token.Pos, name string, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{ident(name, pos)}, TokPos: pos, Tok: token.DEFINE, Rhs: []ast.Expr{value}}
}

func assign(pos token.Pos, to, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{to}, TokPos: pos, Tok: token.ASSIGN, Rhs: []ast.Expr{value}}
}

func call(pos token.Pos, fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Lparen: pos, Args: args, Rparen: pos}
}

func selector(x ast.Expr, name string) *ast.SelectorExpr {
	return &ast.SelectorExpr{X: x, Sel: ident(name, x.Pos())}
}

func hostFunc(pos token.Pos, name string) ast.Expr {
	return selector(ident(mark+"host", pos), name)
}

func isHostFunc(fun *ast.SelectorExpr) bool {
	x, ok := fun.X.(*ast.Ident)
	return ok && x.Name == mark+"host"
}

func block(pos token.Pos, list ...ast.Stmt) *ast.BlockStmt {
	return &ast.BlockStmt{Lbrace: pos, List: list, Rbrace: pos}
}

// thunk is func() { list }.
func thunk(pos token.Pos, list ...ast.Stmt) *ast.FuncLit {
	return &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: block(pos, list...)}
}

func intLit(pos token.Pos, n int64) ast.Expr {
	return &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: strconv.FormatInt(n, 10)}
}

// under is the underlying type of t, if it is a T.
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
