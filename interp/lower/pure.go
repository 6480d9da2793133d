package lower

import (
	"go/ast"
	"go/types"
)

// purePackages are compiled packages of functions whose results depend on their
// arguments alone, and of types with no other state than their own.
var purePackages = map[string]bool{
	"cmp": true, "encoding/base64": true, "encoding/hex": true, "hash/fnv": true, "html": true, "math": true, "math/bits": true,
	"net/url": true, "path": true, "strconv": true, "strings": true, "unicode": true, "unicode/utf8": true,
}

// pureFunctions are the functions of other packages that are as pure.
var pureFunctions = map[string]bool{
	"fmt.Sprint": true, "fmt.Sprintf": true, "fmt.Sprintln": true, "fmt.Errorf": true, "errors.New": true,
	"sort.Strings": true, "sort.Ints": true, "sort.Float64s": true,
}

// purity finds the top-level functions whose result is the same whenever they
// are given the same: what they call are functions of the script that are pure,
// compiled functions that are known for it, and methods of their parameters. It
// is asked of programs only whose package level never changes and that never
// have to be stopped, which isolate has found. What is not proven pure counts as
// impure: the caller then calls the function again, where it could have reused a
// result.
type purity struct {
	*sharing
	known map[*ast.FuncDecl]bool // false also while the function is being looked at
}

// pureFuncs returns the names of the pure functions of a shared program. They
// are names of the linked file; those of the script's own package are as its
// author wrote them. Methods are not among them.
func pureFuncs(s *sharing) map[string]bool {
	p := &purity{sharing: s, known: map[*ast.FuncDecl]bool{}}
	out := map[string]bool{}
	for _, d := range s.funcs {
		if d.Recv == nil && p.pure(d) {
			out[d.Name.Name] = true
		}
	}
	return out
}

// pure reports whether a declared function is pure. A function that is asked
// about while it is being looked at calls itself, and is not. Nor is one that
// ranges over a map, whose order changes from run to run, reads a variable of a
// compiled package, makes a function, starts a goroutine, sends to a channel or
// has a select statement. Receives are not looked at: isolate has refused
// programs with them before.
func (p *purity) pure(d *ast.FuncDecl) bool {
	if pure, ok := p.known[d]; ok {
		return pure
	}
	p.known[d] = false
	if d.Body == nil {
		return false
	}

	given := map[types.Object]bool{}
	for _, f := range d.Type.Params.List {
		for _, name := range f.Names {
			given[p.info.Defs[name]] = true
		}
	}

	pure := true
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			pure = pure && p.call(n, given)
		case *ast.SelectorExpr:
			pure = pure && !p.hostVariable(n)
		case *ast.RangeStmt:
			_, isMap := under[*types.Map](p.typeOf(n.X)) // the order changes from run to run
			pure = pure && !isMap
		case *ast.FuncLit, *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt:
			pure = false
		}
		return pure
	})
	p.known[d] = pure
	return pure
}

// call reports whether a call keeps its function pure. given are the parameters
// of the function: a compiled method of one of them answers for what was given,
// and is pure unless the parameter is an interface, where anything may answer. A
// compiled function is pure if it is listed and can call nothing of the script
// back; see inert.
func (p *purity) call(n *ast.CallExpr, given map[types.Object]bool) bool {
	if p.isConversion(n) || p.builtin(n) != "" {
		return true
	}
	var obj types.Object
	ofGiven := false
	switch f := ast.Unparen(n.Fun).(type) {
	case *ast.Ident:
		obj = p.info.Uses[f]
	case *ast.SelectorExpr:
		obj = p.info.Uses[f.Sel]
		x, ok := ast.Unparen(f.X).(*ast.Ident)
		ofGiven = ok && given[p.info.Uses[x]] && !types.IsInterface(p.typeOf(x))
	}

	f, ok := obj.(*types.Func)
	switch {
	case !ok || f.Pkg() == nil:
		return false
	case p.funcs[f] != nil:
		return p.pure(p.funcs[f])
	}
	return (ofGiven || purePackages[f.Pkg().Path()] || pureFunctions[f.FullName()]) && p.inert(n.Args)
}

// inert reports whether arguments have no methods or functions of the script
// that compiled code could call: they are of predeclared types, or slices of
// those. A named type is not inert, for fmt would call its String.
func (p *purity) inert(args []ast.Expr) bool {
	for _, arg := range args {
		t := p.typeOf(arg)
		if slice, ok := under[*types.Slice](t); ok {
			t = slice.Elem()
		}
		if _, basic := t.(*types.Basic); !basic {
			return false
		}
	}
	return true
}

// hostVariable reports whether a selector is a variable of a compiled package,
// such as os.Args. Fields of its values are none.
func (p *purity) hostVariable(n *ast.SelectorExpr) bool {
	v, ok := p.info.Uses[n.Sel].(*types.Var)
	return ok && !v.IsField() && v.Pkg() != nil && !p.isScript(v.Pkg())
}
