package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// isOwnLiteral reports whether an expression is a literal that may stay as it is
// written. A number may not where it stands for another kind of number: yaegi
// takes 1e3 for a float and 0 for an integer, whatever they are to be, and panics
// on 0 for a complex number and cuts x off in switch x { case 0: }. values writes
// the constant out.
func isOwnLiteral(e ast.Expr, t types.Type) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return false
	}
	b, basic := under[*types.Basic](t)
	if !basic {
		return true
	}
	switch lit.Kind {
	case token.INT, token.CHAR:
		return b.Info()&types.IsInteger != 0
	case token.FLOAT:
		return b.Info()&types.IsFloat != 0
	case token.IMAG:
		return b.Info()&types.IsComplex != 0
	}
	return true
}

// composite fits the elements of a literal to the types they are elements of, as
// assignments do (see coerce), and gives the fields of structs their names in
// the interpreter. It runs when the elements are lowered already. What yaegi
// takes for something else it has written out first, by elidedTypes,
// slicesOfPointers and giveKeys, which need the elements' own types.
func (v *valueLowerer) composite(n *ast.CompositeLit) {
	t := v.typeOf(n)
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem() // &T elided in the literal around
	}
	v.elidedTypes(n, t)
	v.slicesOfPointers(n)
	switch t := t.Underlying().(type) {
	case *types.Struct:
		functions := false
		for i, e := range n.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				f := t.Field(i)
				n.Elts[i] = v.coerce(e, f.Type())
				functions = functions || isFunction(f.Type())
				continue
			}
			key := kv.Key.(*ast.Ident)
			f := v.info.ObjectOf(key).(*types.Var)
			kv.Key, kv.Value = ident(v.fieldName(f), key.Pos()), v.coerce(kv.Value, f.Type())
		}
		if functions { // yaegi takes a part of a function for the whole in a compiled struct
			v.giveKeys(n, t)
		}
	case *types.Map:
		for _, e := range n.Elts {
			kv := e.(*ast.KeyValueExpr)
			kv.Key, kv.Value = v.coerce(kv.Key, t.Key()), v.coerce(kv.Value, t.Elem())
		}
	case interface{ Elem() types.Type }:
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				kv.Value = v.coerce(kv.Value, t.Elem())
				continue
			}
			n.Elts[i] = v.coerce(e, t.Elem())
		}
	}
}

// slicesOfPointers evaluates elements that slice what is no variable, such as what a
// pointer points to, or select a field of that, in a function of their own. In a
// literal yaegi takes *p for the type of a pointer, and refuses the slice or panics,
// as it does on a slice of a compiled array.
//
//	[][]int{(*p)[:1]}  →  [][]int{func() []int { return (*p)[:1] }()}
func (v *valueLowerer) slicesOfPointers(n *ast.CompositeLit) {
	apart := func(e ast.Expr) ast.Expr {
		t := v.typeOf(e)
		if t == nil || v.info.Types[e].IsType() || !slicesPointer(e) {
			return e
		}
		return v.keepType(v.inFunc(e, v.typeExpr(types.Default(t), e.Pos())), e)
	}
	for i, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			kv.Value = apart(kv.Value)
		} else {
			n.Elts[i] = apart(e)
		}
	}
}

// slicesPointer reports whether evaluating an expression slices what is no variable,
// or selects of a dereferenced pointer. What a function literal in it does counts for nothing,
// because that is no part of the composite literal.
func slicesPointer(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if s, ok := n.(*ast.SliceExpr); ok {
			found = found || !isIdent(s.X)
		} else if s, ok := n.(*ast.SelectorExpr); ok {
			_, star := ast.Unparen(s.X).(*ast.StarExpr)
			found = found || star
		}
		_, lit := n.(*ast.FuncLit)
		return !lit && !found
	})
	return found
}

