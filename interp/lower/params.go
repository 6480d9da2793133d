package lower

import "go/ast"

// params names the parameters that have no name. yaegi counts them among the
// arguments but keeps no place for them in the frame: arguments end up in the
// function's local variables, or behind the frame, and it panics.
//
//	func f(int, string)  →  func f(p1 int, p2 string)
func (l *lowerer) params() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			l.nameParams(n.Type)
		case *ast.FuncLit:
			l.nameParams(n.Type)
		}
		return true
	})
}

// nameParams names the parameters of one function. In Go either all have names
// or none; blank ones have a place in yaegi's frames.
func (l *lowerer) nameParams(typ *ast.FuncType) {
	for _, f := range typ.Params.List {
		if len(f.Names) == 0 {
			f.Names = []*ast.Ident{ident(l.temp("p"), f.Type.Pos())}
		}
	}
}
