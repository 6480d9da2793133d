package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// selects has the host choose the case of a select. yaegi keeps the channels and
// values of a select statement in one place for all goroutines that run it, and
// panics on a clause that assigns and does nothing else. The host can also end
// one that waits when the instance is killed.
//
//	select {                     c1, v1 := in, make(chan T, 1)
//	case x, ok := <-in:          c2, v2 := out, make(chan U, 1)
//		f(x, ok)                 v2 <- g()
//	case out <- g():         →   i, more := host.Select(false, host.Receive(c1, v1), host.Send(c2, v2))
//		h()                      switch i {
//	}                            case 0: x := <-v1; ok := more; f(x, ok)
//	                             case 1: h()
//	                             }
//
// What is sent and received goes through channels of one place each, the slots:
// so it keeps its type, and values converts it to an interface where it must. As
// in Go, channels and what is sent are evaluated once, in the order of the
// clauses, before the choice, and what is received is assigned after it. The
// first argument of host.Select is whether there is a default clause. It stays
// the default clause of the switch: its choice is -1.
//
// It runs before receives, which rewrites the receives from slots.
func (l *lowerer) selects() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		if n, ok := c.Node().(*ast.SelectStmt); ok {
			s := &selectLowerer{lowerer: l, more: l.temp("more")}
			s.replace(c, n)
		}
		return true
	})
}

// selectLowerer rewrites one statement. comm fills it, clause by clause.
type selectLowerer struct {
	*lowerer
	before []ast.Stmt // evaluates the channels and what is sent
	cases  []ast.Expr // arguments of host.Select, by the number of the case
	more   string     // the variable that is false when the channel was closed
	asked  bool       // a clause uses more
}

func (s *selectLowerer) replace(c *astutil.Cursor, n *ast.SelectStmt) {
	pos := n.Select
	body := &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace}
	fallback := "false"
	for _, clause := range n.Body.List {
		clause := clause.(*ast.CommClause)
		made := &ast.CaseClause{Case: clause.Case, Colon: clause.Colon, Body: clause.Body}
		if clause.Comm == nil {
			fallback = "true"
		} else {
			made.List = []ast.Expr{intLit(clause.Case, int64(len(s.cases)))}
			made.Body = append(s.comm(clause.Comm), clause.Body...)
		}
		body.List = append(body.List, made)
	}

	args := append([]ast.Expr{ident(fallback, pos)}, s.cases...)
	chosen := s.temp("case")
	choose := &ast.AssignStmt{
		Lhs: []ast.Expr{ident(chosen, pos), ident("_", pos)}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{call(pos, hostFunc(pos, "Select"), args...)},
	}
	if s.asked {
		choose.Lhs[1] = ident(s.more, pos)
	}
	s.hoist(c, append(s.before, choose), &ast.SwitchStmt{Switch: pos, Tag: s.typed(chosen, pos, types.Typ[types.Int]), Body: body})
}

// comm takes the communication of one clause apart: it adds what comes before
// the choice, and returns what the clause's body begins with. A receive that is
// a statement, whose value is dropped, needs no slot.
func (s *selectLowerer) comm(comm ast.Stmt) (begin []ast.Stmt) {
	switch n := comm.(type) {
	case *ast.SendStmt:
		ch, slot := s.channel(n.Chan), s.temp("v")
		elem := s.makeSlot(slot, n.Chan)
		n.Chan = s.typed(slot, n.Pos(), types.NewChan(types.SendRecv, elem))
		s.before = append(s.before, n)
		s.cases = append(s.cases, call(n.Pos(), hostFunc(n.Pos(), "Send"), ch, ident(slot, n.Pos())))
	case *ast.ExprStmt:
		from := ast.Unparen(n.X).(*ast.UnaryExpr).X
		s.cases = append(s.cases, call(n.Pos(), hostFunc(n.Pos(), "Await"), s.channel(from)))
	case *ast.AssignStmt:
		from := ast.Unparen(n.Rhs[0]).(*ast.UnaryExpr).X
		ch, slot := s.channel(from), s.temp("v")
		elem := s.makeSlot(slot, from)
		s.cases = append(s.cases, call(n.Pos(), hostFunc(n.Pos(), "Receive"), ch, ident(slot, n.Pos())))
		received := &ast.UnaryExpr{OpPos: n.Pos(), Op: token.ARROW, X: s.typed(slot, n.Pos(), types.NewChan(types.SendRecv, elem))}
		s.info.Types[received] = types.TypeAndValue{Type: elem}
		begin = append(begin, &ast.AssignStmt{Lhs: n.Lhs[:1], TokPos: n.TokPos, Tok: tokenFor(n, 0), Rhs: []ast.Expr{received}})
		if len(n.Lhs) == 2 && !isBlankIdent(n.Lhs[1]) {
			s.asked = true
			begin = append(begin, &ast.AssignStmt{Lhs: n.Lhs[1:], TokPos: n.TokPos, Tok: n.Tok, Rhs: []ast.Expr{s.ok(n.Lhs[1], n.Pos())}})
		}
	}
	return begin
}

// ok returns whether something was received, in the type of what it is assigned
// to. A select may assign it to a variable of a named type, as it is untyped
// there; the variable more, which takes its place, is a bool.
func (s *selectLowerer) ok(to ast.Expr, pos token.Pos) ast.Expr {
	e := s.typed(s.more, pos, types.Typ[types.Bool])
	t := s.typeOf(to)
	if b, ok := under[*types.Basic](t); ok && b.Kind() == types.Bool && t != types.Typ[types.Bool] {
		e = s.convert(t, e)
		s.info.Types[e] = types.TypeAndValue{Type: t}
	}
	return e
}

// channel evaluates a channel before the choice, and returns the variable.
func (s *selectLowerer) channel(e ast.Expr) ast.Expr {
	name := s.temp("c")
	s.before = append(s.before, define(e.Pos(), name, e))
	return ident(name, e.Pos())
}

// makeSlot makes the slot of a clause: a channel of one place, with the elements
// of the channel that the clause is about but both directions.
func (s *selectLowerer) makeSlot(name string, of ast.Expr) (elem types.Type) {
	pos := of.Pos()
	ch, _ := under[*types.Chan](s.typeOf(of))
	typ := s.typeExpr(types.NewChan(types.SendRecv, ch.Elem()), pos)
	s.before = append(s.before, define(pos, name, call(pos, ident("make", pos), typ, intLit(pos, 1))))
	return ch.Elem()
}

func (s *selectLowerer) typed(name string, pos token.Pos, t types.Type) ast.Expr {
	id := ident(name, pos)
	s.info.Types[id] = types.TypeAndValue{Type: t}
	return id
}

// tokenFor returns how one operand of a statement that declares several is
// assigned by a statement of its own: a blank declares nothing, and := would
// have no variable to declare.
func tokenFor(n *ast.AssignStmt, i int) token.Token {
	if isBlankIdent(n.Lhs[i]) {
		return token.ASSIGN
	}
	return n.Tok
}
