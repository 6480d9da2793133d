package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// Call is a place where a script calls a function, or a method of a compiled type. The host's
// owner learns from calls what a script may ask for when it runs: which cookies
// of a request, and where.
type Call struct {
	Pos   token.Position
	Arg   string // the first argument, when it is a constant string
	Const bool   // Arg is known; it may be ""
}

// callsOf collects where a script calls functions, by "example.com/pkg.Func", and methods of
// compiled types, by "example.com/pkg.Type.Method" whether the receiver is a Type or a
// pointer to one, in the order of the linked file. A method value that is called elsewhere
// is not found, and interfaces that compiled types implement have methods of
// their own. It runs before generic code is written out, when a call in a
// generic function is still one call at one position.
func callsOf(k *linked) map[string][]Call {
	out := map[string][]Call{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := calledName(k, call.Fun)
		if name == "" {
			return true
		}
		c := Call{Pos: k.fset.Position(call.Pos())}
		if len(call.Args) > 0 {
			if v := k.info.Types[call.Args[0]].Value; v != nil && v.Kind() == constant.String {
				c.Arg, c.Const = constant.StringVal(v), true
			}
		}
		out[name] = append(out[name], c)
		return true
	})
	return out
}

// calledName returns the name of a function, or of a method of a compiled type; "" of
// anything else.
func calledName(k *linked, called ast.Expr) string {
	called = ast.Unparen(called)
	switch x := called.(type) {
	case *ast.IndexExpr:
		called = x.X
	case *ast.IndexListExpr:
		called = x.X
	}
	var id *ast.Ident
	switch x := called.(type) {
	case *ast.SelectorExpr:
		id = x.Sel
	case *ast.Ident:
		id = x
	default:
		return ""
	}
	f, ok := k.info.Uses[id].(*types.Func)
	if !ok || f.Pkg() == nil {
		return ""
	}
	recv := f.Signature().Recv()
	if recv == nil {
		return f.FullName()
	}
	if k.isScript(f.Pkg()) {
		return ""
	}
	receiver := recv.Type()
	if p, ok := receiver.(*types.Pointer); ok {
		receiver = p.Elem()
	}
	return types.TypeString(receiver, nil) + "." + f.Name()
}
