package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/panelgo/panelgo/interp/load"
	"golang.org/x/tools/go/ast/astutil"
)

// builtins replaces the predeclared functions that yaegi does not have (min, max,
// clear), and those that print, which are to write to the instance's error output:
//
//	clear(m)           →  ·host.Clear(m)
//	println("n is", n) →  ·host.Println("n is", n)
//
// The other predeclared functions are rewritten by builtinCall, in values, when
// their arguments have been.
func (l *lowerer) builtins() {
	astutil.Apply(l.file, nil, func(c *astutil.Cursor) bool {
		call, ok := c.Node().(*ast.CallExpr)
		if !ok {
			return true
		}
		switch name := l.builtin(call); name {
		case "min", "max":
			e := l.minMax(name, call)
			l.info.Types[e] = l.info.Types[call]
			c.Replace(e)
		case "clear", "print", "println":
			call.Fun = hostFunc(call.Pos(), strings.ToUpper(name[:1])+name[1:])
		}
		return true
	})
}

// minMax calls the compiled min or max of the operands' basic type, two operands
// at a time from the left:
//
//	min(a, b, c)   →  ·host.MinInt(·host.MinInt(a, b), c)
//	max(c, 0)      →  celsius(·host.MaxFloat64(float64(c), float64(0)))
//
// Operands of a named type are converted there and back, and so are constants,
// which may be untyped. A call on constants alone is a constant.
func (l *lowerer) minMax(name string, orig *ast.CallExpr) ast.Expr {
	tv := l.info.Types[orig]
	if tv.Value != nil {
		if e := l.constantExpr(orig.Pos(), tv.Value, tv.Type); e != nil {
			return e
		}
	}

	basic := types.Default(tv.Type.Underlying()).(*types.Basic)
	basic = types.Typ[basic.Kind()] // a rune is an int32
	exact := types.Identical(tv.Type, basic)
	helper := strings.ToUpper(name[:1]) + name[1:] + strings.ToUpper(basic.Name()[:1]) + basic.Name()[1:]
	arg := func(e ast.Expr) ast.Expr {
		if exact && l.info.Types[e].Value == nil {
			return e
		}
		return l.convert(basic, e)
	}

	result := arg(orig.Args[0])
	for _, a := range orig.Args[1:] {
		result = call(orig.Pos(), hostFunc(orig.Pos(), helper), result, arg(a))
	}
	if exact {
		return result
	}
	return l.convert(tv.Type, result)
}

// builtinCall rewrites the call of a predeclared function where yaegi needs help.
// Arguments that become interface values (elements that are appended, keys, the
// value of a panic) are boxed. A panic with an interface value asks the host, which
// puts Go's *runtime.PanicNilError in the place of nil.
//
// c replaces the call as a whole; a replacer does nothing.
func (v *valueLowerer) builtinCall(c interface{ Replace(ast.Node) }, name string, n *ast.CallExpr) {
	if len(n.Args) == 1 {
		if tuple := v.pairOrTuple(n.Args[0]); tuple != nil {
			v.spreadBuiltin(c, name, n, tuple)
			return
		}
	}

	switch name {
	case "append":
		s, ok := under[*types.Slice](v.typeOf(n))
		if ok && n.Ellipsis.IsValid() && v.info.Types[n.Args[1]].IsNil() { // yaegi spreads a value only
			c.Replace(v.keepType(v.convert(v.typeOf(n), n.Args[0]), n))
		}
		if !ok || n.Ellipsis.IsValid() {
			return
		}
		for i := 1; i < len(n.Args); i++ {
			if v.info.Types[n.Args[i]].IsNil() && !types.IsInterface(s.Elem()) {
				n.Args[i] = v.keepType(v.convert(s.Elem(), n.Args[i]), n.Args[i]) // yaegi would append an any
			}
			n.Args[i] = v.coerce(n.Args[i], s.Elem())
		}
		v.appendAtOnce(n, s)
	case "new":
		if !v.info.Types[n.Args[0]].IsType() {
			v.newValue(c, n)
		}
	case "len", "cap":
		v.arrayLength(c, n)
	case "complex":
		v.complex64(c, n)
	case "delete":
		if m, ok := under[*types.Map](v.typeOf(n.Args[0])); ok {
			n.Args[1] = v.mapKey(n.Args[1], m)
		}
	case "make":
		v.checkSizes(n)
		v.makeBoth(c, n)
	case "panic":
		n.Args[0] = v.coerce(n.Args[0], anyType)
		if t := v.typeOf(n.Args[0]); t == nil || types.IsInterface(t) || v.info.Types[n.Args[0]].IsNil() {
			n.Args[0] = v.keepType(call(n.Pos(), hostFunc(n.Pos(), "PanicValue"), n.Args[0]), n.Args[0])
		}
	}
}

