package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// declareTypes declares all types of the script at the top of the file, local
// ones too, where generated functions can name them; link has given each a name
// that no other has. They are written anew from what the checker knows, as
// typeExpr has it for the interpreter: without methods and embedding.
//
//	func f() { type pair struct{ a, b int }; … }
//	  →  type pair··1 struct { a int; b int }
//	     func f() { … }
//
// A type that is made of another one is made of what that one is made of, for yaegi
// wants the other one first:
//
//	type celsius degrees; type degrees float64
//	  →  type celsius float64; type degrees float64
//
// No name is left of aliases and interfaces of the script, for typeExpr writes
// what they stand for, and of types that the host makes, which it lends. The
// constants at the top level go too: values has written their values out. It has
// left the declarations of types alone, so that what the checker knows of them
// still holds.
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
		one := &ast.TypeSpec{Name: ident(spec.Name.Name, spec.Pos()), Type: l.typeExpr(l.declaredWith(obj), spec.Pos())}
		decls = append(decls, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.TYPE, Specs: []ast.Spec{one}})
		return true
	})
	astutil.Apply(l.file, func(c *astutil.Cursor) bool {
		d, ok := c.Node().(*ast.DeclStmt)
		local := ok && d.Decl.(*ast.GenDecl).Tok == token.TYPE
		if local {
			c.Delete()
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
