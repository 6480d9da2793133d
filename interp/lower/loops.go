package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeInt turns `for i := range n` into a loop of three clauses.
func (l *lowerer) rangeInt() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		r, ok := c.Node().(*ast.RangeStmt)
		if !ok {
			return true
		}
		t := l.typeOf(r.X)
		if n, ok := l.arrayLen(r, t); ok {
			r.X = intLit(r.X.Pos(), n)
			t = types.Typ[types.Int]
		}
		if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			return true
		}
		c.Replace(l.countTo(r, types.Default(t)))
		return true
	})
}

// arrayLen is how often a loop over an array runs whose elements it does not
// look at: Go does not even evaluate it, so that it may be behind a nil pointer.
func (l *lowerer) arrayLen(r *ast.RangeStmt, t types.Type) (int64, bool) {
	if value, ok := r.Value.(*ast.Ident); r.Value != nil && (!ok || value.Name != "_") || makesValue(r.X) {
		return 0, false
	}
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem()
	}
	a, ok := under[*types.Array](t)
	if !ok {
		return 0, false
	}
	return a.Len(), true
}

// countTo counts in a variable of its own when the body may change the
// script's: what the body does to it must not change the count.
func (l *lowerer) countTo(r *ast.RangeStmt, t types.Type) ast.Stmt {
	pos := r.For
	i, n := l.temp("i"), l.temp("n")
	if key, ok := r.Key.(*ast.Ident); ok && key.Name != "_" {
		obj := l.info.ObjectOf(key)
		t = obj.Type()
		switch {
		case r.Tok == token.ASSIGN:
			r.Body.List = append([]ast.Stmt{assign(pos, key, ident(i, pos))}, r.Body.List...)
		case l.changed(r.Body, obj) || l.captured(r.Body, obj):
			r.Body.List = append([]ast.Stmt{define(pos, key.Name, ident(i, pos))}, r.Body.List...)
		default:
			i = key.Name
		}
	} else if r.Key != nil && !ok {
		r.Body.List = append([]ast.Stmt{assign(pos, r.Key, ident(i, pos))}, r.Body.List...)
		t = l.typeOf(r.Key)
	}
	init := &ast.AssignStmt{
		Lhs: []ast.Expr{ident(i, pos), ident(n, pos)}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{l.convert(t, intLit(pos, 0)), l.convert(t, r.X)},
	}
	cond := &ast.BinaryExpr{X: ident(i, pos), OpPos: pos, Op: token.LSS, Y: ident(n, pos)}
	post := &ast.IncDecStmt{X: ident(i, pos), TokPos: pos, Tok: token.INC}
	return &ast.ForStmt{For: pos, Init: init, Cond: cond, Post: post, Body: r.Body}
}

// rangeForms leaves only ranges that yaegi does right: ones that declare their
// variables, over other things than strings, with elements other than
// channels.
func (l *lowerer) rangeForms() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		r, ok := c.Node().(*ast.RangeStmt)
		if !ok {
			return true
		}
		if r.Tok == token.ASSIGN {
			l.declareRange(r)
		}
		if b, ok := under[*types.Basic](l.typeOf(r.X)); ok && b.Info()&types.IsString != 0 {
			l.rangeString(r)
		}
		if elem := rangeElem(l.typeOf(r.X)); r.Value != nil && elem != nil {
			if _, channel := under[*types.Chan](elem); channel {
				l.rangeByKey(c, r, elem)
			}
		}
		return true
	})
}

func rangeElem(t types.Type) types.Type {
	if e, ok := t.Underlying().(interface{ Elem() types.Type }); ok {
		if _, channel := e.(*types.Chan); !channel {
			return e.Elem()
		}
	}
	return nil
}

// declareRange gives a range that assigns variables of its own, which the body
// begins by assigning.
func (l *lowerer) declareRange(r *ast.RangeStmt) {
	key, value := rangeTypes(l.typeOf(r.X))
	var set []ast.Stmt
	own := func(e ast.Expr, t types.Type) ast.Expr {
		if id, ok := e.(*ast.Ident); e == nil || ok && id.Name == "_" {
			return e
		}
		name := l.temp("range")
		from := ident(name, e.Pos())
		l.info.Types[from] = types.TypeAndValue{Type: t}
		set = append(set, assign(e.Pos(), e, from))
		return ident(name, e.Pos())
	}
	r.Key, r.Value = own(r.Key, key), own(r.Value, value)
	if len(set) > 0 {
		r.Tok = token.DEFINE
	} else {
		r.Key, r.Value, r.Tok = nil, nil, token.ILLEGAL
	}
	if len(set) == 2 { // what is assigned to is found before anything is assigned
		first, second := set[0].(*ast.AssignStmt), set[1].(*ast.AssignStmt)
		first.Lhs, first.Rhs = append(first.Lhs, second.Lhs...), append(first.Rhs, second.Rhs...)
		set = set[:1]
	}
	r.Body.List = append(set, r.Body.List...)
}

