package lower

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// blanks drops declarations of _ that do nothing at run time:
//
//	type _ int      var _ int      func _() {}      →  nothing
//
// The checker has seen them, so nothing is missed; yaegi refuses such types and
// variables ("cannot use _ as value"). A variable with an initialiser stays, since
// its call or panic is seen: link has given one at package level a name. A blank
// method stays too, and constants go with all others when values folds them.
//
// In a function an empty statement takes the place of an emptied declaration, for a
// label may stand before it.
func (l *lowerer) blanks() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "_" {
				c.Delete()
			}

		case *ast.GenDecl:
			if !dropBlanks(n) {
				return true
			}
			if _, local := c.Parent().(*ast.DeclStmt); !local {
				c.Delete()
			}

		case *ast.DeclStmt:
			if d, ok := n.Decl.(*ast.GenDecl); ok && len(d.Specs) == 0 {
				c.Replace(&ast.EmptyStmt{Semicolon: n.Pos()})
			}
		}
		return true
	})
}

// dropBlanks takes the blank specs out of a declaration, and reports whether
// nothing is left. A declaration of other things, or one that was empty from the
// start, is not touched.
func dropBlanks(d *ast.GenDecl) bool {
	if d.Tok != token.VAR && d.Tok != token.TYPE || len(d.Specs) == 0 {
		return false
	}
	kept := d.Specs[:0]
	for _, spec := range d.Specs {
		if !isBlank(spec) {
			kept = append(kept, spec)
		}
	}
	d.Specs = kept
	return len(kept) == 0
}

// isBlank reports whether a spec declares nothing but _, without an initialiser.
func isBlank(spec ast.Spec) bool {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		return s.Name.Name == "_"
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if name.Name != "_" {
				return false
			}
		}
		return len(s.Values) == 0
	}
	return false
}
