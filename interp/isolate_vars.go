package interp

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// uses looks at every mention of a package-level variable: only readings that
// cannot lead to a change are allowed.
func (s *sharing) uses() {
	if len(s.vars) == 0 {
		return
	}
	var around []ast.Node
	astutil.Apply(s.file, func(c *astutil.Cursor) bool {
		if id, ok := c.Node().(*ast.Ident); ok && s.vars[s.info.Uses[id]] {
			if !s.readOnly(id, around) {
				s.no(id, "package-level variable %s may be changed", unmark(id.Name))
			}
		}
		around = append(around, c.Node())
		return s.reason == ""
	}, func(c *astutil.Cursor) bool {
		around = around[:len(around)-1]
		return true
	})
}

// readOnly climbs from a variable through what is selected of it, to what is
// done with that.
func (s *sharing) readOnly(id *ast.Ident, around []ast.Node) bool {
	var e ast.Expr = id
	for i := len(around) - 1; i >= 0; i-- {
		switch p := around[i].(type) {
		case *ast.ParenExpr:
			e = p
			continue
		case *ast.SelectorExpr:
			if sel := s.info.Selections[p]; sel == nil || sel.Kind() != types.FieldVal {
				return s.safeMethod(p)
			}
			e = p
			continue
		case *ast.IndexExpr:
			if p.X != e {
				return true // it is the index
			}
			e = p
			continue
		case *ast.RangeStmt:
			return p.X == e && s.unchangeable(rangeValue(s.typeOf(e)))
		case *ast.CallExpr:
			if name := s.builtin(p); name == "len" || name == "cap" {
				return true
			}
			if p.Fun == e {
				return true // functions of variables are function literals, or declared
			}
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				if l == e {
					return false
				}
			}
		case *ast.IncDecStmt:
			return false
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return false
			}
		case *ast.SliceExpr:
			if p.X == e {
				return s.isString(e)
			}
		}
		break
	}
	return s.unchangeable(s.typeOf(e))
}

func (s *sharing) isString(e ast.Expr) bool {
	b, ok := under[*types.Basic](s.typeOf(e))
	return ok && b.Info()&types.IsString != 0
}

func rangeValue(t types.Type) types.Type {
	if _, value := rangeTypes(t); value != nil {
		return value
	}
	return types.Typ[types.Int]
}

// safeMethod allows the methods of a compiled type that is made not to change,
// and methods that get a copy of what cannot change.
func (s *sharing) safeMethod(p *ast.SelectorExpr) bool {
	m, ok := s.info.Uses[p.Sel].(*types.Func)
	if !ok {
		return false
	}
	if s.unchangeable(s.typeOf(p.X)) {
		return !isPointer(m.Signature().Recv().Type()) || isPointer(s.typeOf(p.X))
	}
	return false
}

// constantTypes are compiled types whose values never change once they are
// made; initialiser allows only what makes them.
var constantTypes = map[string]bool{
	"*regexp.Regexp": true, "*strings.Replacer": true, "error": true, "time.Time": true, "time.Duration": true,
}

// unchangeable tells whether nothing can be changed through a value of a type.
func (s *sharing) unchangeable(t types.Type) bool {
	if t == nil {
		return false
	}
	if constantTypes[types.TypeString(t, nil)] {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
		return true
	case *types.Array:
		return s.unchangeable(u.Elem())
	case *types.Struct:
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && !s.isScript(n.Obj().Pkg()) {
			return false
		}
		for f := range u.Fields() {
			if !s.unchangeable(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}

// recursion looks for a cycle among the functions and function literals of the
// script. A call of a value may be of every function whose type fits, and a
// literal may be called as soon as the function around it runs: compiled code
// may have been given it.
func (s *sharing) recursion() {
	g := &callGraph{sharing: s, edges: map[ast.Node][]ast.Node{}}
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			g.scan(f, f.Body)
		} else {
			g.scan(d, d)
		}
	}
	for _, d := range g.dynamic {
		for _, v := range g.values {
			if types.Identical(d.sig, v.sig) {
				g.edges[d.from] = append(g.edges[d.from], v.node)
			}
		}
	}
	state := map[ast.Node]int{}
	for _, n := range g.order {
		g.visit(n, state)
	}
}

type callGraph struct {
	*sharing
	edges   map[ast.Node][]ast.Node
	order   []ast.Node
	values  []funcValue // functions that are used as values
	dynamic []funcCall
}

type funcValue struct {
	node ast.Node
	sig  types.Type
}

type funcCall struct {
	from ast.Node
	sig  types.Type
}

// scan collects the calls of one function, and its literals as functions.
func (g *callGraph) scan(from ast.Node, body ast.Node) {
	g.order = append(g.order, from)
	called := map[ast.Expr]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			g.edges[from] = append(g.edges[from], n)
			g.values = append(g.values, funcValue{n, plainType(g.typeOf(n))})
			g.scan(n, n.Body)
			return false
		case *ast.CallExpr:
			fun := ast.Unparen(n.Fun)
			called[fun] = true
			g.call(from, n, fun)
		case *ast.Ident:
			if !called[n] {
				g.mention(n)
			}
		case *ast.SelectorExpr:
			if m, ok := g.info.Uses[n.Sel].(*types.Func); ok && !called[n] {
				if d := g.funcs[m]; d != nil {
					g.values = append(g.values, funcValue{d, plainSignature(m)})
				}
			}
			called[n.Sel] = true
		}
		return true
	})
}

func plainType(t types.Type) types.Type {
	if sig, ok := t.(*types.Signature); ok {
		return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
	}
	return t
}

// mention notes a declared function that is used as a value.
func (g *callGraph) mention(id *ast.Ident) {
	if f, ok := g.info.Uses[id].(*types.Func); ok {
		if d := g.funcs[f]; d != nil {
			g.values = append(g.values, funcValue{d, plainSignature(f)})
		}
	}
}

func (g *callGraph) call(from ast.Node, n *ast.CallExpr, fun ast.Expr) {
	if g.isConversion(n) || g.builtin(n) != "" {
		return
	}
	var obj types.Object
	switch f := fun.(type) {
	case *ast.Ident:
		obj = g.info.Uses[f]
	case *ast.SelectorExpr:
		obj = g.info.Uses[f.Sel]
	case *ast.FuncLit:
		return // an edge already
	}
	m, declared := obj.(*types.Func)
	switch {
	case declared && g.funcs[m] != nil:
		g.edges[from] = append(g.edges[from], g.funcs[m])
	case declared && m.Signature().Recv() != nil:
		g.methodsNamed(from, m.Name()) // of an interface, or compiled code that may call back
	case !declared:
		if sig, ok := under[*types.Signature](g.typeOf(fun)); ok {
			g.dynamic = append(g.dynamic, funcCall{from, plainType(sig)})
		}
	}
}

func (g *callGraph) methodsNamed(from ast.Node, name string) {
	for obj, d := range g.funcs {
		if d.Recv != nil && obj.Name() == name {
			g.edges[from] = append(g.edges[from], d)
		}
	}
}

const (
	visiting = 1
	visited  = 2
)

func (g *callGraph) visit(n ast.Node, state map[ast.Node]int) {
	switch state[n] {
	case visiting:
		g.no(n, "recursion could not be stopped by itself")
		return
	case visited:
		return
	}
	state[n] = visiting
	for _, next := range g.edges[n] {
		g.visit(next, state)
	}
	state[n] = visited
}
