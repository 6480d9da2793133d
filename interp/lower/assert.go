package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// assertion rewrites x.(T) outside a type switch. yaegi forgets which of the
// script's types a value in an interface has: it asserts a celsius as a
// float64, takes structs with the same fields for one type, and in a loop gives
// the value of an earlier round when v, ok := x.(T) fails. The host has boxed
// the value with its type, so it is asked, by a function declared once for
// each T:
//
//	x.(celsius)          →  ·to·1(x, "interface {}")
//	n, ok = x.(celsius)  →  n, ok = ·as·1(x)
//
// Both forms look at x as any: a value of a compiled interface is converted
// first. The text is the type of x, as Go's panic names it.
func (v *valueLowerer) assertion(c *astutil.Cursor, n *ast.TypeAssertExpr) {
	if n.Type == nil {
		return // of a type switch
	}
	t := v.info.Types[n.Type].Type
	from := v.typeOf(n.X)
	x := v.toAny(n.X, from)

	if v.pair[n] {
		made := call(n.Pos(), ident(v.asFunc(n.Pos(), t), n.Pos()), x)
		v.info.Types[made] = types.TypeAndValue{Type: v.typeOf(n)}
		c.Replace(made)
		return
	}

	made := v.assert(x, t, from)
	v.info.Types[made] = types.TypeAndValue{Type: t}
	c.Replace(made)
}

// assert returns a call that takes a value of type t out of x and panics if x
// holds another. x must have the interpreter's form of an interface (see
// toAny); from is the type that x had in the source, for the panic's message.
func (v *lowerer) assert(x ast.Expr, t, from types.Type) ast.Expr {
	text := &ast.BasicLit{ValuePos: x.Pos(), Kind: token.STRING, Value: strconv.Quote(v.boxes.TypeString(from))}
	return call(x.Pos(), ident(v.toFunc(x.Pos(), t), x.Pos()), x, text)
}

// toFunc declares the function behind x.(T), and returns its name. A concrete
// type is asserted twice: the host checks and unboxes, then yaegi gets the value
// out of its own interface, which cannot fail any more. For an interface the
// host checks the methods, and a compiled interface gets its converter:
//
//	func ·to·1(·x any, ·from string) celsius {
//		·x = ·host.To(1, ·x, ·from)
//		return ·x.(celsius)
//	}
//	func ·to·3(·x any, ·from string) error {
//		return ·host.Wrap0(·host.ToInterface(3, ·x))
//	}
func (v *lowerer) toFunc(pos token.Pos, t types.Type) string {
	return v.assertFunc("to", t, func(id, x, from ast.Expr) (*ast.FieldList, []ast.Stmt) {
		var value ast.Expr
		var stmts []ast.Stmt
		if types.IsInterface(t) {
			value = call(pos, hostFunc(pos, "ToInterface"), id, x)
			if !v.isScriptInterface(t) {
				value = call(pos, hostFunc(pos, v.wrapper(pos, t)), value)
			}
		} else {
			// yaegi asserts the result of a call in another way than a variable.
			stmts = append(stmts, assign(pos, ident(mark+"x", pos), call(pos, hostFunc(pos, "To"), id, x, from)))
			value = &ast.TypeAssertExpr{X: ident(mark+"x", pos), Lparen: pos, Type: v.typeExpr(t, pos), Rparen: pos}
		}
		results := &ast.FieldList{List: []*ast.Field{{Type: v.typeExpr(t, pos)}}}
		return results, append(stmts, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{value}})
	})
}

// asFunc declares the function behind v, ok := x.(T), and returns its name. Its
// results begin as zero values and are set only when the host says that x holds
// a T, so that a failed assertion never shows an earlier value:
//
//	func ·as·1(·x any) (·v celsius, ·ok bool) {
//		if ·host.Is(1, ·x) {
//			·v = ·to·1(·x, "interface {}")
//			·ok = true
//		}
//		return ·v, ·ok
//	}
func (v *lowerer) asFunc(pos token.Pos, t types.Type) string {
	return v.assertFunc("as", t, func(id, x, _ ast.Expr) (*ast.FieldList, []ast.Stmt) {
		value, ok := mark+"v", mark+"ok"
		results := &ast.FieldList{List: []*ast.Field{
			{Names: []*ast.Ident{ident(value, pos)}, Type: v.typeExpr(t, pos)},
			{Names: []*ast.Ident{ident(ok, pos)}, Type: ident("bool", pos)},
		}}
		get := v.assert(x, t, anyType)
		test := &ast.IfStmt{If: pos, Cond: call(pos, hostFunc(pos, "Is"), id, ident(mark+"x", pos)), Body: block(pos,
			assign(pos, ident(value, pos), get),
			assign(pos, ident(ok, pos), ident("true", pos)),
		)}
		last := &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident(value, pos), ident(ok, pos)}}
		return results, []ast.Stmt{test, last}
	})
}

