package lower

import (
	"go/ast"
	"go/types"
)

// recursion looks for a cycle among the functions and function literals of the
// script. A call of a value may be of every function whose type fits, and a
// literal may be called as soon as the function around it runs: compiled code
// may have been given it.
func (s *sharing) recursion() map[ast.Node]bool {
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
	return g.cycles()
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
					g.values = append(g.values, funcValue{d, PlainSignature(m)})
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
			g.values = append(g.values, funcValue{d, PlainSignature(f)})
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
	case declared && (m.Pkg() == nil || g.isScript(m.Pkg())):
		g.methodsNamed(from, m.Name()) // of an interface
	case declared:
		if m.Signature().Recv() != nil {
			g.methodsNamed(from, m.Name())
		}
		for _, arg := range n.Args {
			g.handedOver(from, g.typeOf(arg))
		}
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

// handedOver notes that compiled code is given a value: it may call the exported
// methods of all that it finds in there.
func (g *callGraph) handedOver(from ast.Node, t types.Type) {
	if t == nil {
		return
	}
	if sig, ok := t.Underlying().(*types.Signature); ok { // it may call the function, too
		g.dynamic = append(g.dynamic, funcCall{from, plainType(sig)})
	}
	inside := map[types.Type]bool{}
	g.inside(t, inside)
	for obj, d := range g.funcs {
		if d.Recv == nil || !obj.Exported() {
			continue
		}
		recv := obj.(*types.Func).Signature().Recv().Type()
		for in := range inside {
			if i, ok := in.Underlying().(*types.Interface); ok && (types.Implements(recv, i) || types.Implements(types.NewPointer(recv), i)) ||
				types.Identical(baseType(in), baseType(recv)) {
				g.edges[from] = append(g.edges[from], d)
				break
			}
		}
	}
}

// inside finds the types of what can be reached in a value.
func (g *callGraph) inside(t types.Type, found map[types.Type]bool) {
	t = types.Unalias(t)
	if found[t] || !types.IsInterface(t) && !g.carriesScript(t) {
		return
	}
	found[t] = true
	for _, part := range Parts(t.Underlying()) {
		g.inside(part, found)
	}
}

func baseType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// cycles finds the nodes that can reach themselves, by Tarjan's algorithm.
func (g *callGraph) cycles() map[ast.Node]bool {
	t := &components{graph: g, index: map[ast.Node]int{}, low: map[ast.Node]int{}, on: map[ast.Node]bool{}, found: map[ast.Node]bool{}}
	for _, n := range g.order {
		if t.index[n] == 0 {
			t.visit(n)
		}
	}
	return t.found
}

// components is the state of the search: index counts from 1.
type components struct {
	graph      *callGraph
	index, low map[ast.Node]int
	on         map[ast.Node]bool
	stack      []ast.Node
	found      map[ast.Node]bool
}

func (t *components) visit(n ast.Node) {
	t.index[n] = len(t.index) + 1
	t.low[n] = t.index[n]
	t.stack = append(t.stack, n)
	t.on[n] = true
	for _, next := range t.graph.edges[n] {
		if t.index[next] == 0 {
			t.visit(next)
			t.low[n] = min(t.low[n], t.low[next])
		} else if t.on[next] {
			t.low[n] = min(t.low[n], t.index[next])
		}
		if next == n {
			t.found[n] = true
		}
	}
	if t.low[n] == t.index[n] {
		t.pop(n)
	}
}

// pop takes a component off the stack; one of several nodes is a cycle.
func (t *components) pop(n ast.Node) {
	last := len(t.stack) - 1
	alone := t.stack[last] == n
	for {
		m := t.stack[last]
		t.stack, t.on[m] = t.stack[:last], false
		if !alone {
			t.found[m] = true
		}
		if m == n {
			return
		}
		last--
	}
}
