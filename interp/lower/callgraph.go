package lower

import (
	"go/ast"
	"go/types"
)

// recursion returns the functions and function literals of the script that may lead
// back to themselves. Which function a call reaches is not always known, so the graph
// has an edge to each that it may reach:
//
//   - A declared function or method: that one.
//   - A function value: every function of the same type that is used as a value. A
//     method of an interface is used as one by each method that it may be.
//   - A method of an interface: every method of the script with its name.
//   - A compiled function: what it may call of its arguments. See handedOver.
//
// A function that is used as a value may be called as soon as the function around it
// runs, since compiled code may have been given it. The nodes are *ast.FuncDecl and *ast.FuncLit,
// and one for each other declaration, whose initialisers call, too.
//
// It runs on the checked file after generics, while methods are methods. isolate has
// filled funcs.
func (s *sharing) recursion() map[ast.Node]bool {
	g := &callGraph{sharing: s, edges: map[ast.Node][]ast.Node{}}
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			g.scan(f, f.Body)
		} else {
			g.scan(d, d)
		}
	}

	for i := 0; i < len(g.dynamic); i++ { // handedOver adds further calls
		d := g.dynamic[i]
		for _, v := range g.values {
			switch {
			case !types.Identical(d.sig, v.sig):
			case v.node != nil:
				g.edges[d.from] = append(g.edges[d.from], v.node)
			default:
				for _, arg := range d.args {
					g.handedOver(d.from, g.typeOf(arg))
				}
			}
		}
	}
	return g.cycles()
}

// callGraph records who may call whom. scan fills it; the calls in dynamic become edges
// when all of values is known.
type callGraph struct {
	*sharing
	edges   map[ast.Node][]ast.Node // caller → callees; one may be there more than once
	order   []ast.Node              // the nodes as they stand in the file, for the same search in every run
	values  []funcValue             // functions that are used as values
	dynamic []funcCall              // calls of values
}

// funcValue is a function that is used as a value, with its type as a value: see
// plainType. node is nil for a compiled function.
type funcValue struct {
	node ast.Node
	sig  types.Type
}

// funcCall is a call of a function value, by its type. args is nil where compiled code
// calls.
type funcCall struct {
	from ast.Node
	sig  types.Type
	args []ast.Expr
}

// scan collects the calls of one function and the functions that it uses as values,
// and scans its literals as functions of their own. A name is a value unless it is
// what a call calls; called holds those, and the names after a dot, which go with
// their selectors. A node is seen before its children, so called is filled in time.
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
				g.mention(from, n)
			}
		case *ast.SelectorExpr:
			if m, ok := g.info.Uses[n.Sel].(*types.Func); ok && !called[n] {
				g.value(from, m, plainType(g.typeOf(n)))
			}
			called[n.Sel] = true
		}
		return true
	})
}

// plainType returns a function's type without its receiver, and without the type
// parameters that no function has any more. Other types are returned as they are.
func plainType(t types.Type) types.Type {
	if sig, ok := t.(*types.Signature); ok {
		return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
	}
	return t
}

// mention notes a declared function that is used as a value.
func (g *callGraph) mention(from ast.Node, id *ast.Ident) {
	if f, ok := g.info.Uses[id].(*types.Func); ok {
		g.value(from, f, PlainSignature(f))
	}
}

// value notes a function or a method that is used as a value of type sig: its own type,
// or with the receiver before the parameters that of a method expression. For a method
// of an interface all methods with its name count.
func (g *callGraph) value(from ast.Node, f *types.Func, sig types.Type) {
	var nodes []ast.Node
	if d := g.funcs[f]; d != nil {
		nodes = append(nodes, d)
	} else if f.Signature().Recv() != nil {
		nodes = g.methodsNamed(f.Name())
	}
	if f.Pkg() != nil && !g.isScript(f.Pkg()) {
		g.values = append(g.values, funcValue{nil, sig})
	}

	g.edges[from] = append(g.edges[from], nodes...)
	for _, n := range nodes {
		g.values = append(g.values, funcValue{n, sig})
	}
}

// call adds the edges of one call. fun is what is called, without parentheses. A
// conversion and a predeclared function call nothing of the script. A method of a
// compiled type may be one of an interface that the script's types have, so methods
// with its name count as well.
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
		return // scan adds the edge
	}

	m, declared := obj.(*types.Func)
	switch {
	case declared && g.funcs[m] != nil:
		g.edges[from] = append(g.edges[from], g.funcs[m])
	case declared && (m.Pkg() == nil || g.isScript(m.Pkg())):
		g.edges[from] = append(g.edges[from], g.methodsNamed(m.Name())...) // of an interface
	case declared:
		if m.Signature().Recv() != nil {
			g.edges[from] = append(g.edges[from], g.methodsNamed(m.Name())...)
		}
		for _, arg := range n.Args {
			g.handedOver(from, g.typeOf(arg))
		}
	case !declared:
		if sig, ok := under[*types.Signature](g.typeOf(fun)); ok {
			g.dynamic = append(g.dynamic, funcCall{from, plainType(sig), n.Args})
		}
	}
}

// methodsNamed returns all methods of the script with a name. Their types are not
// compared: too many edges cost a program its shared interpreter, too few would let a
// recursion through.
func (g *callGraph) methodsNamed(name string) (list []ast.Node) {
	for obj, d := range g.funcs {
		if d.Recv != nil && obj.Name() == name {
			list = append(list, d)
		}
	}
	return list
}

// handedOver adds edges for a value of type t that compiled code is given: the function
// that it is, and the exported methods of all types that can be reached in it, as fmt
// and encoding/json call them. An interface in it may hold every type of the script
// that has its methods.
func (g *callGraph) handedOver(from ast.Node, t types.Type) {
	if t == nil {
		return
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		g.dynamic = append(g.dynamic, funcCall{from, plainType(sig), nil})
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

// inside adds the types of what can be reached in a value of type t to found. Parts
// without a type of the script or an interface have no methods to call.
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

// baseType returns what a pointer points to, and other types as they are.
func baseType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// cycles returns the nodes that can reach themselves: those of strongly connected
// components of several nodes, found by Tarjan's algorithm, and those with an edge to
// themselves.
func (g *callGraph) cycles() map[ast.Node]bool {
	t := &components{graph: g, index: map[ast.Node]int{}, low: map[ast.Node]int{}, on: map[ast.Node]bool{}, found: map[ast.Node]bool{}}
	for _, n := range g.order {
		if t.index[n] == 0 {
			t.visit(n)
		}
	}
	return t.found
}

// components is the state of Tarjan's search. index numbers the nodes from 1 in the
// order of their visits, 0 for one that was not visited; low is the smallest index
// known to be reached from a node and on the stack.
type components struct {
	graph      *callGraph
	index, low map[ast.Node]int
	on         map[ast.Node]bool // whether the node is on the stack
	stack      []ast.Node        // visited, with a component that is not complete
	found      map[ast.Node]bool // in a cycle
}

// visit visits a node and all that it reaches. The depth is bounded by the number of
// functions.
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

// pop takes the component of its first node n off the stack; one of several nodes is a
// cycle.
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
