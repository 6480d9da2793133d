package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeFuncs turns each range over a function, on which yaegi's compiler panics,
// into a call of it. The body becomes the function that is called for each
// value, so every iteration has its own variables; what leaves the body is
// noted, and done after the call.
//
//	for i := range count {      var ·loop2, ·exit1 int; var ·result3 string
//		if i == n {             count(func(i int) bool {
//			return "found"          if ·loop2 != 0 { panic(·loop2) }; ·loop2 = 1
//		}                  →        if i == n { ·result3 = "found"; ·exit1 = 1; ·loop2 = 2; return false }
//	}                               ·loop2 = 0; return true
//	                            })
//	                            if ·loop2 == 1 { panic(4) }; ·loop2 = 3
//	                            if ·exit1 == 1 { return ·result3 }
//
// It reports whether there was one, for then the file must be checked anew, as
// it is still plain Go. It runs when generic code is written out, whose loops it
// sees, and before any pass that asks what a loop is.
func (k *linked) rangeFuncs(report func(pos token.Pos, format string, args ...any)) bool {
	k.loopBodies = map[*ast.FuncLit]bool{}
	r := &rangeFuncs{linked: k, report: report}
	for _, d := range k.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if f, ok := k.info.Defs[d.Name].(*types.Func); ok && d.Body != nil {
				r.function(f.Signature(), d.Body)
			}
		case *ast.GenDecl:
			r.literals(d)
		}
	}
	return r.found
}

// The states of a loop that ranges over a function.
const (
	loopReady     = iota // the function may call the body
	loopRunning          // the body runs, or has panicked
	loopEnded            // the body has told the function to stop
	loopOver             // the function has returned
	loopRecovered        // the function has recovered a panic of the body, and returned
)

// RangeErrors are the texts of Go's run-time errors, by the state of the loop: of a
// function that calls the body again, and of one that does not panic on.
var RangeErrors = [...]string{
	loopRunning:   "range function continued iteration after loop body panic",
	loopEnded:     "range function continued iteration after function for loop body returned false",
	loopOver:      "range function continued iteration after whole loop exit",
	loopRecovered: "range function recovered a loop body panic and did not resume panicking",
}

// rangeFuncs is the state of the pass.
type rangeFuncs struct {
	*linked
	report func(pos token.Pos, format string, args ...any)
	found  bool
}

// literals rewrites the function literals of a declaration, each as a function
// with results of its own.
func (r *rangeFuncs) literals(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if ok {
			r.function(r.signature(lit), lit.Body)
		}
		return !ok
	})
}

func (r *rangeFuncs) signature(lit *ast.FuncLit) *types.Signature {
	sig, _ := r.typeOf(lit).(*types.Signature)
	return sig
}

// function rewrites the loops of one function, inner ones first. What leaves
// several of them then leaves one after the other: the statement that the inner
// loop does after its call, such as continue outer, stands in the body of the
// outer loop, and is rewritten there. The label of a loop goes with the loop,
// since nothing is left that names it.
func (r *rangeFuncs) function(sig *types.Signature, body *ast.BlockStmt) {
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		lit, ok := c.Node().(*ast.FuncLit)
		if ok {
			r.function(r.signature(lit), lit.Body)
		}
		return !ok
	}, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.RangeStmt:
			if _, labeled := c.Parent().(*ast.LabeledStmt); !labeled && r.over(n) != nil {
				c.Replace(r.loop(n, "", sig))
			}
		case *ast.LabeledStmt:
			if loop, ok := n.Stmt.(*ast.RangeStmt); ok && r.over(loop) != nil {
				c.Replace(r.loop(loop, n.Label.Name, sig))
			}
		}
		return true
	})
}