// assertFunc declares ·kind·N for the type numbered N, unless that is done, and
// returns its name. The host replaces these functions when it can, and knows
// them by their names: see Generated. body is given the number, the value and,
// for the kind "to" only, the text of the panic.
func (v *lowerer) assertFunc(kind string, t types.Type, body func(id, x, from ast.Expr) (*ast.FieldList, []ast.Stmt)) string {
	id := v.boxes.id(t)
	name := mark + kind + mark + strconv.Itoa(id)
	if v.boxes.declared[name] {
		return name
	}
	v.boxes.declared[name] = true

	pos := v.file.Package
	params := []*ast.Field{{Names: []*ast.Ident{ident(mark+"x", pos)}, Type: ident("any", pos)}}
	if kind == "to" {
		params = append(params, &ast.Field{Names: []*ast.Ident{ident(mark+"from", pos)}, Type: ident("string", pos)})
	}

	results, stmts := body(intLit(pos, int64(id)), ident(mark+"x", pos), ident(mark+"from", pos))
	typ := &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, List: params, Closing: pos}, Results: results}
	v.addFunc(name, typ, stmts...)
	return name
}

// binary rewrites the operations that yaegi gets wrong:
//
//	1<<n     →  int(1)<<·host.Count(n)                  see shiftCount
//	x / 0.0  →  x / func() float64 { return 0e+00 }()   a constant divisor 0 is refused, though floats have an infinity
//	a == b   →  ·host.Equal(a, b)                       an interface is on one side, and its dynamic type counts
//	a != n   →  !·host.Equal(a, n)
//
// An operation on constants alone was folded before. A comparison with nil stays,
// and so does one whose operands have no checked type, which an earlier pass has
// made.
func (v *valueLowerer) binary(c *astutil.Cursor, n *ast.BinaryExpr) {
	switch n.Op {
	case token.SHL, token.SHR:
		if tv := v.info.Types[n.X]; tv.Value != nil {
			n.X = v.keepType(v.convert(types.Default(tv.Type), n.X), n.X)
		}
		n.Y = v.shiftCount(n.Y)

	case token.QUO:
		if y := v.info.Types[n.Y]; y.Value != nil && constant.Sign(y.Value) == 0 && v.info.Types[n.X].Value == nil {
			t, pos := v.typeOf(n), n.Y.Pos()
			n.Y = v.keepType(v.inFunc(v.constantExpr(pos, y.Value, t), v.typeExpr(t, pos)), n.Y)
		}

	case token.LAND, token.LOR:
		n.X, n.Y = v.apartOperand(n.X), v.apartOperand(n.Y)

	case token.EQL, token.NEQ:
		if made := v.comparison(n); made != n {
			c.Replace(made)
		}
	}
}

// apartOperand evaluates an operand of && and || in a function of its own when it
// makes a composite value, or converts to a channel, a function or a struct without a
// name: yaegi would begin with the type, and follow a nil pointer or take the value
// for the condition.
//
//	(<-chan int)(c) == r || ok  →  func() bool { return (<-chan int)(c) == r }() || ok
func (v *valueLowerer) apartOperand(e ast.Expr) ast.Expr {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			found = true
		case *ast.CallExpr:
			switch ast.Unparen(n.Fun).(type) {
			case *ast.ChanType, *ast.FuncType, *ast.StructType:
				found = true
			}
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	if !found {
		return e
	}
	return v.keepType(v.inFunc(e, v.typeExpr(types.Default(v.typeOf(e)), e.Pos())), e)
}

// comparison returns what a comparison by == or != becomes: see binary.
func (v *valueLowerer) comparison(n *ast.BinaryExpr) ast.Expr {
	x, y := v.info.Types[n.X], v.info.Types[n.Y]
	if x.IsNil() || y.IsNil() || x.Type == nil || y.Type == nil {
		return n
	}
	if types.IsInterface(x.Type) || types.IsInterface(y.Type) {
		return v.keepType(v.equal(n.X, n.Y, n.Op == token.NEQ), n)
	}
	v.sameType(n, x, y)
	return n
}

// shiftCount returns a shift count as yaegi can take it: unsigned, of a plain
// integer type. yaegi reads a negative count as a very big one, where Go panics,
// so the host looks at a signed one. A constant count is never negative, the
// checker has seen to that, but may be 3.0 or bigger than an int: it is written
// as a small integer. An unsigned variable stays as it is; an unsigned operation is
// converted to its own type, or yaegi would give its operands the type of the variable
// that the result of the shift is assigned to.
func (v *valueLowerer) shiftCount(y ast.Expr) ast.Expr {
	tv := v.info.Types[y]
	b, ok := under[*types.Basic](tv.Type)
	switch {
	case !ok || tv.Value == nil && b.Info()&types.IsUnsigned != 0:
		if _, operation := ast.Unparen(y).(*ast.BinaryExpr); operation {
			return v.keepType(v.convert(tv.Type, y), y)
		}
		return y
	case tv.Value != nil:
		made := intLit(y.Pos(), constantCount(tv.Value))
		v.info.Types[made] = types.TypeAndValue{Type: types.Typ[types.Uint], Value: constant.MakeInt64(constantCount(tv.Value))}
		return made
	}
	count := y
	if b.Kind() != types.Int {
		count = v.convert(types.Typ[types.Int], y)
	}
	made := call(y.Pos(), hostFunc(y.Pos(), "Count"), count)
	v.info.Types[made] = types.TypeAndValue{Type: types.Typ[types.Uint]}
	return made
}