// complex64 makes a complex number of two float32 as one of two float64, and
// converts it: yaegi makes no other.
//
//	complex(a, b)  →  complex64(complex(float64(a), float64(b)))
func (v *valueLowerer) complex64(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	t := v.typeOf(n)
	if b, ok := under[*types.Basic](t); !ok || b.Kind() != types.Complex64 {
		return
	}
	inner := call(n.Pos(), n.Fun, v.convert(types.Typ[types.Float64], n.Args[0]), v.convert(types.Typ[types.Float64], n.Args[1]))
	v.info.Types[inner] = types.TypeAndValue{Type: types.Typ[types.Complex128]}
	c.Replace(v.keepType(v.convert(t, inner), n))
}

// arrayLength rewrites len and cap of an array that a call gives or that lies
// behind a pointer. The length is known from the type, and a nil pointer has it
// too, but yaegi asks the value and panics. The operand is still evaluated:
//
//	len(f())  →  func() int { ·v1 := f(); return 3 }()
//
// Where nothing has to be evaluated, len is a constant and was folded.
func (v *valueLowerer) arrayLength(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	t := v.typeOf(n.Args[0])
	if p, ok := under[*types.Pointer](t); ok {
		t = p.Elem()
	}
	if a, ok := under[*types.Array](t); ok && v.info.Types[n].Value == nil {
		c.Replace(v.keepType(v.lengthOf(n.Args[0], intLit(n.Pos(), a.Len()), types.Typ[types.Int]), n))
	}
}

// spreadBuiltin rewrites a call whose arguments are the results of one call, which
// yaegi does not spread for predeclared functions:
//
//	copy(f())  →  func() int { ·v1, ·v2 := f(); return copy(·v1, ·v2) }()
func (v *valueLowerer) spreadBuiltin(c interface{ Replace(ast.Node) }, name string, n *ast.CallExpr, tuple *types.Tuple) {
	pos := n.Pos()
	get, uses := v.temps(n.Args[0], tuple)
	inner := &ast.CallExpr{Fun: n.Fun, Lparen: pos, Args: uses, Rparen: pos}
	v.keepType(inner, n)
	v.builtinCall(replacer{}, name, inner)

	list := []ast.Stmt{get, &ast.ExprStmt{X: inner}}
	var results *types.Tuple
	if t := v.info.Types[n].Type; t != nil && !v.info.Types[n].IsVoid() {
		list[1] = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{inner}}
		results = types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Default(t)))
	}

	sig := types.NewSignatureType(nil, nil, nil, nil, results, false)
	c.Replace(v.keepType(call(pos, &ast.FuncLit{Type: v.funcType(sig, pos), Body: block(pos, list...)}), n))
}

// replacer is a cursor for an expression that stands in no tree yet: replacing it
// does nothing.
type replacer struct{}

func (replacer) Replace(ast.Node) {}

// appendAtOnce appends several values as one slice of them, when a value after the
// first reads memory or calls something. Go evaluates all of them before it appends;
// yaegi appends one after the other, and a later one may be read from where an
// earlier one went when there is room behind the slice:
//
//	append(list, 1, big[1])  →  append(list, []int{1, big[1]}...)
//
// A value that is itself a slice of the elements, as []any may be in a []any and a
// "type tree []tree" is in a []tree, is wrapped as well: yaegi would append its
// elements.
func (v *valueLowerer) appendAtOnce(n *ast.CallExpr, s *types.Slice) {
	reads := false
	for _, a := range n.Args[1:] {
		reads = reads || v.spreads(v.typeOf(a), s)
	}
	for _, a := range n.Args[min(2, len(n.Args)):] {
		ast.Inspect(a, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.IndexExpr, *ast.StarExpr, *ast.CallExpr:
				reads = true
			}
			return !reads
		})
	}
	if !reads {
		return
	}

	pos := n.Args[1].Pos()
	list := &ast.CompositeLit{Type: v.typeExpr(types.NewSlice(s.Elem()), pos), Lbrace: pos, Elts: n.Args[1:], Rbrace: pos}
	v.info.Types[list] = types.TypeAndValue{Type: types.NewSlice(s.Elem())}
	n.Args, n.Ellipsis = []ast.Expr{n.Args[0], list}, pos
}