// over returns the signature of the function that a loop ranges over; nil when
// it ranges over something else, or was made by a pass.
func (r *rangeFuncs) over(n *ast.RangeStmt) *types.Signature {
	t := r.typeOf(n.X)
	if t == nil {
		return nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig
}

// exits collects what leaves the body of one loop, other than its next
// iteration: the code that says what left, and the statement that is done for
// it after the call.
type exits struct {
	*rangeFuncs
	label   string
	results *types.Tuple // of the function that the loop stands in
	code    string       // the variable that tells what left
	temps   []string     // the variables for results
	after   []ast.Stmt   // what is done after the call
	codes   map[string]int
}

// loop makes the block that a range over a function becomes. Its variables and
// the function's parameters have types that are written down for the checker;
// the results that a return gives wait in variables of the results' types.
func (r *rangeFuncs) loop(n *ast.RangeStmt, label string, sig *types.Signature) ast.Stmt {
	r.found = true
	pos := n.For
	x := &exits{rangeFuncs: r, label: label, code: r.temp("exit"), codes: map[string]int{}}
	if sig != nil {
		x.results = sig.Results()
	}

	yield := r.over(n).Params().At(0).Type().Underlying().(*types.Signature)
	lit := &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: n.Body}
	lit.Type.Results = &ast.FieldList{List: []*ast.Field{{Type: ident("bool", pos)}}}
	x.leave(n.Body)
	r.loopBodies[lit] = true
	state := r.temp("loop")

	n.Body.List = append(r.parameters(n, yield, lit), append(n.Body.List, yielded(n.Body.Rbrace, "true"))...)
	setStates(n.Body, state)
	begin := []ast.Stmt{
		r.failIf(token.NEQ, state, loopReady, ident(state, pos)),
		assign(pos, ident(state, pos), intLit(pos, loopRunning)),
	}
	n.Body.List = append(begin, n.Body.List...)

	list := []ast.Stmt{r.declare(state, types.Typ[types.Int], pos)}
	if len(x.codes) > 0 {
		list = append(list, r.declare(x.code, types.Typ[types.Int], pos))
	}
	for i, name := range x.temps {
		list = append(list, r.declare(name, x.results.At(i).Type(), pos))
	}
	list = append(list, &ast.ExprStmt{X: call(pos, ast.Unparen(n.X), lit)},
		r.failIf(token.EQL, state, loopRunning, intLit(pos, loopRecovered)),
		assign(pos, ident(state, pos), intLit(pos, loopOver)))
	return block(pos, append(list, x.after...)...)
}

func (r *rangeFuncs) declare(name string, t types.Type, pos token.Pos) ast.Stmt {
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name, pos)}, Type: r.typeExpr(t, pos)}
	return &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}}
}

// failIf panics with the error of a state when the state of a loop compares so with
// another. The panic becomes a call of the host after the check, which does not know
// the host; see linked.overruns.
func (r *rangeFuncs) failIf(op token.Token, state string, with int64, failed ast.Expr) ast.Stmt {
	pos := failed.Pos()
	c := call(pos, ident("panic", pos), failed)
	r.overruns = append(r.overruns, c)
	is := &ast.BinaryExpr{X: ident(state, pos), OpPos: pos, Op: op, Y: intLit(pos, with)}
	return &ast.IfStmt{If: pos, Cond: is, Body: block(pos, &ast.ExprStmt{X: c})}
}

// setStates notes before each return of the body whether the loop goes on. It runs
// when leave has rewritten the body, so that every return in it is one of a loop's
// body; function literals are bodies of inner loops, or the script's.
func setStates(body *ast.BlockStmt, state string) {
	states := map[string]int64{"true": loopReady, "false": loopEnded}
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		_, lit := c.Node().(*ast.FuncLit)
		return !lit
	}, func(c *astutil.Cursor) bool {
		if ret, ok := c.Node().(*ast.ReturnStmt); ok {
			next := states[ret.Results[0].(*ast.Ident).Name]
			c.Replace(block(ret.Return, assign(ret.Return, ident(state, ret.Return), intLit(ret.Return, next)), ret))
		}
		return true
	})
}

// parameters gives the literal its parameters, as many as the function wants to
// call it with: the variables that the loop declares, blanks for those that it
// does not want. Where the loop assigns to variables that are there already, it
// returns the statements to do so.
func (r *rangeFuncs) parameters(n *ast.RangeStmt, yield *types.Signature, lit *ast.FuncLit) (set []ast.Stmt) {
	vars := []ast.Expr{n.Key, n.Value}
	for i := range yield.Params().Len() {
		name, pos := "_", n.For
		if i < 2 && vars[i] != nil {
			id, ok := vars[i].(*ast.Ident)
			switch {
			case ok && (id.Name == "_" || n.Tok == token.DEFINE):
				name = id.Name
			default:
				name = r.temp("v")
				set = append(set, assign(pos, vars[i], ident(name, pos)))
			}
			pos = vars[i].Pos()
		}
		lit.Type.Params.List = append(lit.Type.Params.List, &ast.Field{
			Names: []*ast.Ident{ident(name, pos)},
			Type:  r.typeExpr(yield.Params().At(i).Type(), pos),
		})
	}
	return set
}

