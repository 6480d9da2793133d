package lower

import "go/ast"

// params names the parameters that have no name: yaegi counts them among the
// arguments but keeps no place for them in the frame, so that local variables
// would be taken for them.
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

func (l *lowerer) nameParams(typ *ast.FuncType) {
	for _, f := range typ.Params.List {
		if len(f.Names) == 0 {
			f.Names = []*ast.Ident{ident(l.temp("p"), f.Type.Pos())}
		}
	}
}