// checkSizes has the host look at how much make is asked for: Go ends the process
// when there is not that much memory, with all its instances. A size that is a
// constant of up to half of MaxMake needs no check. The size of a map is a hint
// and is cut short instead.
//
//	make([]string, n)    →  make([]string, ·host.Size(n, 16))      16 bytes each
//	make(map[K]V, n)     →  make(map[K]V, ·host.Hint(n))
func (v *valueLowerer) checkSizes(n *ast.CallExpr) {
	size := int64(1)
	switch t := v.typeOf(n).Underlying().(type) {
	case *types.Slice:
		size = load.Sizes.Sizeof(t.Elem())
	case *types.Chan:
		size = load.Sizes.Sizeof(t.Elem())
	case *types.Map:
		if len(n.Args) < 2 {
			return
		}
		if known, exact := v.constantInt(n.Args[1]); !exact || known > smallHint {
			n.Args[1] = call(n.Pos(), hostFunc(n.Pos(), "Hint"), v.asInt(n.Args[1]))
		}
		return
	}

	for i := 1; i < len(n.Args); i++ {
		if known, exact := v.constantInt(n.Args[i]); exact && known <= MaxMake/2/max(size, 1) {
			continue
		}
		n.Args[i] = call(n.Args[i].Pos(), hostFunc(n.Args[i].Pos(), "Size"), v.asInt(n.Args[i]), intLit(n.Pos(), size))
		v.info.Types[n.Args[i]] = types.TypeAndValue{Type: types.Typ[types.Int]}
	}
}

// asInt converts a size to int, the type of the host's parameter; make takes any
// integer type.
func (v *valueLowerer) asInt(e ast.Expr) ast.Expr {
	if b, ok := under[*types.Basic](v.typeOf(e)); ok && b.Kind() == types.Int {
		return e
	}
	return v.convert(types.Typ[types.Int], e)
}

// smallHint is a size of a map that needs no check.
const smallHint = 1 << 16

// constantInt returns the value of an expression if it is a constant that an int64
// holds.
func (l *lowerer) constantInt(e ast.Expr) (value int64, ok bool) {
	return constant.Int64Val(constant.ToInt(orUnknown(l.info.Types[e].Value)))
}

// orUnknown returns v, or an unknown constant when v is nil. Package constant takes one
// where it panics for nil.
func orUnknown(v constant.Value) constant.Value {
	if v == nil {
		return constant.MakeUnknown()
	}
	return v
}

// makeBoth makes a directional channel as one that can both send and receive, and
// converts it: reflection, which yaegi makes channels with, makes no other.
//
//	make(chan<- int, 1)  →  (chan<- int)(make(chan int, 1))
func (v *valueLowerer) makeBoth(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	t := v.typeOf(n)
	ch, ok := under[*types.Chan](t)
	if !ok || ch.Dir() == types.SendRecv {
		return
	}
	inner := call(n.Pos(), n.Fun, n.Args...)
	inner.Args[0] = v.typeExpr(types.NewChan(types.SendRecv, ch.Elem()), n.Pos())
	c.Replace(v.keepType(v.convert(t, inner), n))
}

// newValue rewrites new(x) of a value, which Go has since 1.26. yaegi takes x for
// a type.
//
//	new(42)  →  func() *int { var ·v1 int = 42; return &·v1 }()
func (v *valueLowerer) newValue(c interface{ Replace(ast.Node) }, n *ast.CallExpr) {
	pos, t := n.Pos(), v.typeOf(n)
	elem := t.Underlying().(*types.Pointer).Elem()
	name := v.temp("v")
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name, pos)}, Type: v.typeExpr(elem, pos), Values: []ast.Expr{v.coerce(n.Args[0], elem)}}
	lit := &ast.FuncLit{
		Type: v.funcType(types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "", t)), false), pos),
		Body: block(pos,
			&ast.DeclStmt{Decl: &ast.GenDecl{TokPos: pos, Tok: token.VAR, Specs: []ast.Spec{spec}}},
			&ast.ReturnStmt{Return: pos, Results: []ast.Expr{&ast.UnaryExpr{OpPos: pos, Op: token.AND, X: ident(name, pos)}}}),
	}
	c.Replace(v.keepType(call(pos, lit), n))
}

// MaxMake is the most that a script may make at once, in bytes. The host panics
// for more, with a run-time error of the script.
const MaxMake = 1 << 30
