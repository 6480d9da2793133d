package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// methodName returns the name of the function that a method of the script
// becomes: point·move for the method move of point and of *point, which cannot
// both have one.
func (l *lowerer) methodName(m *types.Func) string {
	recv := m.Signature().Recv().Type()
	if p, ok := types.Unalias(recv).(*types.Pointer); ok {
		recv = p.Elem()
	}
	return l.nameOf(types.Unalias(recv).(*types.Named).Obj()) + mark + m.Name()
}

// methodDecl makes a function of a method: the receiver is its first parameter.
// With methods yaegi panics where one is promoted through an embedded interface
// or is a method expression, and fmt finds none of an element of a slice or of a
// value that comes out of any.
//
//	func (p *point) move(dx int)  →  func point·move(p *point, dx int)
//
// A receiver without a name gets a blank one, and so do parameters, which params
// has named already: a list has names for all or for none.
func (v *valueLowerer) methodDecl(d *ast.FuncDecl) {
	if d.Recv == nil {
		return
	}
	recv := d.Recv.List[0]
	if len(recv.Names) == 0 {
		recv.Names = []*ast.Ident{ident("_", recv.Pos())}
	}
	for _, f := range d.Type.Params.List {
		if len(f.Names) == 0 {
			f.Names = []*ast.Ident{ident("_", f.Type.Pos())}
		}
	}

	d.Name = ident(v.methodName(v.info.Defs[d.Name].(*types.Func)), d.Name.Pos())
	d.Type.Params.List = append([]*ast.Field{recv}, d.Type.Params.List...)
	d.Recv = nil
}

// field selects the field of a struct, or of what a pointer points to, by its
// index. (*p).x becomes p.x, because yaegi takes *p for a type in a literal; Go
// selects through the pointer itself.
func (k *linked) field(x operand, index int) operand {
	t := x.typ
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	f := t.Underlying().(*types.Struct).Field(index)
	if star, ok := ast.Unparen(x.expr).(*ast.StarExpr); ok && isStruct(x.typ) { // in a literal yaegi takes it for a type
		x.expr = star.X
	}
	s := selector(x.expr, k.fieldName(f))
	k.info.Types[s] = types.TypeAndValue{Type: f.Type()}
	return operand{s, f.Type()}
}

// path follows the fields of a selection as long as they are the script's, and
// returns the rest of the path: a compiled struct's embedded fields are left to
// Go's own selectors.
//
//	u.id  →  u.base.id, with nothing left
func (k *linked) path(x operand, index []int) (operand, []int) {
	for len(index) > 0 && k.scriptStruct(x.typ) {
		x, index = k.field(x, index[0]), index[1:]
	}
	return x, index
}

