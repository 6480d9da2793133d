package lower

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// closures makes every function literal in a loop in a frame of its own. For
// compiled code yaegi makes a function that runs in the very frame that the literal
// is written in: the next round puts its own variables there, so handlers that are
// given away in a loop would all see the variables of the last one.
//
//	for _, v := range list {          for _, v1 := range list {
//		b.OnClick(func() { use(v) })      v2 := v1
//	}                             →       b.OnClick(func() func() { return func() { use(v2) } }())
//	                                  }
//
// loopVars has given each round its own variables before. It is the last pass, so
// the literals that goStmts and defers make are among those that it sees.
func (l *lowerer) closures() {
	for _, d := range l.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			l.closuresIn(f.Body)
		} else {
			l.closuresIn(d)
		}
	}
}

// closuresIn rewrites the literals in one function's own statements, and then, each
// as a function, the literals in those. A function with a goto counts as a loop. A
// literal that is called where it is written stays: its call is over before the next
// round begins.
func (l *lowerer) closuresIn(body ast.Node) {
	loops := 0
	if hasGoto(body) {
		loops = 1
	}

	var inner []*ast.FuncLit
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops++
		case *ast.FuncLit:
			inner = append(inner, n)
			if called := c.Name() == "Fun"; loops > 0 && !called {
				c.Replace(l.ownFrame(n))
			}
			return false
		}
		return true
	}, func(c *astutil.Cursor) bool {
		switch c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops--
		}
		return true
	})

	for _, f := range inner {
		l.closuresIn(f.Body)
	}
}

// ownFrame returns func() T { return lit }(). A literal without a checked type is a
// func() that lowering has made.
func (l *lowerer) ownFrame(lit *ast.FuncLit) ast.Expr {
	typ := &ast.FuncType{Func: lit.Pos(), Params: &ast.FieldList{Opening: lit.Pos(), Closing: lit.Pos()}}
	if sig, ok := l.typeOf(lit).(*types.Signature); ok {
		typ = l.funcType(sig, lit.Pos())
	}
	made := l.inFunc(lit, typ)
	l.info.Types[made] = l.info.Types[lit]
	return made
}
