package lower

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// switches takes a switch apart whose clauses fall through around a default
// clause that is not the last. yaegi wants the default clause last, and goes by
// the order when it falls through: case 1 below would run f. One switch finds
// the clause, another runs it.
//
//	switch x {               clause := 0
//	default:                 switch x { case 1: clause = 1; case 2: clause = 2 }
//		f()                  switch clause {
//	case 1:             →    case 0: f()
//		fallthrough          case 1: fallthrough
//	case 2:                  case 2: g()
//		g()                  }
//	}
//
// Every other default clause is moved to the end by values, which also lowers
// the comparisons of both switches. Labels follow by hoist.
func (l *lowerer) switches() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		n, ok := c.Node().(*ast.SwitchStmt)
		if !ok {
			return true
		}
		fallback, falls := -1, false
		for i, s := range n.Body.List {
			clause := s.(*ast.CaseClause)
			if clause.List == nil {
				fallback = i
			}
			falls = falls || fallsThrough(clause)
		}
		if falls && fallback >= 0 && fallback < len(n.Body.List)-1 {
			l.findFirst(c, n, fallback)
		}
		return true
	})
}

// findFirst puts the switch that finds the clause before n, after n's Init, and
// leaves n to switch on the number of the clause, the default clause's too. A
// tag is evaluated once, and cases in their order until one matches, as before.
func (l *lowerer) findFirst(c *astutil.Cursor, n *ast.SwitchStmt, fallback int) {
	pos, name := n.Switch, l.temp("clause")
	find := &ast.SwitchStmt{Switch: pos, Tag: n.Tag, Body: &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace}}
	for i, s := range n.Body.List {
		clause := s.(*ast.CaseClause)
		number := intLit(clause.Case, int64(i))
		if i != fallback {
			found := assign(clause.Case, ident(name, clause.Case), number)
			find.Body.List = append(find.Body.List, &ast.CaseClause{Case: clause.Case, List: clause.List, Colon: clause.Colon, Body: []ast.Stmt{found}})
		}
		clause.List = []ast.Expr{intLit(clause.Case, int64(i))}
	}
	before := []ast.Stmt{n.Init, define(pos, name, intLit(pos, int64(fallback))), find}
	n.Init, n.Tag = nil, ident(name, pos)
	l.hoist(c, before, n)
}

func fallsThrough(clause *ast.CaseClause) bool {
	if len(clause.Body) == 0 {
		return false
	}
	b, ok := clause.Body[len(clause.Body)-1].(*ast.BranchStmt)
	return ok && b.Tok == token.FALLTHROUGH
}