// leave rewrites what leaves the body: a continue of this loop to return true,
// a break to return false, and all other jumps and returns to exits.
func (x *exits) leave(body *ast.BlockStmt) {
	inside := map[string]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		if s, ok := n.(*ast.LabeledStmt); ok {
			inside[s.Label.Name] = true
		}
		return true
	})
	x.statements(body, inside, true, true)
}

// statements rewrites what leaves n. inside are the labels of the body; breaks and
// continues are whether those without a label mean this loop. They do not in the
// loops inside, and breaks do not in a switch or a select. The body's function
// literals have their own returns.
func (x *exits) statements(n ast.Node, inside map[string]bool, breaks, continues bool) {
	astutil.Apply(n, func(c *astutil.Cursor) bool {
		switch s := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			if c.Node() != n {
				x.statements(s, inside, false, false)
				return false
			}
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if c.Node() != n {
				x.statements(s, inside, false, continues)
				return false
			}
		case *ast.ReturnStmt:
			c.Replace(x.ret(s))
			return false
		case *ast.BranchStmt:
			if to := x.branch(s, inside, breaks, continues); to != nil {
				c.Replace(to)
			}
			return false
		}
		return true
	}, nil)
}

func yielded(pos token.Pos, more string) ast.Stmt {
	return &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident(more, pos)}}
}

// branch returns what a break, continue, goto or fallthrough becomes; nil when
// it stays inside the body. One with a label outside the loop is left for the
// statement after the call.
func (x *exits) branch(s *ast.BranchStmt, inside map[string]bool, breaks, continues bool) ast.Stmt {
	pos := s.TokPos
	switch {
	case s.Tok == token.FALLTHROUGH || s.Label != nil && inside[s.Label.Name]:
		return nil
	case s.Label == nil && (s.Tok == token.BREAK && !breaks || s.Tok == token.CONTINUE && !continues):
		return nil
	case s.Label == nil || s.Label.Name == x.label:
		if s.Tok == token.CONTINUE {
			return yielded(pos, "true")
		}
		if s.Tok == token.BREAK {
			return yielded(pos, "false")
		}
	}
	return x.exit(s.Tok.String()+" "+s.Label.Name, pos, &ast.BranchStmt{TokPos: pos, Tok: s.Tok, Label: ident(s.Label.Name, pos)})
}

// exit notes what is to be done after the call, once for each different thing,
// and returns the statements that leave the body for it. before is done first,
// where the body leaves: it evaluates what is returned.
func (x *exits) exit(what string, pos token.Pos, then ast.Stmt, before ...ast.Stmt) ast.Stmt {
	code, known := x.codes[what]
	if !known {
		code = len(x.codes) + 1
		x.codes[what] = code
		is := &ast.BinaryExpr{X: ident(x.code, pos), OpPos: pos, Op: token.EQL, Y: intLit(pos, int64(code))}
		x.after = append(x.after, &ast.IfStmt{If: pos, Cond: is, Body: block(pos, then)})
	}
	return block(pos, append(before, assign(pos, ident(x.code, pos), intLit(pos, int64(code))), yielded(pos, "false"))...)
}

// ret returns what a return becomes: its values are evaluated where it stands,
// and wait in variables until the call is over. A return without values leaves
// named results as the body has set them, which needs no variables.
func (x *exits) ret(s *ast.ReturnStmt) ast.Stmt {
	pos := s.Return
	if len(s.Results) == 0 {
		return x.exit("return", pos, &ast.ReturnStmt{Return: pos})
	}
	if x.temps == nil {
		for range x.results.Len() {
			x.temps = append(x.temps, x.temp("result"))
		}
	}

	set := &ast.AssignStmt{TokPos: pos, Tok: token.ASSIGN, Rhs: s.Results}
	then := &ast.ReturnStmt{Return: pos}
	for _, name := range x.temps {
		set.Lhs = append(set.Lhs, ident(name, pos))
		then.Results = append(then.Results, ident(name, pos))
	}
	return x.exit("return values", pos, then, set)
}
