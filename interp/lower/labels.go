package lower

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// gotoLabels gives a place that goto names a label of its own, in front of the loop,
// switch or select that has the label now: passes put statements before those, and
// a goto comes back to all of them.
//
//	L: for … { goto L; continue L }  →  ·L1: { L: for … { goto ·L1; continue L } }
//
// The label stays in front of the block when goto alone names it. Any other statement
// comes after its label in the list, for passes put statements before it, too. So do
// several labels in a row, which goto alone may name but for the last: yaegi finds
// those in a list only. The names of labels are link's, each of them unique.
//
//	L: return a, len(b)  →  L: ; return a, len(b)
func (k *linked) gotoLabels() {
	gotos, loops := map[string][]*ast.BranchStmt{}, map[string]bool{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok && b.Label != nil {
			if b.Tok == token.GOTO {
				gotos[b.Label.Name] = append(gotos[b.Label.Name], b)
			} else {
				loops[b.Label.Name] = true
			}
		}
		return true
	})

	astutil.Apply(k.file, func(c *astutil.Cursor) bool {
		n, ok := c.Node().(*ast.LabeledStmt)
		if !ok {
			return true
		}
		for next, more := n.Stmt.(*ast.LabeledStmt); more; next, more = n.Stmt.(*ast.LabeledStmt) {
			c.InsertBefore(&ast.LabeledStmt{Label: n.Label, Colon: n.Colon, Stmt: &ast.EmptyStmt{Semicolon: n.Colon}})
			*n = *next
		}
		named := gotos[n.Label.Name]
		switch _, empty := n.Stmt.(*ast.EmptyStmt); {
		case isBreakable(n.Stmt) && len(named) > 0:
			delete(gotos, n.Label.Name) // the label itself comes again, in the block
			k.gotoLabel(n, named, loops[n.Label.Name])
		case !isBreakable(n.Stmt) && !empty:
			c.InsertAfter(n.Stmt)
			n.Stmt = &ast.EmptyStmt{Semicolon: n.Colon}
		}
		return true
	}, nil)
}

// gotoLabel puts the statement of a label into a block, with the label that break
// and continue name, if they do.
func (k *linked) gotoLabel(n *ast.LabeledStmt, gotos []*ast.BranchStmt, loop bool) {
	if !loop {
		n.Stmt = block(n.Stmt.Pos(), n.Stmt)
		return
	}
	name := k.temp(Unmark(n.Label.Name))
	n.Stmt = block(n.Stmt.Pos(), &ast.LabeledStmt{Label: n.Label, Colon: n.Colon, Stmt: n.Stmt})
	n.Label = ident(name, n.Label.Pos())
	for _, b := range gotos {
		b.Label = ident(name, b.Label.Pos())
	}
}

// isBreakable reports whether a statement is one that break may leave.
func isBreakable(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		return true
	}
	return false
}

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
//	    n++                          {
//	again:                  →            n++
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

// labelBlock puts the statements of a clause that has a label into one block. A
// fallthrough stays outside, for it has to be the last statement of its clause.
func labelBlock(list []ast.Stmt) []ast.Stmt {
	if !slices.ContainsFunc(list, func(s ast.Stmt) bool { _, labeled := s.(*ast.LabeledStmt); return labeled }) {
		return list
	}
	end := len(list)
	if b, ok := list[end-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
		end--
	}
	return append([]ast.Stmt{block(list[0].Pos(), slices.Clone(list[:end])...)}, list[end:]...)
}
