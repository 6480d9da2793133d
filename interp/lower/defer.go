package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

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
	l.recovering = map[string]bool{}
	for _, d := range l.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			l.recovering[f.Name.Name] = l.recoversItself(f.Body)
		}
	}
	for _, d := range l.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			l.defersOf(f.Type, f.Body, "", direct)
		} else {
			l.defersIn(d, direct)
		}
	}
}

// defersIn handles the function literals below a node, each as a function. What
// the body of a range over a function defers is its function's.
func (l *lowerer) defersIn(n ast.Node, direct map[*ast.FuncLit]string) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		if l.loopBodies[lit] { // in which Go's recover finds nothing
			l.panics(lit.Body, "")
			l.defersIn(lit.Body, direct)
		} else {
			l.defersOf(lit.Type, lit.Body, direct[lit], direct)
		}
		return false
	})
}

// defersOf rewrites one function. recovers names the defers whose panic a
// recover in it stops, when that is known.
func (l *lowerer) defersOf(typ *ast.FuncType, body *ast.BlockStmt, recovers string, direct map[*ast.FuncLit]string) {
	list := ""
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return l.loopBodies[n]
		case *ast.DeferStmt:
			if list == "" {
				list = l.temp("defers")
			}
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				direct[lit] = list
			}
		}
		return true
	})
	l.panics(body, recovers)
	l.defersIn(body, direct)
	if list != "" {
		l.runDefers(typ, body, list)
	}
}

// recoversItself tells whether a function's own statements call recover.
func (l *lowerer) recoversItself(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && l.builtin(call) == "recover"
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	return found
}

// mayRecover tells whether the function that a statement defers may recover.
func (l *lowerer) mayRecover(n *ast.CallExpr) bool {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.FuncLit:
		return false // it knows the defers it is of
	case *ast.Ident:
		if recovers, declared := l.recovering[fun.Name]; declared {
			return recovers
		}
	case *ast.SelectorExpr:
		if _, compiled := l.info.Uses[fun.Sel].(*types.Func); compiled || isHostFunc(fun) {
			return false
		}
	}
	sig := l.typeOf(n.Fun)
	return l.builtin(n) == "" && (sig == nil || slices.ContainsFunc(l.recoverers, func(t types.Type) bool { return types.Identical(t, plainType(sig)) }))
}

// findRecoverers collects the types of the functions that recover, while the
// checker's findings still fit the file.
func (l *lowerer) findRecoverers() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if f, ok := l.info.Defs[n.Name].(*types.Func); ok && n.Body != nil && l.recoversItself(n.Body) {
				l.recoverers = append(l.recoverers, PlainSignature(f))
				if recv := f.Signature().Recv(); recv != nil {
					l.recoverers = append(l.recoverers, withReceiver(recv.Type(), f.Signature()))
				}
			}
		case *ast.FuncLit:
			if l.recoversItself(n.Body) {
				l.recoverers = append(l.recoverers, plainType(l.typeOf(n)))
			}
		}
		return true
	})
}

// panics replaces the calls of recover in a function's own statements.
func (l *lowerer) panics(body *ast.BlockStmt, recovers string) {
	if recovers == "" && l.recoversItself(body) {
		l.recovers, recovers = true, l.temp("recoverer")
		body.List = append([]ast.Stmt{define(body.Lbrace, recovers, call(body.Lbrace, hostFunc(body.Lbrace, "Recoverer")))}, body.List...)
	}
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		_, lit := c.Node().(*ast.FuncLit)
		return !lit
	}, func(c *astutil.Cursor) bool {
		n, ok := c.Node().(*ast.CallExpr)
		if !ok || l.builtin(n) != "recover" {
			return true
		}
		made := call(n.Pos(), selector(ident(recovers, n.Pos()), "Recover"))
		l.info.Types[made] = l.info.Types[n]
		c.Replace(made)
		return true
	})
}

// runDefers puts a function's body into a closure that the host runs.
func (l *lowerer) runDefers(typ *ast.FuncType, body *ast.BlockStmt, list string) {
	pos := body.Lbrace
	results := l.nameResults(typ)
	l.push(body, list)
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
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

// push puts the calls that a function defers into its list.
func (l *lowerer) push(body *ast.BlockStmt, list string) {
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
			return l.loopBodies[n]
		case *ast.DeferStmt:
			push := "Push"
			if l.mayRecover(n.Call) {
				push = "PushCall"
			}
			binds, f := l.delay(n.Call)
			deferIt := call(n.Pos(), selector(ident(list, n.Pos()), push), f)
			c.Replace(block(n.Pos(), append(binds, &ast.ExprStmt{X: deferIt})...))
			return false
		}
		return true
	}, nil)
}

// setResults is what becomes of a return statement inside the closure.
func setResults(r *ast.ReturnStmt, results []string) ast.Stmt {
	if len(r.Results) == 0 {
		return r
	}
	var list []ast.Stmt
	if len(r.Results) == len(results) { // evaluated already, when they are several
		for i, name := range results {
			list = append(list, assign(r.Pos(), ident(name, r.Pos()), r.Results[i]))
		}
	} else {
		set := &ast.AssignStmt{TokPos: r.Pos(), Tok: token.ASSIGN, Rhs: r.Results}
		for _, name := range results {
			set.Lhs = append(set.Lhs, ident(name, r.Pos()))
		}
		list = append(list, set)
	}
	return block(r.Pos(), append(list, &ast.ReturnStmt{Return: r.Pos()})...)
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
		if body == nil || typ.Results == nil || !hasDefer(body, nil) {
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

// hasDefer tells whether a function defers calls, if only in the bodies of its
// ranges over functions.
func hasDefer(body *ast.BlockStmt, loopBodies map[*ast.FuncLit]bool) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.DeferStmt); ok {
			found = true
		}
		lit, ok := n.(*ast.FuncLit)
		return !found && (!ok || loopBodies[lit])
	})
	return found
}
