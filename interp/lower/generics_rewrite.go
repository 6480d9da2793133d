package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ast/astutil"
)

// rewrite makes a declaration plain: what is instantiated gets the name of the
// instance, and type parameters the types that they are in this copy. It goes from
// the outside in, so that stack[pair[T]] is one type and not two.
//
// Some generic code is valid but its copy is not, such as x.(T) that cannot hold for
// this T. Where Go runs such code, assertion, cases and conversion write what the
// checker accepts.
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

// checked returns the node that the checker saw: for a copy its original, for plain
// code the node itself. types.Info must be asked for that.
func (e *env) checked(n ast.Node) ast.Node {
	if o, ok := e.origin[n]; ok {
		return o
	}
	return n
}

// checkedExpr is checked for an expression, nil when x stands for none.
func (e *env) checkedExpr(x ast.Expr) ast.Expr {
	o, _ := e.checked(x).(ast.Expr)
	return o
}

// index replaces what is indexed with types by the name of the instance, and reports
// whether it was something else, to be walked into:
//
//	stack[T]        →  stack·g0
//	first[string]   →  first·g1
//
// The rest of the type arguments of a function may be inferred; Info.Instances has
// all of them.
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

// funcInstance returns the name of the instance that a mention of a generic function
// stands for, whether its type arguments are written or inferred. ok is false for
// other names. The arguments may be type parameters of the code around it.
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

// ident renames the mention of a generic function, a type, or a field that is called
// after its type. In struct { T } one identifier is both the field and its type.
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
		} else if _, isType := e.info.Uses[o].(*types.TypeName); isType {
			e.typeName(c, id, o, e.info.Uses[o].(*types.TypeName))
		}
	}
	return true
}

// typeName renames the mention of a type: one that the generic function declares gets
// the name of the copy's own, a type parameter the type that it is. A local alias may
// stand for either, so it is written out. Where a name is declared it stays.
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
		if obj.Parent() != obj.Pkg().Scope() {
			e.replaceType(c, e.subst(t), id.Pos())
		}
	}
}

// embedded renames the mention of an embedded field of a generic type, which is called
// after the instance now: n.stack.items becomes n.stack·g1.items. A field that is
// embedded by way of an alias keeps the alias's name.
func (e *env) embedded(id *ast.Ident, v *types.Var) {
	n, ok := e.subst(embeddedType(v)).(*types.Named)
	if ok && n.TypeArgs().Len() > 0 && e.specs[n.Origin().Obj()] != nil && v.Name() == n.Obj().Name() {
		id.Name = e.typeInstance(n)
	}
}

// embeddedType returns the type of an embedded field, without its pointer.
func embeddedType(v *types.Var) types.Type {
	if p, ok := types.Unalias(v.Type()).(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return types.Unalias(v.Type())
}

// replaceType puts a type down in the place of the node that c is at. A pointer, a
// function or a channel gets parentheses where it could be read as something else:
// (*int)(x), (*T).Method, chan (<-chan int).
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

// assertion keeps an assertion to a type parameter that cannot hold for the type it
// is in this copy: Go lets it fail when it runs, the checker refuses it once the type
// is written out. An assertion of any is never refused.
//
//	err.(T)  →  any(err).(int)
func (e *env) assertion(n *ast.TypeAssertExpr) {
	o := e.checked(n).(*ast.TypeAssertExpr)
	if n.Type != nil && len(e.params) > 0 && e.impossible(e.of(o.X), e.of(o.Type)) {
		n.X = anyOf(n.X)
	}
}

func anyOf(x ast.Expr) ast.Expr { return call(x.Pos(), ident("any", x.Pos()), x) }

// impossible reports whether the checker refuses to assert a value of type x as t:
// x is an interface whose methods the concrete type t lacks.
func (e *env) impossible(x, t types.Type) bool {
	if x == nil || t == nil {
		return false
	}
	i, ok := x.Underlying().(*types.Interface)
	return ok && !types.IsInterface(t) && !types.AssertableTo(i, t)
}

// cases does for a type switch what assertion does, and takes out the cases that are
// the same type as an earlier one in this copy, as T may be int: Go never reaches
// them, and the checker refuses them. A clause that loses all its cases goes, the
// default clause stays.
//
// In a clause with one type the variable of the switch has that type, else that of the
// guard. So when only one of several cases is left, another is added that no value
// matches: see never.
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
			if len(list) == 1 && len(clause.List) > 1 {
				list = append(list, e.never(x, clause.Pos()))
			}
			clause.List = list
			kept = append(kept, clause)
		}
	}
	n.Body.List = kept
}

// guardOf returns the x.(type) of a type switch.
func guardOf(n *ast.TypeSwitchStmt) *ast.TypeAssertExpr {
	switch s := n.Assign.(type) {
	case *ast.AssignStmt:
		return ast.Unparen(s.Rhs[0]).(*ast.TypeAssertExpr)
	case *ast.ExprStmt:
		return ast.Unparen(s.X).(*ast.TypeAssertExpr)
	}
	return nil
}