// rangeTypes are the types of what a range gives.
func rangeTypes(t types.Type) (key, value types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return u.Key(), u.Elem()
	case *types.Chan:
		return u.Elem(), nil
	case *types.Basic:
		return types.Typ[types.Int], types.Universe.Lookup("rune").Type()
	case *types.Pointer:
		return types.Typ[types.Int], u.Elem().Underlying().(*types.Array).Elem()
	case interface{ Elem() types.Type }:
		return types.Typ[types.Int], u.Elem()
	}
	return nil, nil
}

// rangeString ranges over what the host finds in a string: yaegi counts bytes
// wrong when the string is not UTF-8.
func (l *lowerer) rangeString(r *ast.RangeStmt) {
	pos := r.For
	name := l.temp("rune")
	var set []ast.Stmt
	for i, e := range []ast.Expr{r.Key, r.Value} {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
			set = append(set, define(id.Pos(), id.Name, selector(ident(name, id.Pos()), []string{"I", "R"}[i])))
		}
	}
	text := l.convert(types.Typ[types.String], r.X)
	r.X = call(pos, hostFunc(pos, "Runes"), text)
	r.Key, r.Value, r.Tok = ident("_", pos), ident(name, pos), token.DEFINE
	if len(set) == 0 {
		r.Key, r.Value, r.Tok = nil, nil, token.ILLEGAL
	}
	r.Body.List = append(set, r.Body.List...)
	l.info.Types[r.X] = types.TypeAndValue{Type: types.NewSlice(types.Typ[types.Int])}
}

// rangeByKey looks elements up in the body, of a copy of what is ranged over.
func (l *lowerer) rangeByKey(c *astutil.Cursor, r *ast.RangeStmt, elem types.Type) {
	value, ok := r.Value.(*ast.Ident)
	if !ok || value.Name == "_" {
		r.Value = nil
		return
	}
	pos := r.For
	of := l.temp("of")
	before := define(pos, of, r.X)
	x := r.X
	r.X = ident(of, pos)
	l.info.Types[r.X] = l.info.Types[x]
	key := l.temp("key")
	set := []ast.Stmt{define(pos, value.Name, &ast.IndexExpr{X: ident(of, pos), Lbrack: pos, Index: ident(key, pos), Rbrack: pos})}
	if id, ok := r.Key.(*ast.Ident); ok && id.Name != "_" {
		set = append(set, define(pos, id.Name, ident(key, pos)))
	}
	r.Key, r.Value = ident(key, pos), nil
	r.Body.List = append(set, r.Body.List...)
	l.hoist(c, []ast.Stmt{before}, r)
}

// changed tells whether a body assigns to a variable.
func (l *lowerer) changed(body ast.Node, obj types.Object) bool {
	found := false
	is := func(e ast.Expr) {
		if e != nil && l.rootObject(e) == obj {
			found = true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				is(e)
			}
		case *ast.IncDecStmt:
			is(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				is(n.Key)
				is(n.Value)
			}
		}
		return !found
	})
	return found
}

// captured tells whether a variable may outlive the iteration it is of: a
// closure mentions it, or its address is taken.
func (l *lowerer) captured(body ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			found = found || l.mentions(n, obj)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && l.rootObject(n.X) == obj
		case *ast.SliceExpr:
			found = found || l.rootObject(n.X) == obj
		case *ast.SelectorExpr:
			found = found || l.takesAddress(n) && l.rootObject(n.X) == obj
		}
		return !found
	})
	return found
}

// takesAddress tells whether a selection is a method with a pointer receiver of
// an operand that is no pointer.
func (l *lowerer) takesAddress(n *ast.SelectorExpr) bool {
	s, ok := l.info.Selections[n]
	if !ok || s.Kind() != types.MethodVal {
		return false
	}
	t := l.typeOf(n.X)
	return t != nil && !isPointer(t) && isPointer(s.Obj().(*types.Func).Signature().Recv().Type())
}

func (l *lowerer) mentions(n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.info.ObjectOf(id) == obj {
			found = true
		}
		return !found
	})
	return found
}

