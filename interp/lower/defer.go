package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// defers moves defer and recover to the host. yaegi evaluates the arguments of a
// defer when the function ends, cannot recover in a closure that is not written in
// the defer statement, and blocks forever when a deferred function calls a closure
// of the function that it is deferred in.
//
//	func f() (n int) {           func f() (n int) {
//		defer g(x)                   d := host.Defers()
//		return h()           →       d.Run(func() { a := x; d.Push(func() { g(a) }); n = h(); return })
//	}                                return n
//	                             }
//
// The host's Run runs the body and then the deferred calls, last first, also when
// one of them or the body panics, and panics on with what no call has recovered.
// The results are variables outside the closure, so deferred calls may change them
// after a return or a panic.
//
// A deferred literal recovers from the Defers it was pushed to. Any other function
// asks the host on entry, which answers only if a deferred call called it
// directly.
//
//	defer func() { recover() }()  →  d.Push(func() { d.Recover() })
//	func rescue() { recover() }   →  func rescue() { r := host.Recoverer(); r.Recover() }
//	defer rescue()                →  d.PushCall(func() { rescue() })
//
// The pass relies on goStmts, so that the only delayed calls left are deferred ones,
// and on values, which has made functions of methods. results, the next pass, turns
// named results into plain variables.
func (l *lowerer) defers() {
	direct := map[*ast.FuncLit]string{} // literals of defer statements → the variable of the defers they are in
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

// defersIn rewrites the function literals below a node, each as a function of its
// own. The body of a range over a function is a literal too, but what it defers
// belongs to the function that the loop stands in, and its recover finds nothing.
func (l *lowerer) defersIn(n ast.Node, direct map[*ast.FuncLit]string) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		if l.loopBodies[lit] {
			l.panics(lit.Body, "")
			l.defersIn(lit.Body, direct)
		} else {
			l.defersOf(lit.Type, lit.Body, direct[lit], direct)
		}
		return false
	})
}

// defersOf rewrites one function and the literals in it. recovers is the variable of
// the defers whose panic a recover in it stops; "" when only a call at run time can
// tell. The variable for the function's own defers is made on the way to its first
// defer statement; direct has to be complete before the literals are rewritten.
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

// recoversItself reports whether a function's own statements call recover: those of
// literals in it do not count.
func (l *lowerer) recoversItself(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && l.builtin(call) == "recover"
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	return found
}

// mayRecover reports whether the function that a statement defers may call recover
// itself, which the host has to be told before it calls it. A literal need not be:
// its recover names its defers. A declared function is looked up, a compiled one
// cannot recover for the script, and a function value may be any function of its
// type: see findRecoverers. A function whose type is not known is taken to recover.
func (l *lowerer) mayRecover(n *ast.CallExpr) bool {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.FuncLit:
		return false
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
	return l.builtin(n) == "" && (sig == nil ||
		slices.ContainsFunc(l.recoverers, func(t types.Type) bool { return types.Identical(t, plainType(sig)) }))
}

// findRecoverers collects the types of the functions that recover, for mayRecover.
// It runs before values, while methods are methods and the checker's findings fit
// every function. A method counts with both of its types: without its receiver, as
// a method value, and with it, as a method expression or the function it becomes.
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

// panics replaces the calls of recover in a function's own statements by Recover of
// the defers named recovers. Without a name the function begins with asking the
// host: right there, because a call that it makes first must not take the answer.
// The program then has to track deferred calls by goroutine: see Result.Recovers.
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

// runDefers puts a function's body into a closure that the host runs, and returns
// the results after it. A return in the body becomes an assignment to the results;
// one in a loop body of a range over a function is that literal's own and stays.
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

// push makes each defer statement of a function a block that evaluates the function,
// the receiver and the arguments, and gives the host a func() with the call:
//
//	defer g(x)  →  { a := x; d.Push(func() { g(a) }) }
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

// setResults returns what a return statement becomes inside the closure:
//
//	return n     →  { r = n; return }
//	return f()   →  { r1, r2 = f(); return }      where f has several results
//
// Results are set one after the other: values has evaluated several into variables
// before the statement when the function defers.
func setResults(r *ast.ReturnStmt, results []string) ast.Stmt {
	if len(r.Results) == 0 {
		return r
	}
	var list []ast.Stmt
	if len(r.Results) == len(results) {
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

// nameResults gives every result of a function a name, and returns the names. No
// local variable hides them: link has renamed those that were there, if the function
// defers, and the others are made up here.
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

// deferredResults adds the named results of functions that defer to found. link
// gives them names that nothing else has, because a return statement will assign to
// them by name where a local variable may hide them. It runs on checked source,
// before ranges over functions are rewritten.
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
