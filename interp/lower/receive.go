package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// receives makes every receive that gives one value one that gives two. yaegi
// keeps the single value where it cannot be assigned to later: x := <-c; x = 9
// panics, and what is assigned to an element or a field is lost.
//
//	<-c  →  func() T { v, ok := <-c; return v }()
//
// A receive that is a statement stays, for its value is dropped, and so does one
// that gives two. The function is called where the receive was, so the order of
// evaluation stays. It runs after selects, which leaves receives to it, and
// notes types for values.
func (l *lowerer) receives() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		n, ok := c.Node().(*ast.UnaryExpr)
		if !ok || n.Op != token.ARROW || givesPair(c.Parent()) {
			return true
		}
		if _, statement := c.Parent().(*ast.ExprStmt); statement {
			return true
		}
		ch, ok := under[*types.Chan](l.typeOf(n.X))
		if !ok {
			return true
		}
		c.Replace(l.receive(n, ch.Elem()))
		return true
	})
}

// givesPair reports whether a statement takes two values of its one operand.
func givesPair(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return len(n.Lhs) == 2 && len(n.Rhs) == 1
	case *ast.ValueSpec:
		return len(n.Names) == 2 && len(n.Values) == 1
	}
	return false
}

// receive makes the call for one receive of a channel of elem.
func (l *lowerer) receive(n *ast.UnaryExpr, elem types.Type) ast.Expr {
	pos := n.Pos()
	v := ident(l.temp("v"), pos)
	l.info.Types[v] = types.TypeAndValue{Type: elem}
	both := &ast.AssignStmt{
		Lhs: []ast.Expr{ident(v.Name, pos), ident(l.temp("ok"), pos)}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{n},
	}

	lit := thunk(pos, both, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{v}})
	lit.Type.Results = &ast.FieldList{List: []*ast.Field{{Type: l.typeExpr(elem, pos)}}}

	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(pos, nil, "", elem)), false)
	made := call(pos, lit)
	l.info.Types[lit], l.info.Types[made] = types.TypeAndValue{Type: sig}, types.TypeAndValue{Type: elem}
	return made
}
