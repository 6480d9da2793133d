package lower

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// hoist replaces the statement at c by a block of the statements before and s,
// the loop or switch that the pass has made of it:
//
//	switch x := f(); x { … }  →  { x := f(); switch x { … } }
//
// It leaves nil statements out, so that a pass may hand over an Init that is not
// there. A label of the old statement now stands in front of the block, where no
// "break L" or "continue L" may name it; l.hoisted notes the block, for labeled
// to move the label.
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

// labeled moves the label of a block that hoist made to the block's last
// statement, the loop or switch that the label was written for:
//
//	L: { x := f(); switch x { … } }  →  { x := f(); L: switch x { … } }
//
// It leaves all other labels alone.
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

// labels moves the labels of hoisted statements to where they belong, and puts
// labels that stand in a clause of a switch (a select is one by now) into a
// block. yaegi reports a label in a clause as undefined, whether goto, break or
// continue names it.
//
//	case 1:                      case 1:
//	    n++                          n++
//	again:                  →        {
//	    for n < 10 { … }             again:
//	                                     for n < 10 { … }
//	                                 }
//
// It runs after selects, switches and rangeForms, which hoist, and before
// loopVars, which looks for the label on the loop itself. values hoists once
// more, and calls labeled on its own way through the file.
func (l *lowerer) labels() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.LabeledStmt:
			l.labeled(c, n)
		case *ast.CaseClause:
			n.Body = labelBlock(n.Body)
		}
		return true
	})
}

// labelBlock puts the statements of a clause from the first label to the end
// into one block. It reaches to the end so that a variable declared after the
// label is still in scope wherever it is used; later labels are inside, and need
// nothing. A fallthrough stays outside, for it has to be the last statement of
// its clause.
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
