package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

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

// switchStmt writes out the comparisons of a switch that yaegi gets wrong. It may
// panic on a tag or a case that is an interface, never matches nil with a slice,
// a map, a function or a channel, panics on complex numbers, and does not compute a
// case behind the first of its clause: it compares the tag with what was there
// before. The tag is evaluated once, before the cases, and the cases in their order,
// as before:
//
//	switch x {                        {
//	case 1, "one":                        ·tag1 := x
//	case nil:              →              switch {
//	}                                     case ·host.Equal(·tag1, 1) || ·host.Equal(·tag1, "one"):
//	                                      case ·host.IsNil(·tag1):
//	                                      }
//	                                  }
//
// A switch whose later cases are integers, strings and variables stays, except that
// a tag beside an init statement moves behind it, into the block: yaegi loses its
// value. The variables that init declares are still seen by the clauses alone.
func (v *valueLowerer) switchStmt(c *astutil.Cursor, n *ast.SwitchStmt) {
	defaultLast(n.Body)
	if n.Tag == nil {
		eachCase(n.Body, v.compareWithTrue)
		v.joinCases(n.Body)
		return
	}

	tag := v.typeOf(n.Tag)
	if tag == nil { // made by an earlier pass
		return
	}
	if !v.mustCompare(n.Body, tag) {
		if n.Init != nil && !isIdent(n.Tag) {
			before := []ast.Stmt{n.Init}
			n.Init = nil
			v.hoist(c, before, n)
		}
		return
	}

	name := v.temp("tag")
	eachCase(n.Body, func(e ast.Expr) ast.Expr {
		use := ident(name, n.Switch)
		v.info.Types[use] = types.TypeAndValue{Type: tag}
		if v.info.Types[e].IsNil() && types.IsInterface(tag) { // yaegi takes a nil pointer in an interface with methods for nil
			return call(e.Pos(), hostFunc(e.Pos(), "IsNil"), use)
		}
		same := &ast.BinaryExpr{X: use, OpPos: e.Pos(), Op: token.EQL, Y: e}
		v.info.Types[same] = types.TypeAndValue{Type: types.Typ[types.Bool]}
		return v.comparison(same)
	})

	v.joinCases(n.Body)
	before := []ast.Stmt{n.Init, define(n.Switch, name, n.Tag)}
	n.Init, n.Tag = nil, nil
	v.hoist(c, before, n)
}

// mustCompare reports whether yaegi gets a switch over a tag of a type wrong: by the
// type of the tag or of a case, or by a case that it does not compute.
func (v *valueLowerer) mustCompare(body *ast.BlockStmt, tag types.Type) bool {
	must := types.IsInterface(tag) || comparedByOperator(tag)
	for _, s := range body.List {
		for i, e := range s.(*ast.CaseClause).List {
			t := v.typeOf(e)
			must = must || t != nil && types.IsInterface(t) || i > 0 && !v.isComputed(e)
		}
	}
	return must
}

// isComputed reports whether yaegi has the value of an expression without computing
// it: of a variable and of most constants. It computes the minus sign of a float, and
// a conversion to a compiled type.
func (v *valueLowerer) isComputed(e ast.Expr) bool {
	tv := v.info.Types[e]
	if tv.Value != nil {
		b, ok := under[*types.Basic](tv.Type)
		return ok && b.Info()&types.IsFloat == 0 && !v.isCompiled(tv.Type)
	}
	return isIdent(e) && !tv.IsNil()
}

// compareWithTrue compares a case of a switch without a tag with true, if it is an
// interface: yaegi takes it for a bool, and panics.
func (v *valueLowerer) compareWithTrue(e ast.Expr) ast.Expr {
	if t := v.typeOf(e); t == nil || !types.IsInterface(t) {
		return e
	}
	same := &ast.BinaryExpr{X: ident("true", e.Pos()), OpPos: e.Pos(), Op: token.EQL, Y: e}
	v.info.Types[same.X] = types.TypeAndValue{Type: types.Typ[types.Bool]}
	v.info.Types[same] = types.TypeAndValue{Type: types.Typ[types.Bool]}
	return v.comparison(same)
}

// comparedByOperator reports whether yaegi compares values of a type rightly with
// == but wrongly in a switch.
func comparedByOperator(tag types.Type) bool {
	switch t := tag.Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsBoolean|types.IsComplex) != 0
	case *types.Slice, *types.Map, *types.Signature, *types.Chan:
		return true
	}
	return false
}