// scriptStruct reports whether a type is a struct that the script declares, or a
// pointer to one. An unnamed struct is the script's.
func (k *linked) scriptStruct(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && (n.Obj().Pkg() == nil || !k.isScript(n.Obj().Pkg())) {
		return false
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// selectorExpr writes embedding out, because structs are written down without it
// (see structType), and makes functions of method values and expressions. The
// method of a call is left to methodCall. A selector that is no selection, of a
// package or made by a pass, stays.
func (v *valueLowerer) selectorExpr(c *astutil.Cursor, n *ast.SelectorExpr) {
	sel := v.info.Selections[n]
	if sel == nil {
		return
	}
	switch sel.Kind() {
	case types.FieldVal:
		x, rest := v.path(operand{n.X, sel.Recv()}, sel.Index())
		if len(rest) > 0 {
			x.expr = selector(x.expr, n.Sel.Name)
		}
		c.Replace(v.keepType(x.expr, n))
	case types.MethodVal:
		if !v.callee[n] {
			v.methodValue(c, n, sel)
		}
	case types.MethodExpr:
		c.Replace(v.keepType(v.methodExpr(n, sel), n))
	}
}

// receiverOf returns what a method is called on: the operand x of type recv with
// the embedded fields on the way to the method written out. It reports false when
// the way leads into a compiled struct, whose embedded fields are left to Go, unless
// the method is hosted and their names are exported.
func (l *lowerer) receiverOf(x ast.Expr, recv types.Type, sel *types.Selection) (operand, bool) {
	o, rest := l.path(operand{x, recv}, sel.Index()[:len(sel.Index())-1])
	for isHosted(sel.Obj().(*types.Func)) && len(rest) > 0 {
		f := structOf(o.typ).Field(rest[0])
		if !f.Exported() {
			break
		}
		s := selector(o.expr, f.Name())
		l.info.Types[s] = types.TypeAndValue{Type: f.Type()}
		o, rest = operand{s, f.Type()}, rest[1:]
	}
	return o, len(rest) == 0
}

// structOf returns the struct that a type is, or points to; nil for other types.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// methodCall makes a function call of a method call; its arguments are converted
// already. The receiver is evaluated first, as in Go.
//
//	p.move(1)  →  point·move(&p, 1)            a method of the script
//	s.area()   →  ·call·area·0(s)              a method of a script's interface
//	c.Add(1)   →  c.WaitGroup.Add(1)           a compiled method
//	b.Grow(n)  →  ·host.Method0(&b, n)         see ownFunc
//	c.Lock()   →  ·host.Lock(pos, &c.Mutex)    one that is hosted
func (v *valueLowerer) methodCall(n *ast.CallExpr, s *ast.SelectorExpr, sel *types.Selection) {
	m := sel.Obj().(*types.Func)
	recv, whole := v.receiverOf(s.X, sel.Recv(), sel)
	if isHosted(m) && whole && !v.isScriptInterface(recv.typ) {
		made := hosted[m.FullName()].call(n.Pos(), n.Pos(), adjust(recv, m))
		n.Fun, n.Args = made.Fun, append(made.Args, n.Args...)
	} else if fun, first := v.methodFunc(m, recv, whole, n.Pos()); fun != nil {
		n.Fun, n.Args = fun, append([]ast.Expr{first}, n.Args...)
	} else {
		s.X = recv.expr // a compiled method
		return
	}
	if own, ok := n.Fun.(*ast.SelectorExpr); ok && v.fset.Position(s.Sel.Pos()).Line != v.fset.Position(n.Pos()).Line {
		n.Fun = hostFunc(s.Sel.Pos(), own.Sel.Name) // a stack shows the line of the method's name
	}
}

// methodFunc returns the function that a method has become, and the receiver to
// give it as the first argument. Both are nil for a method that stays one: that
// of a compiled type, unless the host has a function of its own for it, and of a
// compiled interface that holds Go's own values. A method of a script's interface is
// called through its dispatcher, and so is one of any interface that may be hosted. The
// host is told that it is called at a position.
func (v *lowerer) methodFunc(m *types.Func, recv operand, whole bool, at token.Pos) (ast.Expr, ast.Expr) {
	pos := recv.expr.Pos()
	switch {
	case whole && (v.isScriptInterface(recv.typ) || types.IsInterface(recv.typ) && mayBeHosted(m)):
		return ident(v.dispatcher(m, at).name, pos), recv.expr
	case isHosted(m):
		if !whole {
			v.report(pos, "%s comes from an unexported field of a compiled struct and could act on the process, or end it: call a method of the struct's own", m.FullName())
		}
		return ident(v.hostedFunc(m, at), pos), adjust(recv, m)
	case m.Pkg() == nil || !v.isScript(m.Pkg()) || types.IsInterface(m.Signature().Recv().Type()):
		if own := v.ownFunc(m, pos); own != nil && whole {
			return own, adjust(recv, m)
		}
		return nil, nil
	}
	return ident(v.methodName(m), pos), adjust(recv, m)
}

// methodValue makes a call of x.Method where it is not called itself: of the
// function that bind declares, which keeps the receiver as it is now. That of a
// compiled method stays as it is.
//
//	p.sum  →  point·sum·value(p)
func (v *valueLowerer) methodValue(c *astutil.Cursor, n *ast.SelectorExpr, sel *types.Selection) {
	m := sel.Obj().(*types.Func)
	recv, whole := v.receiverOf(n.X, sel.Recv(), sel)
	fun, first := v.methodFunc(m, recv, whole, n.Pos())
	if fun == nil {
		n.X = recv.expr
		return
	}
	c.Replace(v.keepType(call(n.Pos(), ident(v.bind(m, fun), n.Pos()), first), n))
}

// endsProcess reports whether a compiled method ends the process, as Fatal of a
// *log.Logger does.
func endsProcess(m *types.Func) bool { return strings.HasPrefix(m.FullName(), "(*log.Logger).Fatal") }

// hostedFunc declares the function by which a script calls a hosted method where it is
// no plain call, for each position if it is told, and returns its name:
//
//	func ·Unlock·71(·p1 *sync.Mutex) { ·host.Unlock(71, ·p1) }
func (v *lowerer) hostedFunc(m *types.Func, at token.Pos) string {
	host, pos, sig := hosted[m.FullName()], v.file.Package, m.Signature()
	name := mark + host.name
	if host.at {
		name += mark + strconv.Itoa(int(at))
	}
	if v.boxes.declared[name] {
		return name
	}
	v.boxes.declared[name] = true

	params := append([]*types.Var{sig.Recv()}, slices.Collect(sig.Params().Variables())...)
	plain := types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic())
	lit := v.forwarder(pos, plain, func(params []ast.Expr) *ast.CallExpr {
		return host.call(pos, at, params...)
	})
	v.addFunc(name, lit.Type, lit.Body.List...)
	return name
}

// bind declares the function that makes a method's values, of the function that the
// method has become, unless it has, and returns its name:
//
//	func point·sum·value(·recv point) func() int {
//		return func() int { return point·sum(·recv) }
//	}
//
// Being a function of its own, it gives each value a frame of its own, also in a
// loop. Of an interface's method it panics first if the interface is nil, as Go
// does where the method value is evaluated, not where it is called.
func (v *lowerer) bind(m *types.Func, fun ast.Expr) string {
	pos, first := v.file.Package, m.Signature().Recv().Type()
	name := mark + "value"
	switch f := fun.(type) {
	case *ast.Ident:
		name, fun = f.Name+name, ident(f.Name, pos)
	case *ast.SelectorExpr: // of the host
		name, fun = mark+"own"+mark+f.Sel.Name+name, hostFunc(pos, f.Sel.Name)
	}
	if v.boxes.declared[name] {
		return name
	}
	v.boxes.declared[name] = true

	if types.IsInterface(first) {
		first = anyType
	}
	sig := PlainSignature(m)
	inner := v.forwarder(pos, sig, func(params []ast.Expr) *ast.CallExpr {
		return call(pos, fun, append([]ast.Expr{ident(mark+"recv", pos)}, params...)...)
	})
	typ := &ast.FuncType{Func: pos, Params: &ast.FieldList{List: []*ast.Field{
		{Names: []*ast.Ident{ident(mark+"recv", pos)}, Type: v.typeExpr(first, pos)},
	}}}
	typ.Results = &ast.FieldList{List: []*ast.Field{{Type: v.funcType(sig, pos)}}}

	var body []ast.Stmt
	if first == anyType {
		body = append(body, mustNotBeNil(ident(mark+"recv", pos)))
	}
	v.addFunc(name, typ, append(body, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{inner}})...)
	return name
}

