package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// support declares what boxes need of the script: for compiled code, each
// type's methods; for the script's interfaces, the dispatchers. Either may ask
// for more types, so both go on until nothing new is met.
func (l *lowerer) support() {
	l.boxes.noteCalled()
	vars := l.vars
	types, dispatchers := 0, 0
	for types < len(l.boxes.list) || dispatchers < len(l.dispatch) {
		for ; types < len(l.boxes.list); types++ {
			l.boxes.reach(l.boxes.list[types])
			if d := l.methodTable(types + 1); d != nil {
				vars = append(vars, d)
			}
		}
		before := len(l.boxes.list)
		for ; dispatchers < len(l.dispatch) && len(l.boxes.list) == before; dispatchers++ {
			l.dispatchFunc(l.dispatch[dispatchers])
		}
		if len(l.boxes.list) > before {
			dispatchers = 0 // a new type may be a case of those before
			l.dropDispatchFuncs()
		}
	}
	l.file.Decls = append(vars, l.file.Decls...)
	l.file.Decls = append(l.file.Decls, l.generated...)
}

// dropDispatchFuncs forgets the dispatchers declared so far.
func (l *lowerer) dropDispatchFuncs() {
	kept := l.generated[:0]
	for _, d := range l.generated {
		if !l.isDispatcher(d.(*ast.FuncDecl).Name.Name) {
			kept = append(kept, d)
		}
	}
	l.generated = kept
}

func (l *lowerer) isDispatcher(name string) bool {
	for _, d := range l.dispatch {
		if d.name == name {
			return true
		}
	}
	return false
}

// methodTable declares the function that gives compiled code the methods of a
// boxed value that it may call, and the variable that tells the host of it.
//
//	func methods3(name string) any {
//		if name == "String" { return func(r T) string { return T·String(r) } }
//		return nil
//	}
//	var table3 = host.Methods(3, methods3)
func (l *lowerer) methodTable(id int) ast.Decl {
	t := l.boxes.list[id-1]
	methods := l.boxes.CalledMethods(t)
	if !l.carriesScript(t) || len(methods) == 0 {
		return nil
	}
	pos := l.file.Package
	name := mark + "name"
	var body []ast.Stmt
	for _, sel := range methods {
		m := sel.Obj().(*types.Func)
		forward := l.forwarder(pos, withReceiver(t, m.Signature()), func(params []ast.Expr) *ast.CallExpr {
			return l.callMethod(operand{params[0], t}, sel, params[1:], embedding(t, sel))
		})
		body = append(body, &ast.IfStmt{
			If:   pos,
			Cond: &ast.BinaryExpr{X: ident(name, pos), OpPos: pos, Op: token.EQL, Y: &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(m.Name())}},
			Body: block(pos, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{forward}}),
		})
	}
	body = append(body, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident("nil", pos)}})
	fn := mark + "methods" + strconv.Itoa(id)
	l.addFunc(fn, &ast.FuncType{Func: pos,
		Params:  &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ident(name, pos)}, Type: ident("string", pos)}}},
		Results: &ast.FieldList{List: []*ast.Field{{Type: ident("any", pos)}}},
	}, body...)
	return varDecl(&ast.ValueSpec{
		Names:  []*ast.Ident{ident(mark+"table"+strconv.Itoa(id), pos)},
		Values: []ast.Expr{call(pos, hostFunc(pos, "Methods"), intLit(pos, int64(id)), ident(fn, pos))},
	})
}

// withReceiver is a method's signature with the receiver as the first
// parameter.
func withReceiver(recv types.Type, sig *types.Signature) *types.Signature {
	params := []*types.Var{types.NewParam(token.NoPos, nil, "", recv)}
	for v := range sig.Params().Variables() {
		params = append(params, v)
	}
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic())
}

// unboxed takes a value of a known type out of an interface, by a call: yaegi
// mixes up assertions of several types that are assigned in one function.
//
//	func value3(x any) T {
//		x = host.Unbox(3, x)
//		return x.(T)
//	}
func (l *lowerer) unboxed(x ast.Expr, t types.Type) ast.Expr {
	name := l.assertFunc("value", t, func(id, x, _ ast.Expr) (*ast.FieldList, []ast.Stmt) {
		pos := l.file.Package
		value := &ast.TypeAssertExpr{X: ident(mark+"x", pos), Lparen: pos, Type: l.typeExpr(t, pos), Rparen: pos}
		results := &ast.FieldList{List: []*ast.Field{{Type: l.typeExpr(t, pos)}}}
		return results, []ast.Stmt{
			assign(pos, ident(mark+"x", pos), call(pos, hostFunc(pos, "Unbox"), id, x)),
			&ast.ReturnStmt{Return: pos, Results: []ast.Expr{value}},
		}
	})
	return call(x.Pos(), ident(name, x.Pos()), x)
}

// embedding returns where the struct of a promoted method says that it embeds what
// has the method; NoPos for a method that is not promoted.
func embedding(t types.Type, sel *types.Selection) token.Pos {
	if len(sel.Index()) == 1 {
		return token.NoPos
	}
	return structOf(t).Field(sel.Index()[0]).Pos()
}

