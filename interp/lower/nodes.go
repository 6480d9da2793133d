package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
)

// The builders give every node the position of the code that it stands for:
// yaegi reports errors and finds imports by it, and stacks show it. A function
// that no code of the script stands for has the position of the package clause,
// and is left out of stacks. No builder notes types: a pass does, where a later
// one asks typeOf.

// varDecl declares a variable at the top level.
func varDecl(spec *ast.ValueSpec) *ast.GenDecl {
	return &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}
}

func ident(name string, pos token.Pos) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }

// define is name := value.
func define(pos token.Pos, name string, value ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{ident(name, pos)}, TokPos: pos, Tok: token.DEFINE, Rhs: []ast.Expr{value}}
}

// assign is to = value.
func assign(pos token.Pos, to, value ast.Expr) *ast.AssignStmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{to}, TokPos: pos, Tok: token.ASSIGN, Rhs: []ast.Expr{value}}
}

func call(pos token.Pos, fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Lparen: pos, Args: args, Rparen: pos}
}

func selector(x ast.Expr, name string) *ast.SelectorExpr {
	return &ast.SelectorExpr{X: x, Sel: ident(name, x.Pos())}
}

// hostFunc is a symbol of the host package, which lower imports by this name. The
// checker does not know it: it has no object and no type.
func hostFunc(pos token.Pos, name string) ast.Expr {
	return selector(ident(mark+"host", pos), name)
}

// isHostFunc reports whether a selector is a symbol of the host package.
func isHostFunc(fun *ast.SelectorExpr) bool {
	x, ok := fun.X.(*ast.Ident)
	return ok && x.Name == mark+"host"
}

func block(pos token.Pos, list ...ast.Stmt) *ast.BlockStmt {
	return &ast.BlockStmt{Lbrace: pos, List: list, Rbrace: pos}
}

// thunk is func() { list }. Its caller adds results to the type.
func thunk(pos token.Pos, list ...ast.Stmt) *ast.FuncLit {
	return &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: block(pos, list...)}
}

func intLit(pos token.Pos, n int64) ast.Expr {
	return &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: strconv.FormatInt(n, 10)}
}

var (
	anyType   = types.Universe.Lookup("any").Type()
	errorType = types.Universe.Lookup("error").Type()
)

// parenType makes a type fit to be called: *T(x), func()(x) and chan T(x) would
// be something else.
func parenType(t ast.Expr) ast.Expr {
	switch t.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		return &ast.ParenExpr{Lparen: t.Pos(), X: t, Rparen: t.Pos()}
	}
	return t
}

// cloneStmts copies statements of the form a = b: no node may be in a tree
// twice, for passes replace nodes in place.
func cloneStmts(list []ast.Stmt) []ast.Stmt {
	out := make([]ast.Stmt, len(list))
	for i, s := range list {
		a := s.(*ast.AssignStmt)
		from, to := a.Rhs[0].(*ast.Ident), a.Lhs[0].(*ast.Ident)
		out[i] = assign(a.Pos(), ident(to.Name, to.Pos()), ident(from.Name, from.Pos()))
	}
	return out
}

// copyNode copies a syntax tree with all that hangs on it, and notes in origin which
// node each is a copy of: types.Info knows the original alone. A script is parsed
// without ast.Objects, so the tree has no cycles.
func copyNode(v reflect.Value, origin map[ast.Node]ast.Node) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(copyNode(v.Elem(), origin))
		if n, ok := c.Interface().(ast.Node); ok {
			origin[n] = v.Interface().(ast.Node)
		}
		return c
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type()).Elem()
		c.Set(copyNode(v.Elem(), origin))
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(copyNode(v.Index(i), origin))
		}
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			c.Field(i).Set(copyNode(v.Field(i), origin))
		}
		return c
	}
	return v
}

// copyExpr copies a type: no node may be in the file twice.
func copyExpr(e ast.Expr) ast.Expr {
	return copyNode(reflect.ValueOf(e), map[ast.Node]ast.Node{}).Interface().(ast.Expr)
}

// mustNotBeNil panics when an interface value is nil, as Go does before it calls
// a method of it or makes a method value.
func mustNotBeNil(x ast.Expr) ast.Stmt {
	return &ast.ExprStmt{X: call(x.Pos(), hostFunc(x.Pos(), "NotNil"), x)}
}