// constantCount returns the value of a constant count, 64 for anything above:
// no integer has more bits, so all such counts shift out the same.
func constantCount(v constant.Value) int64 {
	const all = 64
	if n, exact := constant.Int64Val(constant.ToInt(v)); exact && n < all {
		return n
	}
	return all
}

// sameType gives both operands of a comparison one type. Go compares a value of
// a named type with one of its underlying type, and a channel with a directional
// one; yaegi reports mismatched types. The operand that is converted is the one
// that may be assigned to the other's type.
// Constants have been given the right type already.
func (v *valueLowerer) sameType(n *ast.BinaryExpr, x, y types.TypeAndValue) {
	if x.Value != nil || y.Value != nil || types.Identical(x.Type, y.Type) {
		return
	}
	if types.AssignableTo(x.Type, y.Type) {
		n.X = v.convert(y.Type, n.X)
		v.info.Types[n.X] = types.TypeAndValue{Type: y.Type}
	} else {
		n.Y = v.convert(x.Type, n.Y)
		v.info.Types[n.Y] = types.TypeAndValue{Type: x.Type}
	}
}

// equal returns ·host.Equal(x, y), negated for !=. Only a boxed value has the
// dynamic type that Go compares first, so both become any.
func (v *valueLowerer) equal(x, y ast.Expr, not bool) ast.Expr {
	pos := x.Pos()
	var same ast.Expr = call(pos, hostFunc(pos, "Equal"), v.coerce(x, anyType), v.coerce(y, anyType))
	if not {
		same = &ast.UnaryExpr{OpPos: pos, Op: token.NOT, X: same}
	}
	return same
}

// errorsAs replaces errors.As(err, &t) when t is an interface of the script, and
// reports whether it did. In the interpreter such an interface is any, to which
// errors.As could assign every error; the function that replaces it asserts each
// error of the chain as the interface instead. Other targets stay: the host has
// real types for them.
func (v *valueLowerer) errorsAs(c interface{ Replace(ast.Node) }, n *ast.CallExpr) bool {
	s, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok || len(n.Args) != 2 {
		return false
	}
	f, ok := v.info.Uses[s.Sel].(*types.Func)
	if !ok || f.FullName() != "errors.As" {
		return false
	}
	target, ok := under[*types.Pointer](v.typeOf(n.Args[1]))
	if !ok || !v.isScriptInterface(target.Elem()) {
		return false
	}
	err := v.coerce(n.Args[0], errorType)
	c.Replace(v.keepType(call(n.Pos(), ident(v.errorsAsFunc(target.Elem()), n.Pos()), err, n.Args[1]), n))
	return true
}

// errorsAsFunc declares
//
//	func ·errorsAs3(·err error, ·target *T) bool {
//		for _, ·e := range ·host.Chain(·err) {
//			·v, ·ok := ·as·3(·e)
//			if ·ok { *·target = ·v; return true }
//		}
//		return false
//	}
func (l *lowerer) errorsAsFunc(t types.Type) string {
	name := mark + "errorsAs" + strconv.Itoa(l.boxes.id(t))
	if l.boxes.declared[name] {
		return name
	}
	l.boxes.declared[name] = true
	pos := l.file.Package
	id := func(name string) *ast.Ident { return ident(mark+name, pos) }
	found := block(pos,
		assign(pos, &ast.StarExpr{Star: pos, X: id("target")}, id("v")),
		&ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident("true", pos)}})
	test := &ast.IfStmt{If: pos, Cond: id("ok"), Body: found}
	get := &ast.AssignStmt{Lhs: []ast.Expr{id("v"), id("ok")}, TokPos: pos, Tok: token.DEFINE,
		Rhs: []ast.Expr{call(pos, ident(l.asFunc(pos, t), pos), id("e"))}}
	loop := &ast.RangeStmt{For: pos, Key: ident("_", pos), Value: id("e"), TokPos: pos, Tok: token.DEFINE,
		X: call(pos, hostFunc(pos, "Chain"), id("err")), Body: block(pos, get, test)}
	typ := &ast.FuncType{Func: pos,
		Params: &ast.FieldList{Opening: pos, Closing: pos, List: []*ast.Field{
			{Names: []*ast.Ident{id("err")}, Type: ident("error", pos)},
			{Names: []*ast.Ident{id("target")}, Type: &ast.StarExpr{Star: pos, X: l.typeExpr(t, pos)}},
		}},
		Results: &ast.FieldList{List: []*ast.Field{{Type: ident("bool", pos)}}},
	}
	l.addFunc(name, typ, loop, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{ident("false", pos)}})
	return name
}