// PlainSignature returns a method's signature without its receiver.
func PlainSignature(m *types.Func) *types.Signature {
	s := m.Signature()
	return types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())
}

// methodExpr makes a function of T.Method, whose first parameter is the
// receiver: yaegi panics on method expressions.
//
//	(*point).move  →  func(·p1 *point, ·p2 int) { point·move(·p1, ·p2) }
func (v *valueLowerer) methodExpr(n *ast.SelectorExpr, sel *types.Selection) ast.Expr {
	m, sig := sel.Obj().(*types.Func), sel.Type().(*types.Signature)
	return v.forwarder(n.Pos(), sig, func(params []ast.Expr) *ast.CallExpr {
		recv, whole := v.receiverOf(params[0], sel.Recv(), sel)
		if fun, first := v.methodFunc(m, recv, whole, n.Pos()); fun != nil {
			return call(n.Pos(), fun, append([]ast.Expr{first}, params[1:]...)...)
		}
		return call(n.Pos(), selector(recv.expr, m.Name()), params[1:]...)
	})
}

// forwarder returns a function literal of a signature that hands its parameters
// to the call that target makes of them; variadic ones go on as a slice.
func (l *lowerer) forwarder(pos token.Pos, sig *types.Signature, target func(params []ast.Expr) *ast.CallExpr) *ast.FuncLit {
	typ := l.funcType(sig, pos)
	params := make([]ast.Expr, len(typ.Params.List))
	for i, f := range typ.Params.List {
		name := l.temp("p")
		f.Names = []*ast.Ident{ident(name, pos)}
		params[i] = ident(name, pos)
	}

	forward := target(params)
	if sig.Variadic() {
		forward.Ellipsis = pos
	}

	var body ast.Stmt = &ast.ExprStmt{X: forward}
	if sig.Results().Len() > 0 {
		body = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{forward}}
	}
	lit := &ast.FuncLit{Type: typ, Body: block(pos, body)}
	l.info.Types[lit] = types.TypeAndValue{Type: sig}
	return lit
}

// dispatcher returns the dispatcher of an interface's method. Interfaces share
// it when the method has the same name and signature in both: types.Func.Id
// counts the package for names that are not exported, as Go does. A method that may
// be hosted has one for each position that it is called at.
func (v *lowerer) dispatcher(m *types.Func, at token.Pos) *dispatcher {
	if !mayBeHosted(m) {
		at = token.NoPos
	}
	for _, d := range v.dispatch {
		if d.at == at && d.method.Id() == m.Id() && types.Identical(PlainSignature(d.method), PlainSignature(m)) {
			return d
		}
	}
	d := &dispatcher{name: mark + "call" + mark + m.Name() + mark + strconv.Itoa(len(v.dispatch)), method: m, at: at}
	v.dispatch = append(v.dispatch, d)
	return d
}
