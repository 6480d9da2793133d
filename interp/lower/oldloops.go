package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// oldLoops gives the loops of files in Go 1.21 or older one variable for all rounds,
// as they had it there. Only loops whose variable may outlive its round are rewritten,
// for to others it makes no difference:
//
//	for i := 0; i < 3; i++ { … }   →   { i := 0; for ; i < 3; i++ { … } }
//	for k, v := range m { … }      →   { var k··1 K; var v··2 V; for k··1, v··2 = range m { … } }
//
// The variables of a range are renamed, because m may mention another of the name.
func (l *lowerer) oldLoops() {
	if len(l.oldFiles) == 0 {
		return
	}
	targets := l.gotoTargets()
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		loop, label := c.Node(), (*ast.LabeledStmt)(nil)
		if s, ok := loop.(*ast.LabeledStmt); ok {
			loop, label = s.Stmt, s
		} else if _, labelled := c.Parent().(*ast.LabeledStmt); labelled {
			return true
		}
		if loop == nil || !l.oldFiles[l.fset.File(loop.Pos())] {
			return true
		}

		declared := l.oldLoop(loop)
		if len(declared) == 0 {
			return true
		}
		if label != nil && targets[l.info.Defs[label.Label]] {
			l.report(label.Pos(), "goto %s is not available to scripts in a file of Go 1.21 or older: the variables of that loop outlive it", Unmark(label.Label.Name))
		}
		c.Replace(block(loop.Pos(), append(declared, c.Node().(ast.Stmt))...))
		return true
	})
}

// oldLoop makes a loop use variables that are declared outside of it, and returns their
// declarations; none when the loop may stay as it is.
func (l *lowerer) oldLoop(loop ast.Node) (declared []ast.Stmt) {
	switch n := loop.(type) {
	case *ast.ForStmt:
		init, ok := n.Init.(*ast.AssignStmt)
		if ok && init.Tok == token.DEFINE && l.anyCaptured(n, init.Lhs...) {
			n.Init = nil
			declared = append(declared, init)
		}
	case *ast.RangeStmt:
		if n.Tok != token.DEFINE || !l.anyCaptured(n, n.Key, n.Value) {
			return nil
		}
		n.Tok = token.ASSIGN
		for _, e := range []*ast.Expr{&n.Key, &n.Value} {
			if id, ok := (*e).(*ast.Ident); ok && id.Name != "_" {
				declared = append(declared, l.declareOutside(n, id, e))
			}
		}
	}
	return declared
}

// anyCaptured reports whether one of the variables that a loop declares may outlive
// its round.
func (l *lowerer) anyCaptured(loop ast.Node, vars ...ast.Expr) bool {
	for _, v := range vars {
		if id, ok := v.(*ast.Ident); ok && l.info.Defs[id] != nil && l.captured(loop, l.info.Defs[id]) {
			return true
		}
	}
	return false
}

// declareOutside renames a variable of a range, and returns a declaration of it. The
// range gets another identifier, which mentions it.
func (l *lowerer) declareOutside(n *ast.RangeStmt, id *ast.Ident, to *ast.Expr) ast.Stmt {
	obj, pos := l.info.Defs[id], id.Pos()
	l.fresh++
	name := fmt.Sprintf("%s%s%s%d", id.Name, mark, mark, l.fresh)
	l.names[obj] = name
	ast.Inspect(n, func(n ast.Node) bool {
		if use, ok := n.(*ast.Ident); ok && l.info.ObjectOf(use) == obj {
			use.Name = name
		}
		return true
	})

	use := ident(name, pos)
	l.info.Uses[use] = obj
	*to = use
	spec := &ast.ValueSpec{Names: []*ast.Ident{id}, Type: l.typeExpr(obj.Type(), pos)}
	l.info.Types[spec.Type] = typeValue(obj.Type())
	return &ast.DeclStmt{Decl: varDecl(spec)}
}

// gotoTargets returns the labels that a goto of the file leads to.
func (l *lowerer) gotoTargets() map[types.Object]bool {
	targets := map[types.Object]bool{}
	ast.Inspect(l.file, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO {
			targets[l.info.Uses[b.Label]] = true
		}
		return true
	})
	return targets
}
