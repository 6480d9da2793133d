package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// goStmts starts goroutines through the host, which bounds their number and recovers
// their panics. A panic that left a goroutine would end the process.
//
//	go g(n + 1)            →  { a := n + 1; ·host.Go(func() { g(a) }) }
//	go func() { g(n) }()   →  { ·host.Go(func() { g(n) }) }
//
// It runs after values: calls of methods are calls of functions then.
func (l *lowerer) goStmts() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		g, ok := c.Node().(*ast.GoStmt)
		if !ok {
			return true
		}
		binds, f := l.delay(g.Call)
		start := &ast.ExprStmt{X: call(g.Pos(), hostFunc(g.Pos(), "Go"), f)}
		c.Replace(block(g.Pos(), append(binds, start)...))
		return true
	})
}

// delay splits the call of a go or defer statement in two. binds are the statements
// that evaluate what Go evaluates at the statement, in its order: the function or
// the receiver, then the arguments. f makes the call. A literal without parameters
// and results is f itself.
//
// A method of an interface is looked up at the statement, too, so a nil one panics
// there; a nil function panics only when it is called.
func (l *lowerer) delay(orig *ast.CallExpr) (binds []ast.Stmt, f *ast.FuncLit) {
	fun := ast.Unparen(orig.Fun)
	if lit, ok := fun.(*ast.FuncLit); ok && len(orig.Args) == 0 && lit.Type.Results == nil {
		return nil, lit
	}

	bind := func(e ast.Expr) ast.Expr {
		name := l.temp("a")
		binds = append(binds, define(e.Pos(), name, e))
		return ident(name, e.Pos())
	}

	if l.builtin(orig) == "" && !l.isConversion(orig) {
		var recv types.Type
		if s, ok := fun.(*ast.SelectorExpr); ok {
			recv = l.typeOf(s.X)
		}
		orig.Fun = l.bindFunc(fun, bind)
		if recv != nil && types.IsInterface(recv) {
			binds = append(binds, mustNotBeNil(orig.Fun.(*ast.SelectorExpr).X))
		}
	}

	orig.Args = l.bindArgs(orig, bind, &binds)
	if f, ok := fun.(*ast.Ident); ok && l.isDispatcher(f.Name) {
		binds = append(binds, mustNotBeNil(orig.Args[0]))
	}

	var body ast.Stmt = &ast.ExprStmt{X: orig}
	if l.builtin(orig) == "recover" {
		body = assign(orig.Pos(), ident("_", orig.Pos()), orig)
	}
	return binds, thunk(orig.Pos(), body)
}

// bindFunc returns the function of a call with what has to be evaluated at the
// statement bound to variables: the receiver of a method, or a function value. A
// declared function, of the script, of a compiled package or of the host, is the
// same at any time and stays.
func (l *lowerer) bindFunc(fun ast.Expr, bind func(ast.Expr) ast.Expr) ast.Expr {
	switch fun := fun.(type) {
	case *ast.Ident:
		if _, declared := l.info.Uses[fun].(*types.Func); declared {
			return fun
		}
	case *ast.SelectorExpr:
		if isHostFunc(fun) {
			return fun
		}
		sel, ok := l.info.Selections[fun]
		if !ok {
			if _, declared := l.info.Uses[fun.Sel].(*types.Func); declared {
				return fun
			}
			break
		}
		if sel.Kind() == types.MethodVal {
			fun.X = bind(l.receiver(fun.X, sel.Obj().(*types.Func)))
			return fun
		}
	}
	return bind(fun)
}

// receiver returns what a call of method m keeps of its operand x: a copy for a
// value receiver, the address for a pointer receiver, the interface value itself.
// Only methods of compiled types are left at this time.
func (l *lowerer) receiver(x ast.Expr, m *types.Func) ast.Expr {
	have, want := l.typeOf(x), m.Signature().Recv().Type()
	switch {
	case have == nil || types.IsInterface(have) || types.IsInterface(want):
		return x
	case isPointer(want) && !isPointer(have):
		return &ast.UnaryExpr{OpPos: x.Pos(), Op: token.AND, X: x}
	case !isPointer(want) && isPointer(have):
		return &ast.StarExpr{Star: x.Pos(), X: x}
	}
	return x
}

// bindArgs returns the arguments of a delayed call, bound to variables in binds.
// Constants, nil and the types that predeclared functions take stay as they are.
func (l *lowerer) bindArgs(orig *ast.CallExpr, bind func(ast.Expr) ast.Expr, binds *[]ast.Stmt) []ast.Expr {
	if len(orig.Args) == 1 {
		if tuple, ok := l.typeOf(orig.Args[0]).(*types.Tuple); ok {
			return l.bindTuple(orig.Args[0], tuple, binds)
		}
	}
	args := make([]ast.Expr, len(orig.Args))
	for i, a := range orig.Args {
		tv := l.info.Types[a]
		if tv.Value != nil || tv.IsNil() || tv.IsType() {
			args[i] = a
			continue
		}
		args[i] = bind(a)
	}
	return args
}

// bindTuple binds the results of one call that are the arguments of another.
func (l *lowerer) bindTuple(e ast.Expr, tuple *types.Tuple, binds *[]ast.Stmt) []ast.Expr {
	all := &ast.AssignStmt{TokPos: e.Pos(), Tok: token.DEFINE, Rhs: []ast.Expr{e}}
	args := make([]ast.Expr, tuple.Len())
	for i := range args {
		name := l.temp("a")
		all.Lhs = append(all.Lhs, ident(name, e.Pos()))
		args[i] = ident(name, e.Pos())
	}
	*binds = append(*binds, all)
	return args
}
