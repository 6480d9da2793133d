package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// declareTypes moves every type declaration of the file, local ones too, to
// its top, where generated functions can name it.
func (l *lowerer) declareTypes() {
	var decls []ast.Decl
	ast.Inspect(l.file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		obj, ok := l.info.Defs[spec.Name].(*types.TypeName)
		if !ok || obj.IsAlias() || l.isScriptInterface(obj.Type()) || l.hostTypes[obj] != nil {
			return true
		}
		one := &ast.TypeSpec{Name: ident(spec.Name.Name, spec.Pos()), Type: l.typeExpr(l.info.Types[spec.Type].Type, spec.Pos())}
		decls = append(decls, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.TYPE, Specs: []ast.Spec{one}})
		return true
	})
	astutil.Apply(l.file, func(c *astutil.Cursor) bool {
		d, ok := c.Node().(*ast.DeclStmt)
		local := ok && d.Decl.(*ast.GenDecl).Tok == token.TYPE
		if local {
			remove(c)
		}
		return !local
	}, nil)
	kept := l.file.Decls[:0]
	for _, d := range l.file.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok == token.VAR {
			kept = append(kept, d)
		}
	}
	l.file.Decls = append(decls, kept...)
}
