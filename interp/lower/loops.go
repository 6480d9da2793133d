package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rangeInt turns a range over an integer into a loop of three clauses, because
// yaegi's compiler panics on it, and a range that needs no more of an array than
// its length.
//
//	for i := range f() { … }
//	  →  for i, ·n2 := int(0), int(f()); i < ·n2; i++ { … }
//
// The operand is evaluated once. The identifiers of the new clauses have no
// objects, so loopVars leaves them alone: countTo has given the body a variable
// of its own where it needs one.
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

// arrayLen returns how often a loop over an array, or a pointer to one, runs
// whose elements it does not look at. Go evaluates the operand of such a loop
// only if it calls or receives something; without, the pointer may be nil, where
// yaegi panics. What calls stays a range: rangeStmt sees to it.
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

// countTo makes the loop. It counts in a variable of its own, which the body
// begins by copying, when the loop assigns to a variable that is there, and when
// the body changes the loop's variable or lets it escape: in Go neither has an
// influence on the count, and every iteration has another variable.
//
//	for i := range 3 { i++ }
//	  →  for ·i1, ·n2 := int(0), int(3); ·i1 < ·n2; ·i1++ { i := ·i1; i++ }
//
// Both variables have the type of the loop's variable, else, and where that is an
// interface, of the operand.
func (l *lowerer) countTo(r *ast.RangeStmt, t types.Type) ast.Stmt {
	pos := r.For
	i, n := l.temp("i"), l.temp("n")
	if r.Key != nil && !isBlankIdent(r.Key) {
		if key := l.typeOf(r.Key); !types.IsInterface(key) {
			t = key
		}
		if id, _ := r.Key.(*ast.Ident); r.Tok == token.ASSIGN {
			from := ident(i, pos)
			l.info.Types[from] = types.TypeAndValue{Type: t}
			r.Body.List = append([]ast.Stmt{assign(pos, r.Key, from)}, r.Body.List...)
		} else if obj := l.info.Defs[id]; l.changed(r.Body, obj) || l.captured(r.Body, obj) {
			r.Body.List = append([]ast.Stmt{define(pos, id.Name, ident(i, pos))}, r.Body.List...)
		} else {
			i = id.Name
		}
	}

	init := &ast.AssignStmt{
		Lhs: []ast.Expr{ident(i, pos), ident(n, pos)}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{l.convert(t, intLit(pos, 0)), l.convert(t, r.X)},
	}
	cond := &ast.BinaryExpr{X: ident(i, pos), OpPos: pos, Op: token.LSS, Y: ident(n, pos)}
	post := &ast.IncDecStmt{X: ident(i, pos), TokPos: pos, Tok: token.INC}
	return &ast.ForStmt{For: pos, Init: init, Cond: cond, Post: post, Body: r.Body}
}

// rangeForms leaves only those ranges that yaegi does right: they declare their
// variables, and are over other things than strings, with elements other than
// channels. It runs when ranges over integers and functions are gone. A range
// may need all three rewritings; declareRange comes first, because the others
// need variables that the loop declares.
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
		_, elem := rangeTypes(l.typeOf(r.X))
		if _, channel := under[*types.Chan](elem); channel && r.Value != nil {
			l.rangeByKey(c, r)
		}
		return true
	})
}

// declareRange gives a range that assigns to variables some of its own, which
// the body begins by assigning. yaegi runs such a loop and assigns nothing.
//
//	for i, s[i] = range list { … }
//	  →  for ·range1, ·range2 := range list { i, s[i] = ·range1, ·range2; … }
//
// Both are assigned by one statement: Go evaluates the operands on the left, as
// the index i is one, before it assigns anything. The values have their types in
// types.Info, for values to convert them if a variable is an interface. Blank
// variables are dropped, with all of them the loop is for range list.
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

// rangeTypes returns the types of the key and the value that a range over a type
// gives; nil for those that it does not give.
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

// rangeString ranges over the runes that the host finds in a string. yaegi
// counts the bytes of what it has decoded: after a byte that is not UTF-8, which
// is one byte but decoded to a rune of three, its indexes are too large.
//
//	for i, r := range s { … }
//	  →  for _, ·rune1 := range ·host.Runes(string(s)) { i := ·rune1.I; r := ·rune1.R; … }
//
// i and r are declared in the body, so every iteration has its own. The type
// that is noted of the call only says that it is no string.
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

// rangeByKey looks elements up in the body when they are channels: yaegi panics
// when a range gives channels. What is ranged over is evaluated once, and an
// array is copied, as in Go.
//
//	for i, c := range list { … }
//	  →  { ·of1 := list; for ·key2 := range ·of1 { c := ·of1[·key2]; i := ·key2; … } }
func (l *lowerer) rangeByKey(c *astutil.Cursor, r *ast.RangeStmt) {
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

// loopVars gives loops one variable an iteration, as Go has it since 1.22; yaegi
// has one for the whole loop. A variable that is not captured stays as it is,
// since no script can tell, unless the body of a range changes it: see
// rangeVars. The pass comes after all passes that make loops, and after labels,
// because a continue is found by the label of its loop.
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
			if n.Init != nil && n.Cond == nil && n.Post == nil {
				n.Cond = ident("true", n.For) // yaegi would run the init statement in every round
			}
			l.forVars(n, labels[n])
		}
		return true
	})
}

// rangeVars copies the variables of a range at the beginning of its body. A variable
// that the body changes is copied too: yaegi counts in the key itself, so i++ in
// the body leaves elements out.
//
//	for _, v := range list { use(&v) }
//	  →  for _, ·v1 := range list { ·v2 := ·v1; use(&·v2) }
//
// Both get new names, since the body may declare another variable by the old
// one, even from it: v := v.
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

// forVars copies the variables of a loop of three clauses at the beginning of its
// body, and copies them back before the post statement runs: that is at the end
// of the body and at each continue.
//
//	for i := 0; i < 3; i++ { f(func() int { return i }) }
//	  →  for ·i2 := 0; ·i2 < 3; ·i2++ { ·i1 := ·i2; f(func() int { return ·i1 }); ·i2 = ·i1 }
//
// The clauses keep one variable for all iterations. So a loop is refused when a
// function literal in its condition or its post statement mentions the variable,
// for in Go it would keep that of one iteration. In the init statement none can:
// there the variable is not declared yet.
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
			if clause != nil && l.inClosure(clause, obj) {
				l.report(clause.Pos(),
					"a closure over the loop variable %s in the loop's own clauses is not available to scripts; use it in the body",
					Unmark(id.Name))
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

// renameObject renames a variable where n mentions it. The object stays, so what
// types.Info has of the identifiers stays true; nil clauses are skipped.
func (l *lowerer) renameObject(n ast.Node, obj types.Object, name string) {
	if n == nil {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.info.ObjectOf(id) == obj {
			id.Name = name
		}
		return true
	})
}

// copyBack puts statements before every continue of a loop: those without a
// label in the loop's own statements, and those with the loop's label in loops
// inside. A continue of a loop further out runs another post statement, and
// function literals have no continue of this loop.
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
