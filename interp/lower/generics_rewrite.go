package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rewrite names instances, and puts types in the place of type parameters.
func (e *env) rewrite(root ast.Node) {
	astutil.Apply(root, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.IndexExpr:
			return e.index(c, n, n.X)
		case *ast.IndexListExpr:
			return e.index(c, n, n.X)
		case *ast.Ident:
			return e.ident(c, n)
		case *ast.TypeAssertExpr:
			e.assertion(n)
		case *ast.TypeSwitchStmt:
			e.cases(n)
		case *ast.CallExpr:
			e.conversion(c, n)
		case *ast.DeclStmt:
			e.declaration(c, n)
		}
		return true
	}, nil)
}

// checked is the node that the checker saw.
func (e *env) checked(n ast.Node) ast.Node {
	if o, ok := e.origin[n]; ok {
		return o
	}
	return n
}

func (e *env) checkedExpr(x ast.Expr) ast.Expr {
	o, _ := e.checked(x).(ast.Expr)
	return o
}

// index handles what is indexed with types: an instance of a type, or of a
// function.
func (e *env) index(c *astutil.Cursor, n, x ast.Expr) bool {
	if tv, ok := e.info.Types[e.checkedExpr(n)]; ok && tv.IsType() {
		e.replaceType(c, e.subst(tv.Type), n.Pos())
		return false
	}
	if id, ok := ast.Unparen(x).(*ast.Ident); ok {
		if name, ok := e.funcInstance(id); ok {
			c.Replace(ident(name, id.Pos()))
			return false
		}
	}
	return true
}

// funcInstance is the name of the instance that a name stands for.
func (e *env) funcInstance(id *ast.Ident) (string, bool) {
	o, _ := e.checked(id).(*ast.Ident)
	inst, ok := e.info.Instances[o]
	if !ok {
		return "", false
	}
	f, ok := e.info.Uses[o].(*types.Func)
	if !ok || e.funcs[f] == nil {
		return "", false
	}
	args := make([]types.Type, inst.TypeArgs.Len())
	for i := range args {
		args[i] = e.subst(inst.TypeArgs.At(i))
	}
	return e.instance(f, args), true
}

func (e *env) ident(c *astutil.Cursor, id *ast.Ident) bool {
	o, _ := e.checked(id).(*ast.Ident)
	if name, ok := e.funcInstance(id); ok {
		id.Name = name
		return true
	}
	switch obj := e.info.ObjectOf(o).(type) {
	case *types.TypeName:
		e.typeName(c, id, o, obj)
	case *types.Var:
		if obj.Embedded() && e.info.Defs[o] == nil {
			e.embedded(id, obj)
		} else if _, isType := e.info.Uses[o].(*types.TypeName); isType { // it is both the field and its type
			e.typeName(c, id, o, e.info.Uses[o].(*types.TypeName))
		}
	}
	return true
}

func (e *env) typeName(c *astutil.Cursor, id, o *ast.Ident, obj *types.TypeName) {
	if local, ok := e.locals[obj]; ok {
		id.Name = local.Obj().Name()
		return
	}
	if len(e.params) == 0 || e.info.Defs[o] != nil {
		return
	}
	switch t := obj.Type().(type) {
	case *types.TypeParam:
		if arg, ok := e.params[t]; ok {
			e.replaceType(c, arg, id.Pos())
		}
	case *types.Alias:
		if obj.Parent() != obj.Pkg().Scope() { // it may stand for what is the copy's own
			e.replaceType(c, e.subst(t), id.Pos())
		}
	}
}

// embedded renames the mention of an embedded field along with its type.
func (e *env) embedded(id *ast.Ident, v *types.Var) {
	n, ok := e.subst(embeddedType(v)).(*types.Named)
	if ok && n.TypeArgs().Len() > 0 && e.specs[n.Origin().Obj()] != nil && v.Name() == n.Obj().Name() {
		id.Name = e.typeInstance(n)
	}
}

func embeddedType(v *types.Var) types.Type {
	if p, ok := types.Unalias(v.Type()).(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return types.Unalias(v.Type())
}

// replaceType puts a type down, in parentheses where it could be read as
// something else.
func (e *env) replaceType(c *astutil.Cursor, t types.Type, pos token.Pos) {
	x := e.typeExpr(t, pos)
	switch x.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		_, called := c.Parent().(*ast.CallExpr)
		_, selected := c.Parent().(*ast.SelectorExpr)
		_, element := c.Parent().(*ast.ChanType)
		if called || selected || element {
			x = &ast.ParenExpr{Lparen: pos, X: x, Rparen: pos}
		}
	}
	c.Replace(x)
}

// assertion lets an assertion stand that cannot hold for these types: where
// they are written out, the checker would refuse it.
func (e *env) assertion(n *ast.TypeAssertExpr) {
	o := e.checked(n).(*ast.TypeAssertExpr)
	if n.Type != nil && len(e.params) > 0 && e.impossible(e.of(o.X), e.of(o.Type)) {
		n.X = anyOf(n.X)
	}
}

func anyOf(x ast.Expr) ast.Expr { return call(x.Pos(), ident("any", x.Pos()), x) }

