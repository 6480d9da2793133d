package lower

import (
	"go/ast"
	"go/token"
)

// results makes variables of named results. yaegi keeps those where the caller
// wants the values: they begin with what was there before, as in the second call
// of f in a loop, which gives 2, and change it before the function has returned.
//
//	func f() (n int) { n++; return }   →   func f() int { var n int; n++; return n }
//
// It runs after defers, which makes the deferring function assign its results by
// name, also inside the function that the host runs.
func (l *lowerer) results() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				l.resultsOf(n.Type, n.Body)
			}
		case *ast.FuncLit:
			l.resultsOf(n.Type, n.Body)
		}
		return true
	})
}

// resultsOf rewrites one function. Blank results get a name too, for a return
// without values has to return them as zero. Returns in function literals are
// not its own.
func (l *lowerer) resultsOf(typ *ast.FuncType, body *ast.BlockStmt) {
	if typ.Results == nil || len(typ.Results.List) == 0 || len(typ.Results.List[0].Names) == 0 {
		return
	}
	l.nameResults(typ)

	var declare []ast.Stmt
	var unnamed []*ast.Field
	var names []ast.Expr
	for _, f := range typ.Results.List {
		for _, id := range f.Names {
			names = append(names, id)
			unnamed = append(unnamed, &ast.Field{Type: copyExpr(f.Type)})
			spec := &ast.ValueSpec{Names: []*ast.Ident{ident(id.Name, id.Pos())}, Type: copyExpr(f.Type)}
			declare = append(declare, &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: id.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}})
		}
	}
	typ.Results.List = unnamed

	ast.Inspect(body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok && len(ret.Results) == 0 {
			for _, id := range names {
				ret.Results = append(ret.Results, ident(id.(*ast.Ident).Name, ret.Return))
			}
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	body.List = append(declare, body.List...)
}
