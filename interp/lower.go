package interp

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// lowerer rewrites the linked file so that yaegi runs it as Go would. Each
// pass is a method in a file of its own, and leaves the types.Info of the
// nodes it keeps valid for the passes after it.
type lowerer struct {
	*linked
	report func(pos token.Pos, format string, args ...any)

	private    string                // why the program's sessions need interpreters of their own; \"\" when they do not
	concurrent bool                  // functions of the script may run beside one another
	recovers   bool                  // a function recovers that is not deferred as a literal
	pure       map[string]bool       // top-level functions of a shared program
	boxes      *boxTypes             // the types that values are boxed or asserted as
	wrapped    map[types.Type]string // compiled interface → its converter in the host package
	bound      map[*types.Func]bool  // methods that are used as values
	dispatch   []*dispatcher
	generated  []ast.Decl              // functions that lowering adds
	hoisted    map[*ast.BlockStmt]bool // blocks made around a loop or a switch
	state      Diagnostics             // what sessions of a compiled program would share
	recoverers []types.Type            // types of functions that recover
	recovering map[string]bool         // declared functions → whether their own statements recover
	sigs       []*types.Signature      // of the functions around the node that values looks at
}

// lower applies every pass. The order matters: loops must be loops before
// their variables are copied, and calls must be where they will run before
// closures are looked at.
func (l *lowerer) lower(failed func() error) {
	if l.generics(l.report); failed() != nil {
		return // what is known of the file is not whole
	}
	if l.rangeFuncs(l.report) {
		l.check(l.report, "range over a function")
	}
	if failed() != nil {
		return
	}
	l.private, l.pure = isolate(l.linked)
	l.state = state(l.linked)
	l.concurrent = l.findGoroutines()
	l.lowered = true
	l.hoisted = map[*ast.BlockStmt]bool{}
	l.imports[hostPackage] = mark + "host"
	for _, c := range l.overruns {
		c.Fun, c.Args = hostFunc(c.Pos(), "RangeOver"), nil
	}
	if l.recursiveTypes(); failed() != nil {
		return
	}
	l.blanks()
	l.params()
	l.builtins()
	l.rangeInt()
	l.rangeForms()
	l.selects()
	l.receives()
	l.switches()
	l.labels()
	l.loopVars()
	l.findRecoverers()
	l.values()
	l.declareTypes()
	l.support()
	l.goStmts()
	l.defers()
	l.results()
	l.closures()
}

// temp is a name that nothing else in the file has.
func (k *linked) temp(base string) string {
	k.fresh++
	return fmt.Sprintf("%s%s%d", mark, base, k.fresh)
}

// typeOf is the checked type of an expression, nil for one that a pass made.
func (k *linked) typeOf(e ast.Expr) types.Type {
	if tv, ok := k.info.Types[e]; ok {
		return tv.Type
	}
	if id, ok := e.(*ast.Ident); ok {
		if obj := k.info.ObjectOf(id); obj != nil {
			return obj.Type()
		}
	}
	return nil
}

// builtin is the name of the predeclared function that a call calls, or "".
func (k *linked) builtin(call *ast.CallExpr) string {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := k.info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

// isConversion tells T(x) from a call.
func (k *linked) isConversion(call *ast.CallExpr) bool {
	return k.info.Types[call.Fun].IsType()
}

// rootObject is the variable that an addressable expression is part of, so
// that taking the expression's address takes the variable's.
func (k *linked) rootObject(e ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			return k.info.ObjectOf(x)
		case *ast.SelectorExpr:
			if t := k.typeOf(x.X); t == nil || isPointer(t) {
				return nil
			}
			e = x.X
		case *ast.IndexExpr:
			if t := k.typeOf(x.X); t == nil {
				return nil
			} else if _, array := t.Underlying().(*types.Array); !array {
				return nil
			}
			e = x.X
		default:
			return nil
		}
	}
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

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

// The builders below give every node a position: yaegi reports and looks
// things up by it.

func define(pos token.Pos, name string, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{ident(name, pos)}, TokPos: pos, Tok: token.DEFINE, Rhs: []ast.Expr{value}}
}

func assign(pos token.Pos, to, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{to}, TokPos: pos, Tok: token.ASSIGN, Rhs: []ast.Expr{value}}
}

func call(pos token.Pos, fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Lparen: pos, Args: args, Rparen: pos}
}

func selector(x ast.Expr, name string) *ast.SelectorExpr {
	return &ast.SelectorExpr{X: x, Sel: ident(name, x.Pos())}
}

func hostFunc(pos token.Pos, name string) ast.Expr {
	return selector(ident(mark+"host", pos), name)
}

func isHostFunc(fun *ast.SelectorExpr) bool {
	x, ok := fun.X.(*ast.Ident)
	return ok && x.Name == mark+"host"
}

func block(pos token.Pos, list ...ast.Stmt) *ast.BlockStmt {
	return &ast.BlockStmt{Lbrace: pos, List: list, Rbrace: pos}
}

// thunk is func() { list }.
func thunk(pos token.Pos, list ...ast.Stmt) *ast.FuncLit {
	return &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: block(pos, list...)}
}

func intLit(pos token.Pos, n int64) ast.Expr {
	return &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: strconv.FormatInt(n, 10)}
}

// convert is T(x).
func (k *linked) convert(t types.Type, x ast.Expr) ast.Expr {
	typ := k.typeExpr(t, x.Pos())
	switch typ.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		typ = &ast.ParenExpr{Lparen: x.Pos(), X: typ, Rparen: x.Pos()}
	}
	return call(x.Pos(), typ, x)
}