func (e *env) impossible(x, t types.Type) bool {
	if x == nil || t == nil {
		return false
	}
	i, ok := x.Underlying().(*types.Interface)
	return ok && !types.IsInterface(t) && !types.AssertableTo(i, t)
}

// cases does for a type switch what assertion does, and takes out the cases
// that are the same type as an earlier one: they are never reached.
func (e *env) cases(n *ast.TypeSwitchStmt) {
	if len(e.params) == 0 {
		return
	}
	guard := guardOf(n)
	x := e.of(guardOf(e.checked(n).(*ast.TypeSwitchStmt)).X)
	var seen []types.Type
	kept := n.Body.List[:0]
	for _, s := range n.Body.List {
		clause := s.(*ast.CaseClause)
		list := clause.List[:0]
		for _, t := range clause.List {
			now := e.of(e.checkedExpr(t))
			if now == nil || !contains(seen, now) {
				list = append(list, t)
				seen = append(seen, now)
			}
			if e.impossible(x, now) {
				guard.X, x = anyOf(guard.X), types.Universe.Lookup("any").Type()
			}
		}
		if clause.List == nil || len(list) > 0 {
			if len(list) == 1 && len(clause.List) > 1 { // what it declares is still of the guard's type
				list = append(list, e.never(x, clause.Pos()))
			}
			clause.List = list
			kept = append(kept, clause)
		}
	}
	n.Body.List = kept
}

func guardOf(n *ast.TypeSwitchStmt) *ast.TypeAssertExpr {
	switch s := n.Assign.(type) {
	case *ast.AssignStmt:
		return ast.Unparen(s.Rhs[0]).(*ast.TypeAssertExpr)
	case *ast.ExprStmt:
		return ast.Unparen(s.X).(*ast.TypeAssertExpr)
	}
	return nil
}

func contains(list []types.Type, t types.Type) bool {
	for _, have := range list {
		if have != nil && types.Identical(have, t) {
			return true
		}
	}
	return false
}

// never is a type that no value has, though one of the interface might.
func (e *env) never(x types.Type, pos token.Pos) ast.Expr {
	name, fields := e.temp("never"), &ast.FieldList{Opening: pos, Closing: pos}
	if _, named := types.Unalias(x).(*types.Named); named {
		fields.List = []*ast.Field{{Type: e.typeExpr(x, pos)}}
	}
	spec := &ast.TypeSpec{Name: ident(name, pos), Type: &ast.StructType{Struct: pos, Fields: fields}}
	e.written = append(e.written, &ast.GenDecl{TokPos: pos, Tok: token.TYPE, Specs: []ast.Spec{spec}})
	return ident(name, pos)
}

// conversion keeps a constant that is converted to a type parameter what it is
// in generic code: no constant. Where other constants meet it, it would take
// part in constant arithmetic, which overflows in another way.
func (e *env) conversion(c *astutil.Cursor, n *ast.CallExpr) {
	if !e.hidesConstant(e.checkedExpr(n)) {
		return
	}
	alone := true
	switch p := e.checked(c.Parent()).(type) {
	case *ast.BinaryExpr:
		alone = !e.constantHere(p.X) || !e.constantHere(p.Y)
	case *ast.UnaryExpr, *ast.ParenExpr:
		alone = false
	case *ast.CallExpr:
		alone = !e.isConversion(p)
	}
	if alone {
		return
	}
	pos, name := n.Pos(), e.temp("c")
	o := e.checked(n).(*ast.CallExpr)
	typ := e.typeExpr(e.of(o), pos)
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name, pos)}, Type: typ, Values: []ast.Expr{n.Args[0]}}
	lit := thunk(pos, &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}},
		&ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident(name, pos)}})
	lit.Type.Results = &ast.FieldList{List: []*ast.Field{{Type: e.typeExpr(e.of(o), pos)}}}
	n.Fun, n.Args = lit, nil
}

// hidesConstant tells a conversion of a constant to a type parameter.
func (e *env) hidesConstant(x ast.Expr) bool {
	n, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok || len(n.Args) != 1 || !e.isConversion(n) || e.info.Types[n.Args[0]].Value == nil {
		return false
	}
	_, param := types.Unalias(e.info.Types[n.Fun].Type).(*types.TypeParam)
	return param
}

func (e *env) constantHere(x ast.Expr) bool {
	return e.info.Types[x].Value != nil || e.hidesConstant(x)
}

// declaration drops local aliases of a copy: what they stand for is put in
// their place.
func (e *env) declaration(c *astutil.Cursor, n *ast.DeclStmt) {
	d, ok := n.Decl.(*ast.GenDecl)
	if !ok || d.Tok != token.TYPE || len(e.params) == 0 {
		return
	}
	kept := d.Specs[:0]
	for _, s := range d.Specs {
		obj, ok := e.info.Defs[e.checked(s.(*ast.TypeSpec).Name).(*ast.Ident)].(*types.TypeName)
		if !ok || !obj.IsAlias() {
			kept = append(kept, s)
		}
	}
	d.Specs = kept
}
