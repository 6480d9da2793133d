package lower

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// blanks drops what is declared as _ and does nothing: the checker has looked
// at it, and yaegi cannot take it.
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

// dropBlanks tells whether it dropped all there was.
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