// contains reports whether a list has an identical type. It may hold nil.
func contains(list []types.Type, t types.Type) bool {
	for _, have := range list {
		if have != nil && types.Identical(have, t) {
			return true
		}
	}
	return false
}

// never declares a type that no value has, and returns its name. The checker wants
// the types of cases to have the methods of the guard's interface x, so the type is a
// struct that embeds it; a struct without fields will do for any. An interface without
// a name gets one.
func (e *env) never(x types.Type, pos token.Pos) ast.Expr {
	declare := func(base string, t ast.Expr) *ast.Ident {
		name := e.temp(base)
		spec := &ast.TypeSpec{Name: ident(name, pos), Type: t}
		e.written = append(e.written, &ast.GenDecl{TokPos: pos, Tok: token.TYPE, Specs: []ast.Spec{spec}})
		return ident(name, pos)
	}
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	if !isEmptyInterface(x) {
		embedded := e.typeExpr(x, pos)
		if _, named := types.Unalias(x).(*types.Named); !named {
			embedded = declare("guard", embedded)
		}
		fields.List = []*ast.Field{{Type: embedded}}
	}
	return declare("never", &ast.StructType{Struct: pos, Fields: fields})
}

// conversion keeps T(100), for a type parameter T, what it is in generic code: a value
// and no constant. Written out it would take part in constant arithmetic, where an
// overflow is an error and not a wrapped value, and be compared with other constants:
//
//	T(100) + T(100)  →  func() int8 { var ·c1 int8 = 100; return ·c1 }() + func() int8 { … }()
//
// It is left alone where that makes no difference, as in x + T(1).
func (e *env) conversion(c *astutil.Cursor, n *ast.CallExpr) {
	if !e.hidesConstant(e.checkedExpr(n)) || e.sameAsConstant(c, n) {
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

// sameAsConstant reports whether a conversion of a constant may become one where it
// stands: the checker does not compute with it there, nor compare it with others.
func (e *env) sameAsConstant(c *astutil.Cursor, n *ast.CallExpr) bool {
	mayPanic := func(op token.Token) bool { // dividing by 0, or shifting by less than 0
		switch op {
		case token.QUO, token.REM, token.QUO_ASSIGN, token.REM_ASSIGN, token.SHL, token.SHR, token.SHL_ASSIGN, token.SHR_ASSIGN:
			return constant.Sign(e.info.Types[e.checked(n).(*ast.CallExpr).Args[0]].Value) <= 0
		}
		return false
	}
	switch p := c.Parent().(type) {
	case *ast.BinaryExpr:
		o := e.checked(p).(*ast.BinaryExpr)
		return !(e.constantHere(o.X) && e.constantHere(o.Y)) && !(mayPanic(p.Op) && c.Name() == "Y")
	case *ast.AssignStmt:
		return !mayPanic(p.Tok)
	case *ast.CallExpr:
		o := e.checked(p).(*ast.CallExpr)
		return !e.isConversion(o) && e.builtin(o) == ""
	case *ast.KeyValueExpr:
		return c.Name() == "Value"
	case *ast.ReturnStmt, *ast.ValueSpec, *ast.SendStmt, *ast.CompositeLit:
		return true
	}
	return false
}

// hidesConstant reports whether an expression converts a constant to a type parameter.
func (e *env) hidesConstant(x ast.Expr) bool {
	n, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok || len(n.Args) != 1 || !e.isConversion(n) || e.info.Types[n.Args[0]].Value == nil {
		return false
	}
	_, param := types.Unalias(e.info.Types[n.Fun].Type).(*types.TypeParam)
	return param
}

// constantHere reports whether an expression is a constant once it is written out,
// wherever that shows at a glance.
func (e *env) constantHere(x ast.Expr) bool {
	return e.info.Types[x].Value != nil || e.hidesConstant(x)
}

// declaration drops the aliases that a generic function declares: typeName puts what
// they stand for in their place.
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

// copyOf copies a declaration, a function with its body or a type, with args for its
// type parameters params. It copies first and rewrites the copy: other instances need
// the original, and so does types.Info. The copy has the positions of the original, so
// a panic in it is reported where the source has it.
func (g *generic) copyOf(n ast.Node, params *types.TypeParamList, args []types.Type) ast.Node {
	e := &env{generic: g, params: map[*types.TypeParam]types.Type{}, locals: map[types.Object]*types.Named{}, origin: map[ast.Node]ast.Node{}}
	for i := range params.Len() {
		e.params[params.At(i)] = args[i]
	}
	e.declareLocals(n)
	c := copyNode(reflect.ValueOf(n), e.origin).Interface().(ast.Node)
	e.rewrite(c)
	return c
}
