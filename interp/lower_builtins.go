package interp

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// builtins replaces the predeclared functions that yaegi does not have (min,
// max, clear) or has write elsewhere than Go does (print, println).
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

// minMax calls the compiled min or max of the operands' basic type.
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
