package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// Call is a place where a script calls a method of a compiled type. The host's
// owner learns from calls what a script may ask for when it runs: which cookies
// of a request, and where.
type Call struct {
	Pos   token.Position
	Arg   string // the first argument, when it is a constant string
	Const bool   // Arg is known; it may be ""
}

// methodCalls collects where a script calls methods of compiled types, in the
// order of the linked file, by "example.com/pkg.Type.Method", whether the
// receiver is a Type or a pointer to one. A method value that is called elsewhere
// is not found, and interfaces that compiled types implement have methods of
// their own. It runs before generic code is written out, when a call in a
// generic function is still one call at one position.
func methodCalls(k *linked) map[string][]Call {
	out := map[string][]Call{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return true
		}
		f, ok := k.info.Uses[sel.Sel].(*types.Func)
		if !ok || f.Pkg() == nil || f.Signature().Recv() == nil || k.isScript(f.Pkg()) {
			return true
		}
		receiver := f.Signature().Recv().Type()
		if p, ok := receiver.(*types.Pointer); ok {
			receiver = p.Elem()
		}
		c := Call{Pos: k.fset.Position(call.Pos())}
		if len(call.Args) > 0 {
			if v := k.info.Types[call.Args[0]].Value; v != nil && v.Kind() == constant.String {
				c.Arg, c.Const = constant.StringVal(v), true
			}
		}
		name := types.TypeString(receiver, nil) + "." + f.Name()
		out[name] = append(out[name], c)
		return true
	})
	return out
}
