package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// isOwnLiteral tells a literal of its type's own kind from 1e3 for an integer,
// which yaegi takes for a float.
func isOwnLiteral(e ast.Expr, t types.Type) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return false
	}
	b, basic := under[*types.Basic](t)
	return !basic || lit.Kind != token.FLOAT && lit.Kind != token.IMAG || b.Info()&types.IsInteger == 0
}

// composite converts the elements of a literal.
func (v *valueLowerer) composite(n *ast.CompositeLit) {
	t := v.typeOf(n)
	v.elidedPointers(n, t)
	v.slicesOfPointers(n)
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem() // &T elided in the literal around
	}
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

// slicesOfPointers makes slices and fields of what a pointer points to elsewhere:
// in a literal yaegi takes the pointer for a type.
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

func slicesPointer(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if s, ok := n.(*ast.SliceExpr); ok {
			found = found || dereferences(s.X)
		} else if s, ok := n.(*ast.SelectorExpr); ok {
			_, star := ast.Unparen(s.X).(*ast.StarExpr)
			found = found || star
		}
		_, lit := n.(*ast.FuncLit)
		return !lit && !found
	})
	return found
}

// giveKeys gives the elements of a literal their keys.
func (v *valueLowerer) giveKeys(n *ast.CompositeLit, t *types.Struct) {
	for f := range t.Fields() {
		if f.Name() == "_" {
			return
		}
	}
	for i, e := range n.Elts {
		n.Elts[i] = &ast.KeyValueExpr{Key: ident(v.fieldName(t.Field(i)), e.Pos()), Colon: e.Pos(), Value: e}
	}
}

func isFunction(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// elidedPointers spells out elements of a literal that are pointers to slices,
// arrays and maps: yaegi knows those to structs only.
func (v *valueLowerer) elidedPointers(n *ast.CompositeLit, t types.Type) {
	list, ok := t.Underlying().(interface{ Elem() types.Type })
	if !ok || isPointer(t) {
		return
	}
	p, ok := under[*types.Pointer](list.Elem())
	if !ok || isStruct(p.Elem()) {
		return
	}
	spell := func(e ast.Expr) ast.Expr {
		lit, ok := e.(*ast.CompositeLit)
		if !ok || lit.Type != nil {
			return e
		}
		lit.Type = v.typeExpr(p.Elem(), lit.Pos())
		v.info.Types[lit] = types.TypeAndValue{Type: p.Elem()}
		made := &ast.UnaryExpr{OpPos: lit.Pos(), Op: token.AND, X: lit}
		v.info.Types[made] = types.TypeAndValue{Type: list.Elem()}
		return made
	}
	for i, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			kv.Value = spell(kv.Value)
		} else {
			n.Elts[i] = spell(e)
		}
	}
}

// literalsForOthers makes literals elsewhere that a function literal assigns to
// a variable of a function around it: yaegi puts them where only the function
// next to it finds them.
func (v *valueLowerer) literalsForOthers(n *ast.AssignStmt) {
	if len(v.sigs) < 2 || len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, e := range n.Rhs {
		lit, ok := ast.Unparen(e).(*ast.CompositeLit)
		if t := v.typeOf(e); ok && isIdent(n.Lhs[i]) && (isStruct(t) || isArray(t)) {
			n.Rhs[i] = v.keepType(v.inFunc(lit, v.typeExpr(t, e.Pos())), e)
		}
	}
}

// apart makes composite literals elsewhere, when several values are assigned
// at once: yaegi lets a literal overwrite its neighbour.
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
