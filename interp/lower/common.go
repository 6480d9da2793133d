package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Each interpreter has its own copies of the variables of compiled packages. Two things
// remain that would be seen elsewhere, or not where Go shows them: what is not copied
// (see compiled.Tables.InCommon), and variables that compiled code reads.

// readByGo are the variables of compiled packages whose values change what compiled
// code does for everybody, and what to do instead of setting them. Those of net/http
// are not among them: the host reads the interpreter's own.
var readByGo = map[string]string{
	"time.Local":         "give times a place with In",
	"crypto/rand.Reader": "read from a reader of your own",
}

// common reports what writes to what interpreters and compiled code have in common.
// Generic code must have been written out.
func (l *lowerer) common() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					l.written(e, "assign to")
				}
			}
		case *ast.IncDecStmt:
			l.written(n.X, "assign to")
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				l.written(n.Key, "assign to")
				l.written(n.Value, "assign to")
			}
		case *ast.UnaryExpr:
			if _, pointer := ast.Unparen(n.X).(*ast.StarExpr); n.Op == token.AND && !pointer {
				l.written(n.X, "take the address of")
			}
		case *ast.CallExpr:
			if l.isConversion(n) {
				l.converted(n, l.info.Types[n.Fun].Type)
			}
		}
		return true
	})
}

// converted reports the conversion of a pointer to what is in common, when it gives
// that another type.
func (l *lowerer) converted(n *ast.CallExpr, to types.Type) {
	if from := l.typeOf(n.Args[0]); isPointer(to) && from != nil && !types.Identical(from, to) {
		l.inCommon(n, from, "give another type to")
	}
}

// written reports an expression that is written to, or whose address is taken, if it is
// a variable that compiled code reads, or lies in what is in common: *p and p.field
// there. e may be nil.
func (l *lowerer) written(e ast.Expr, does string) {
	for e != nil {
		switch x := ast.Unparen(e).(type) {
		case *ast.StarExpr:
			l.inCommon(x, l.typeOf(x.X), does)
			return
		case *ast.SelectorExpr:
			sel := l.info.Selections[x]
			if sel == nil {
				l.writtenVariable(x, does)
				return
			}
			if l.throughPointer(x, sel, does) {
				return
			}
			e = x.X
		case *ast.IndexExpr:
			if !isArray(l.typeOf(x.X)) {
				return
			}
			e = x.X
		default:
			return
		}
	}
}

// writtenVariable reports a variable of a compiled package that compiled code reads.
func (l *lowerer) writtenVariable(n *ast.SelectorExpr, does string) {
	v := l.compiledVariable(n)
	if v == nil {
		return
	}
	if instead, ok := readByGo[v.Pkg().Path()+"."+v.Name()]; ok {
		l.report(n.Pos(), "scripts may not %s %s.%s, which the whole process reads: %s", does, v.Pkg().Name(), v.Name(), instead)
	}
}

// throughPointer follows the selection of a field, embedded ones on the way included,
// and reports whether it goes through a pointer.
func (l *lowerer) throughPointer(n *ast.SelectorExpr, sel *types.Selection, does string) (found bool) {
	t := sel.Recv()
	for _, i := range sel.Index() {
		if p, ok := under[*types.Pointer](t); ok {
			l.inCommon(n, t, does)
			t, found = p.Elem(), true
		}
		t = t.Underlying().(*types.Struct).Field(i).Type()
	}
	return found
}

// inCommon reports what is done to what a pointer of type t leads to, if that may be in
// common.
func (l *lowerer) inCommon(at ast.Node, t types.Type, does string) {
	p, ok := under[*types.Pointer](t)
	if !ok {
		return
	}
	if n, ok := types.Unalias(p.Elem()).(*types.Named); ok && l.tables.InCommon(n.Obj()) {
		short := types.TypeString(t, func(p *types.Package) string { return p.Name() })
		l.report(at.Pos(), "scripts may not %s what a %s points to, which may belong to the whole process: make another, and keep a pointer to that", does, short)
	}
}