// giveKeys gives the elements of a struct's literal their keys, in place. yaegi
// follows a nil pointer when a literal of a compiled struct gives a function
// without one:
//
//	testing.InternalTest{"a", f}  →  testing.InternalTest{Name: "a", F: f}
func (v *valueLowerer) giveKeys(n *ast.CompositeLit, t *types.Struct) {
	for i, e := range n.Elts {
		n.Elts[i] = &ast.KeyValueExpr{Key: ident(v.fieldName(t.Field(i)), e.Pos()), Colon: e.Pos(), Value: e}
	}
}

// elidedTypes writes out elements and keys that leave their type, or the &T, to the
// compiler, where yaegi does not know it: that of pointers to slices, arrays and
// maps, and all in a literal of a compiled type.
//
//	map[string]*[]int{"a": {1}}  →  map[string]*[]int{"a": &[]int{1}}
func (v *valueLowerer) elidedTypes(n *ast.CompositeLit, t types.Type) {
	list, ok := t.Underlying().(interface{ Elem() types.Type })
	if !ok {
		return
	}
	m, _ := t.Underlying().(*types.Map)
	for i, e := range n.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		if !keyed {
			n.Elts[i] = v.withType(e, list.Elem(), v.isCompiled(t))
			continue
		}
		kv.Value = v.withType(kv.Value, list.Elem(), v.isCompiled(t))
		if m != nil {
			kv.Key = v.withType(kv.Key, m.Key(), v.isCompiled(t))
		}
	}
}

// withType writes the type of one element out, if it is to be and is not written.
func (v *valueLowerer) withType(e ast.Expr, t types.Type, always bool) ast.Expr {
	lit, ok := e.(*ast.CompositeLit)
	p, pointer := under[*types.Pointer](t)
	if !ok || lit.Type != nil || !always && (!pointer || isStruct(p.Elem())) {
		return e
	}
	of := t
	if pointer {
		of = p.Elem()
	}
	lit.Type = v.typeExpr(of, lit.Pos())
	v.info.Types[lit] = types.TypeAndValue{Type: of}
	if !pointer {
		return lit
	}
	made := &ast.UnaryExpr{OpPos: lit.Pos(), Op: token.AND, X: lit}
	v.info.Types[made] = types.TypeAndValue{Type: t}
	return made
}

// literalsForOthers makes literals in a function of their own where a function
// literal assigns them to a variable of a function around it. yaegi does not
// reach the variable with a struct's or an array's literal: it keeps its value.
//
//	func() { p = point{1, 2} }()
//	  →  func() { p = func() point { return point{1, 2} }() }()
//
// It does so with variables of the function literal itself, too, where it does
// no harm. A declared function has no function around it, unless it defers: then its
// body becomes a literal, and its results are variables around that.
func (v *valueLowerer) literalsForOthers(n *ast.AssignStmt) {
	if len(v.sigs) < 2 && !v.deferring[len(v.deferring)-1] || len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, e := range n.Rhs {
		if isIdent(n.Lhs[i]) {
			n.Rhs[i] = v.literalAlone(e)
		}
	}
}

// literalAlone makes the literal of a struct or an array in a function of its own. It
// returns other expressions as they are.
func (v *valueLowerer) literalAlone(e ast.Expr) ast.Expr {
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	if t := v.typeOf(e); ok && (isStruct(t) || isArray(t)) {
		return v.keepType(v.inFunc(lit, v.typeExpr(t, e.Pos())), e)
	}
	return e
}

// apart makes composite literals in functions of their own where several values
// are assigned at once: yaegi lets a literal overwrite its neighbour. After
// p, n := point{1, 2}, 5 it has 0 in n.
func (v *valueLowerer) apart(values []ast.Expr) []ast.Expr {
	if len(values) < 2 {
		return values
	}
	for i, e := range values {
		if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok {
			values[i] = v.keepType(v.inFunc(lit, v.typeExpr(v.typeOf(lit), lit.Pos())), e)
		}
	}
	return values
}
