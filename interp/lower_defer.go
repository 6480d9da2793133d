package interp

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// defers moves defer, recover and panic to the host. yaegi fixes the arguments
// of a defer too late, cannot recover in a closure that is not written in the
// defer statement, and blocks forever when a deferred function calls a closure
// of the function it is deferred in.
//
//	func f() (n int) {           func f() (n int) {
//		defer g(x)                   d := host.Defers()
//		return h()           →       d.Run(func() { a := x; d.Push(func() { g(a) }); n = h(); return })
//	}                                return n
//	                             }
func (l *lowerer) defers() {
	direct := map[*ast.FuncLit]string{} // literals of defer statements → the defers they are of
	for _, d := range l.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			l.defersOf(f.Type, f.Body, "", direct)
		} else {
			l.defersIn(d, direct)
		}
	}
}

// defersIn handles the function literals below a node, each as a function.
func (l *lowerer) defersIn(n ast.Node, direct map[*ast.FuncLit]string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			l.defersOf(lit.Type, lit.Body, direct[lit], direct)
			return false
		}
		return true
	})
}

// defersOf rewrites one function. recovers names the defers whose panic a
// recover in it stops, when that is known.
func (l *lowerer) defersOf(typ *ast.FuncType, body *ast.BlockStmt, recovers string, direct map[*ast.FuncLit]string) {
	list := ""
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			if list == "" {
				list = l.temp("defers")
			}
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				direct[lit] = list
			}
		}
		return true
	}, nil)
	l.panics(body, recovers)
	l.defersIn(body, direct)
	if list != "" {
		l.runDefers(typ, body, list)
	}
}

// panics replaces the calls of recover in a function's own statements, and has
// those of panic note their place.
func (l *lowerer) panics(body *ast.BlockStmt, recovers string) {
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		_, lit := c.Node().(*ast.FuncLit)
		return !lit
	}, func(c *astutil.Cursor) bool {
		if s, ok := c.Node().(*ast.ExprStmt); ok && l.isPanic(s.X) {
			at := call(s.Pos(), hostFunc(s.Pos(), "At"), intLit(s.Pos(), int64(s.Pos())))
			c.Replace(block(s.Pos(), &ast.ExprStmt{X: at}, s))
			return true
		}
		n, ok := c.Node().(*ast.CallExpr)
		if !ok || l.builtin(n) != "recover" {
			return true
		}
		fun := hostFunc(n.Pos(), "Recover")
		if recovers == "" {
			l.recovers = true
		} else {
			fun = selector(ident(recovers, n.Pos()), "Recover")
		}
		made := call(n.Pos(), fun)
		l.info.Types[made] = l.info.Types[n]
		c.Replace(made)
		return true
	})
}

func (l *lowerer) isPanic(e ast.Expr) bool {
	n, ok := e.(*ast.CallExpr)
	return ok && l.builtin(n) == "panic"
}

// runDefers puts a function's body into a closure that the host runs.
func (l *lowerer) runDefers(typ *ast.FuncType, body *ast.BlockStmt, list string) {
	pos := body.Lbrace
	results := l.nameResults(typ)
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			binds, f := l.delay(n.Call)
			push := call(n.Pos(), selector(ident(list, n.Pos()), "Push"), f)
			c.Replace(block(n.Pos(), append(binds, &ast.ExprStmt{X: push})...))
			return false
		case *ast.ReturnStmt:
			c.Replace(setResults(n, results))
			return false
		}
		return true
	}, nil)
	inner := thunk(pos, body.List...)
	run := call(pos, selector(ident(list, pos), "Run"), inner)
	last := &ast.ReturnStmt{Return: body.Rbrace}
	for _, r := range results {
		last.Results = append(last.Results, ident(r, body.Rbrace))
	}
	body.List = []ast.Stmt{
		define(pos, list, call(pos, hostFunc(pos, "Defers"))),
		&ast.ExprStmt{X: run},
		last,
	}
}

// setResults is what becomes of a return statement inside the closure.
func setResults(r *ast.ReturnStmt, results []string) ast.Stmt {
	if len(r.Results) == 0 {
		return r
	}
	set := &ast.AssignStmt{TokPos: r.Pos(), Tok: token.ASSIGN, Rhs: r.Results}
	for _, name := range results {
		set.Lhs = append(set.Lhs, ident(name, r.Pos()))
	}
	return block(r.Pos(), set, &ast.ReturnStmt{Return: r.Pos()})
}

// nameResults gives every result of a function a name that no local variable
// hides.
func (l *lowerer) nameResults(typ *ast.FuncType) []string {
	if typ.Results == nil {
		return nil
	}
	var names []string
	for _, f := range typ.Results.List {
		if len(f.Names) == 0 {
			f.Names = []*ast.Ident{ident("_", f.Type.Pos())}
		}
		for _, n := range f.Names {
			if n.Name == "_" {
				n.Name = l.temp("r")
			}
			names = append(names, n.Name)
		}
	}
	return names
}

// deferredResults finds the named results of functions that defer: link gives
// them names of their own.
func deferredResults(info *types.Info, root ast.Node, found map[types.Object]bool) {
	ast.Inspect(root, func(n ast.Node) bool {
		var typ *ast.FuncType
		var body *ast.BlockStmt
		switch n := n.(type) {
		case *ast.FuncDecl:
			typ, body = n.Type, n.Body
		case *ast.FuncLit:
			typ, body = n.Type, n.Body
		}
		if body == nil || typ.Results == nil || !hasDefer(body) {
			return true
		}
		for _, f := range typ.Results.List {
			for _, id := range f.Names {
				found[info.Defs[id]] = true
			}
		}
		return true
	})
}

func hasDefer(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.DeferStmt); ok {
			found = true
		}
		_, lit := n.(*ast.FuncLit)
		return !found && !lit
	})
	return found
}
