package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeFuncs turns each range over a function into a call of it: the body
// becomes the function that is called for each value, and what leaves the body
// is noted, and done after the call. It reports whether there was one, for then
// the file must be checked anew.
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

type rangeFuncs struct {
	*linked
	report func(pos token.Pos, format string, args ...any)
	found  bool
}

// literals rewrites the function literals of a declaration.
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

// function rewrites the loops of one function, inner ones first: what leaves
// several of them then leaves one after the other.
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

// over is the signature of the function that a loop ranges over, nil when it
// ranges over something else.
func (r *rangeFuncs) over(n *ast.RangeStmt) *types.Signature {
	t := r.typeOf(n.X)
	if t == nil {
		return nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig
}

// exits is what leaves the body of one loop.
type exits struct {
	*rangeFuncs
	label   string
	results *types.Tuple // of the function that the loop stands in
	code    string       // the variable that tells what left
	temps   []string     // the variables for results
	after   []ast.Stmt   // what is done after the call
	codes   map[string]int
}

// loop is the call that a range over a function becomes.
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
	over := r.temp("over")
	n.Body.List = append(r.parameters(n, yield, lit), n.Body.List...)
	n.Body.List = append([]ast.Stmt{r.guard(over, pos)}, n.Body.List...)
	n.Body.List = append(n.Body.List, &ast.ReturnStmt{Return: n.Body.Rbrace, Results: []ast.Expr{ident("true", n.Body.Rbrace)}})
	markOver(n.Body, over)

	list := []ast.Stmt{r.declare(over, types.Typ[types.Bool], pos)}
	if len(x.codes) > 0 {
		list = append(list, r.declare(x.code, types.Typ[types.Int], pos))
	}
	for i, name := range x.temps {
		list = append(list, r.declare(name, x.results.At(i).Type(), pos))
	}
	list = append(list, &ast.ExprStmt{X: call(pos, ast.Unparen(n.X), lit)}, assign(pos, ident(over, pos), ident("true", pos)))
	return block(pos, append(list, x.after...)...)
}

func (r *rangeFuncs) declare(name string, t types.Type, pos token.Pos) ast.Stmt {
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name, pos)}, Type: r.typeExpr(t, pos)}
	return &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}}
}

// guard panics when the function goes on after it was told to stop.
func (r *rangeFuncs) guard(over string, pos token.Pos) ast.Stmt {
	c := call(pos, ident("panic", pos), ident("nil", pos)) // for the checker, which does not know the host
	r.overruns = append(r.overruns, c)
	return &ast.IfStmt{If: pos, Cond: ident(over, pos), Body: block(pos, &ast.ExprStmt{X: c})}
}

// markOver notes before each return of false that the loop is over.
func markOver(body *ast.BlockStmt, over string) {
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		_, lit := c.Node().(*ast.FuncLit)
		return !lit
	}, func(c *astutil.Cursor) bool {
		if ret, ok := c.Node().(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
			if id, ok := ret.Results[0].(*ast.Ident); ok && id.Name == "false" {
				c.Replace(block(ret.Return, assign(ret.Return, ident(over, ret.Return), ident("true", ret.Return)), ret))
			}
		}
		return true
	})
}

// parameters gives the literal its parameters. Where the loop assigns to
// variables that are there already, the statements to do so are returned.
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
		lit.Type.Params.List = append(lit.Type.Params.List, &ast.Field{Names: []*ast.Ident{ident(name, pos)}, Type: r.typeExpr(yield.Params().At(i).Type(), pos)})
	}
	return set
}

// leave rewrites what leaves the body.
func (x *exits) leave(body *ast.BlockStmt) {
	x.statements(body, map[string]bool{}, true, true)
}

// statements rewrites what leaves n. inside are the labels that n declares;
// breaks and continues tell whether those without a label mean the loop.
func (x *exits) statements(n ast.Node, inside map[string]bool, breaks, continues bool) {
	astutil.Apply(n, func(c *astutil.Cursor) bool {
		switch s := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.LabeledStmt:
			inside[s.Label.Name] = true
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

// branch is what a break, continue or goto becomes; nil when it stays.
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

// exit notes what is to be done after the call, and leaves the body.
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

// ret is what a return becomes: the results wait in variables.
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
