package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
)

// constantExpr writes a constant of type t down as a literal, or as a conversion of
// one. It returns nil for a type that has no literals, such as a type parameter's.
// All constant expressions are replaced by what the checker computed, exactly and
// with the bounds of Go: yaegi computes with machine numbers in between.
//
//	1.0 / 3        →  3.333333333333333e-01
//	1 << 40        →  int64(1099511627776)       where an int64 is wanted
//	tuesday        →  weekday(2)
//	2i * (1 + 1i)  →  ((-2e+00) + 2e+00i)
//
// The type is spelled out unless the literal has it by itself. An untyped constant
// has no type to spell out, but a rune gets one: 97 alone would be an int.
func (k *linked) constantExpr(pos token.Pos, v constant.Value, t types.Type) ast.Expr {
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	var lit ast.Expr
	var plain *types.Basic
	switch info := basic.Info(); {
	case info&types.IsString != 0:
		lit, plain = &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(constant.StringVal(v))}, types.Typ[types.String]
	case info&types.IsBoolean != 0:
		lit, plain = ident(strconv.FormatBool(constant.BoolVal(v)), pos), types.Typ[types.Bool]
	case info&types.IsInteger != 0:
		lit, plain = number(pos, token.INT, constant.ToInt(v).ExactString()), types.Typ[types.Int]
	case info&types.IsFloat != 0:
		f, _ := constant.Float64Val(v)
		lit, plain = number(pos, token.FLOAT, strconv.FormatFloat(f, 'e', -1, 64)), types.Typ[types.Float64]
	case info&types.IsComplex != 0:
		re, _ := constant.Float64Val(constant.Real(v))
		im, _ := constant.Float64Val(constant.Imag(v))
		lit = &ast.ParenExpr{Lparen: pos, Rparen: pos, X: &ast.BinaryExpr{
			X:  number(pos, token.FLOAT, strconv.FormatFloat(re, 'e', -1, 64)),
			Op: token.ADD, OpPos: pos,
			Y: number(pos, token.IMAG, strconv.FormatFloat(im, 'e', -1, 64)+"i"),
		}}
		plain = types.Typ[types.Complex128]
	default:
		return nil
	}
	if types.Identical(t, plain) {
		return lit
	}
	if basic.Info()&types.IsUntyped != 0 && basic.Kind() != types.UntypedRune {
		return lit
	}
	return k.convert(t, lit)
}

// number returns a number literal. One with a minus sign is an operation in
// parentheses, so that it can stand anywhere: n - (-3).
func number(pos token.Pos, kind token.Token, text string) ast.Expr {
	if text[0] == '-' {
		return &ast.ParenExpr{Lparen: pos, X: &ast.UnaryExpr{OpPos: pos, Op: token.SUB, X: &ast.BasicLit{ValuePos: pos, Kind: kind, Value: text[1:]}}, Rparen: pos}
	}
	return &ast.BasicLit{ValuePos: pos, Kind: kind, Value: text}
}