// defaultLast puts the default clause behind the others, whose order it keeps:
// yaegi swaps an early default with the last clause, whose condition is then tried
// first. Where a clause falls through the order matters, and switches has made the
// default the last one.
func defaultLast(body *ast.BlockStmt) {
	for i, s := range body.List {
		if clause := s.(*ast.CaseClause); clause.List == nil &&
			!slices.ContainsFunc(body.List, func(s ast.Stmt) bool { return fallsThrough(s.(*ast.CaseClause)) }) {
			body.List = append(append(body.List[:i:i], body.List[i+1:]...), s)
			return
		}
	}
}

// joinCases joins the conditions of each clause of a switch without a tag with
// ||, which evaluates them in the same order and stops as early: yaegi looks at
// the first one only.
func (v *valueLowerer) joinCases(body *ast.BlockStmt) {
	for _, s := range body.List {
		clause := s.(*ast.CaseClause)
		for len(clause.List) > 1 {
			x, y := v.apartOperand(clause.List[0]), v.apartOperand(clause.List[1])
			or := &ast.BinaryExpr{X: x, OpPos: y.Pos(), Op: token.LOR, Y: y}
			clause.List = append([]ast.Expr{or}, clause.List[2:]...)
		}
	}
}

// eachCase replaces every expression of every clause by what f returns for it.
func eachCase(body *ast.BlockStmt, f func(ast.Expr) ast.Expr) {
	for _, s := range body.List {
		clause := s.(*ast.CaseClause)
		for i, e := range clause.List {
			clause.List[i] = f(e)
		}
	}
}

// typeSwitch makes a switch over the number of the clause that matches, which the
// host finds by the type in the box. yaegi goes by a type of its own, which
// structs with the same fields share. The host is given the types of all clauses
// as a table, boxes.switches; the default clause has none.
//
//	switch v := x.(type) {        {
//	case nil:                         ·switch1 := x
//		f(v)                          switch ·host.Which(0, ·switch1) {
//	case error:            →          case 0:
//		g(v)                              v := ·switch1; _ = v
//	}                                     f(v)
//	                                  case 1:
//	                                      v := ·to·3(·switch1, "interface {}"); _ = v
//	                                      g(v)
//	                                  }
//	                              }
//
// x is evaluated once. v is declared in every clause, as Go does: in a clause of
// one type it has that type, else that of x.
func (v *valueLowerer) typeSwitch(c *astutil.Cursor, n *ast.TypeSwitchStmt) {
	bound, x := "", ast.Expr(nil)
	switch s := n.Assign.(type) {
	case *ast.AssignStmt:
		bound, x = s.Lhs[0].(*ast.Ident).Name, ast.Unparen(s.Rhs[0]).(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		x = ast.Unparen(s.X).(*ast.TypeAssertExpr).X
	}

	from := v.typeOf(x)
	name := v.temp("switch")
	opened := func(pos token.Pos) ast.Expr { return v.toAny(ident(name, pos), from) }

	var clauses [][]int
	for i, s := range n.Body.List {
		clause := s.(*ast.CaseClause)
		ids := v.clauseIDs(clause)
		if bound != "" {
			var value ast.Expr = ident(name, clause.Pos())
			if len(clause.List) == 1 && ids[0] != 0 {
				value = v.assert(opened(clause.Pos()), v.boxes.list[ids[0]-1], from)
			}
			use := assign(clause.Pos(), ident("_", clause.Pos()), ident(bound, clause.Pos()))
			clause.Body = append([]ast.Stmt{define(clause.Pos(), bound, value), use}, clause.Body...)
		}
		if clause.List != nil {
			clause.List = []ast.Expr{intLit(clause.Pos(), int64(i))}
		}
		clauses = append(clauses, ids)
	}

	v.boxes.switches = append(v.boxes.switches, clauses)
	which := call(n.Pos(), hostFunc(n.Pos(), "Which"), intLit(n.Pos(), int64(len(v.boxes.switches)-1)), opened(n.Pos()))
	v.hoist(c, []ast.Stmt{n.Init, define(n.Pos(), name, x)}, &ast.SwitchStmt{Switch: n.Switch, Tag: which, Body: n.Body})
}

// clauseIDs returns the numbers of the types that a clause lists, 0 for nil. The
// list is empty for the default clause.
func (v *valueLowerer) clauseIDs(clause *ast.CaseClause) []int {
	ids := make([]int, len(clause.List))
	for i, e := range clause.List {
		if tv := v.info.Types[e]; !tv.IsNil() {
			ids[i] = v.boxes.id(tv.Type)
		}
	}
	return ids
}