// callMethod calls a method of a value, embedding written out. The host is told that
// it is called at a position.
func (l *lowerer) callMethod(x operand, sel *types.Selection, params []ast.Expr, at token.Pos) *ast.CallExpr {
	m := sel.Obj().(*types.Func)
	recv, whole := l.receiverOf(x.expr, x.typ, sel)
	pos := x.expr.Pos()
	if fun, first := l.methodFunc(m, recv, whole, at); fun != nil {
		return call(pos, fun, append([]ast.Expr{first}, params...)...)
	}
	return call(pos, selector(recv.expr, m.Name()), params...)
}

// dispatchFunc declares a dispatcher.
//
//	func ·call·name·0(·x any, ·p1 int) string {
//		switch ·host.ID(·x) {
//		case 3:
//			·r := ·value·3(·x)
//			return T·name(·r, ·p1)
//		}
//		·f := ·host.Method(·x, "name").(func(int) string)
//		return ·f(·p1)
//	}
func (l *lowerer) dispatchFunc(d *dispatcher) {
	pos := l.file.Package
	sig := PlainSignature(d.method)
	typ := l.funcType(sig, pos)
	var names []string
	for _, f := range typ.Params.List {
		name := l.temp("p")
		f.Names = []*ast.Ident{ident(name, pos)}
		names = append(names, name)
	}
	params := func() []ast.Expr {
		list := make([]ast.Expr, len(names))
		for i, n := range names {
			list[i] = ident(n, pos)
		}
		return list
	}
	x := mark + "x"
	typ.Params.List = append([]*ast.Field{{Names: []*ast.Ident{ident(x, pos)}, Type: ident("any", pos)}}, typ.Params.List...)
	body := &ast.BlockStmt{Lbrace: pos, Rbrace: pos}
	for i, t := range l.boxes.list {
		sel := l.implementation(t, d.method)
		if sel == nil {
			continue
		}
		value := l.unboxed(ident(x, pos), t)
		stmts := append(l.nilReceiver(t, sel, pos), define(pos, mark+"r", value))
		stmts = append(stmts, forward(l.callMethod(operand{ident(mark+"r", pos), t}, sel, params(), d.at), sig)...)
		body.List = append(body.List, &ast.CaseClause{Case: pos, List: []ast.Expr{intLit(pos, int64(i+1))}, Body: stmts})
	}
	var stmts []ast.Stmt
	if len(body.List) > 0 {
		stmts = append(stmts, &ast.SwitchStmt{Switch: pos, Tag: call(pos, hostFunc(pos, "ID"), ident(x, pos)), Body: body})
	}
	name := &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(d.method.Name())}
	method := call(pos, hostFunc(pos, "Method"), ident(x, pos), name)
	if d.at.IsValid() {
		method = call(pos, hostFunc(pos, "MethodAt"), intLit(pos, int64(d.at)), ident(x, pos), name)
	}
	compiled := define(pos, mark+"f", &ast.TypeAssertExpr{X: method, Lparen: pos, Type: l.funcType(sig, pos), Rparen: pos})
	stmts = append(stmts, compiled)
	stmts = append(stmts, forward(call(pos, ident(mark+"f", pos), params()...), sig)...)
	l.addFunc(d.name, typ, stmts...)
}

// nilReceiver panics as Go does when a method that wants a value is called by
// an interface that holds a nil pointer.
func (l *lowerer) nilReceiver(t types.Type, sel *types.Selection, pos token.Pos) []ast.Stmt {
	p, ok := t.(*types.Pointer)
	if !ok || len(sel.Index()) > 1 || isPointer(sel.Obj().(*types.Func).Signature().Recv().Type()) {
		return nil
	}
	name := l.boxes.TypeString(p.Elem())
	text := "value method " + name + "." + sel.Obj().Name() + " called using nil *" + name[strings.LastIndexByte(name, '.')+1:] + " pointer"
	check := call(pos, hostFunc(pos, "NilReceiver"), ident(mark+"x", pos), &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(text)})
	return []ast.Stmt{&ast.ExprStmt{X: check}}
}

// forward calls and returns what the call gives.
func forward(c *ast.CallExpr, sig *types.Signature) []ast.Stmt {
	if sig.Variadic() {
		c.Ellipsis = c.Pos()
	}
	if sig.Results().Len() == 0 {
		return []ast.Stmt{&ast.ExprStmt{X: c}, &ast.ReturnStmt{Return: c.Pos()}}
	}
	return []ast.Stmt{&ast.ReturnStmt{Return: c.Pos(), Results: []ast.Expr{c}}}
}

// implementation finds a method in the method set of a boxed type.
func (l *lowerer) implementation(t types.Type, m *types.Func) *types.Selection {
	if types.IsInterface(t) || !l.carriesScript(t) {
		return nil
	}
	sel := types.NewMethodSet(t).Lookup(m.Pkg(), m.Name())
	if sel == nil || !types.Identical(PlainSignature(sel.Obj().(*types.Func)), PlainSignature(m)) {
		return nil
	}
	return sel
}
