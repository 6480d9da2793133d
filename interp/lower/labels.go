package lower

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// hoist puts statements before a switch, into a block around it. A label of
// the switch moves into the block when the labelled statement is left.
func (l *lowerer) hoist(c *astutil.Cursor, before []ast.Stmt, s ast.Stmt) {
	list := before[:0]
	for _, b := range before {
		if b != nil {
			list = append(list, b)
		}
	}
	made := block(s.Pos(), append(list, s)...)
	l.hoisted[made] = true
	c.Replace(made)
}

// labeled puts a label back on the statement that it is for.
func (l *lowerer) labeled(c *astutil.Cursor, n *ast.LabeledStmt) {
	b, ok := n.Stmt.(*ast.BlockStmt)
	if !ok || !l.hoisted[b] {
		return
	}
	last := len(b.List) - 1
	n.Stmt = b.List[last]
	b.List[last] = n
	c.Replace(b)
}

// labels puts the labels of hoisted statements back, and those in the clauses of
// a switch or a select into a block, for yaegi does not find them in a clause.
func (l *lowerer) labels() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.LabeledStmt:
			l.labeled(c, n)
		case *ast.CaseClause:
			n.Body = labelBlock(n.Body)
		case *ast.CommClause:
			n.Body = labelBlock(n.Body)
		}
		return true
	})
}

// labelBlock puts what begins with the first label into a block.
func labelBlock(list []ast.Stmt) []ast.Stmt {
	for i, s := range list {
		if _, labelled := s.(*ast.LabeledStmt); !labelled {
			continue
		}
		end := len(list)
		if b, ok := list[end-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
			end--
		}
		made := block(s.Pos(), slices.Clone(list[i:end])...)
		return append(append(list[:i:i], made), list[end:]...)
	}
	return list
}