// loopVars gives loops one variable an iteration, where that can be seen.
func (l *lowerer) loopVars() {
	labels := map[ast.Stmt]string{}
	ast.Inspect(l.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.LabeledStmt); ok {
			labels[s.Stmt] = s.Label.Name
		}
		return true
	})
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			l.rangeVars(n)
		case *ast.ForStmt:
			l.forVars(n, labels[n])
		}
		return true
	})
}

func (l *lowerer) rangeVars(r *ast.RangeStmt) {
	if r.Tok != token.DEFINE {
		return
	}
	var copies []ast.Stmt
	for _, e := range []ast.Expr{r.Key, r.Value} {
		id, ok := e.(*ast.Ident)
		if !ok || id.Name == "_" || l.info.Defs[id] == nil {
			continue
		}
		if obj := l.info.Defs[id]; !l.captured(r.Body, obj) && !l.changed(r.Body, obj) { // yaegi counts in the key
			continue
		}
		loop, name := l.temp(id.Name), l.temp(id.Name)
		l.renameObject(r.Body, l.info.Defs[id], name) // the body may use the old one for another variable
		copies = append(copies, define(id.Pos(), name, ident(loop, id.Pos())))
		id.Name = loop
	}
	r.Body.List = append(copies, r.Body.List...)
}

// forVars renames the variables of the clauses, copies them for the body, and
// copies them back before the post statement runs.
func (l *lowerer) forVars(f *ast.ForStmt, label string) {
	init, ok := f.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return
	}
	var in, back []ast.Stmt
	for _, e := range init.Lhs {
		id, ok := e.(*ast.Ident)
		if !ok || id.Name == "_" {
			continue
		}
		obj := l.info.Defs[id]
		if obj == nil {
			continue
		}
		for _, clause := range []ast.Node{f.Cond, f.Post} {
			if !isNil(clause) && l.inClosure(clause, obj) {
				l.report(clause.Pos(), "a closure over the loop variable %s in the loop's own clauses is not available to scripts; use it in the body", Unmark(id.Name))
			}
		}
		if !l.captured(f.Body, obj) {
			continue
		}
		name, loop := l.temp(id.Name), l.temp(id.Name)
		l.renameObject(f.Body, obj, name) // the body may use the old one for another variable
		for _, clause := range []ast.Node{f.Init, f.Cond, f.Post} {
			l.renameObject(clause, obj, loop)
		}
		in = append(in, define(id.Pos(), name, ident(loop, id.Pos())))
		back = append(back, assign(id.Pos(), ident(loop, id.Pos()), ident(name, id.Pos())))
	}
	if in == nil {
		return
	}
	copyBack(f.Body, label, back)
	f.Body.List = append(in, f.Body.List...)
	if !terminates(f.Body.List) {
		f.Body.List = append(f.Body.List, cloneStmts(back)...)
	}
}

// inClosure tells whether a function literal in n mentions a variable.
func (l *lowerer) inClosure(n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncLit); ok {
			found = found || l.mentions(f, obj)
		}
		return !found
	})
	return found
}

func isNil(n ast.Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case ast.Expr:
		return n == nil
	case ast.Stmt:
		return n == nil
	}
	return false
}

func (l *lowerer) renameObject(n ast.Node, obj types.Object, name string) {
	if isNil(n) {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.info.ObjectOf(id) == obj {
			id.Name = name
		}
		return true
	})
}

// copyBack puts statements before every continue of a loop.
func copyBack(body *ast.BlockStmt, label string, back []ast.Stmt) {
	depth := 0
	astutil.Apply(body, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			depth++
		case *ast.BranchStmt:
			ours := n.Label == nil && depth == 0 || n.Label != nil && label != "" && n.Label.Name == label
			if n.Tok == token.CONTINUE && ours {
				c.Replace(block(n.Pos(), append(cloneStmts(back), n)...))
				return false
			}
		}
		return true
	}, func(c *astutil.Cursor) bool {
		switch c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			depth--
		}
		return true
	})
}

// cloneStmts copies `a = b` statements, for a tree must not share nodes.
func cloneStmts(list []ast.Stmt) []ast.Stmt {
	out := make([]ast.Stmt, len(list))
	for i, s := range list {
		a := s.(*ast.AssignStmt)
		from, to := a.Rhs[0].(*ast.Ident), a.Lhs[0].(*ast.Ident)
		out[i] = assign(a.Pos(), ident(to.Name, to.Pos()), ident(from.Name, from.Pos()))
	}
	return out
}

// terminates tells whether nothing can follow a list of statements.
func terminates(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch list[len(list)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}
