package direct

import "reflect"

// replaceScriptCall gives a call of one of the script's functions its generator.
func (e *Engine) replaceScriptCall(n *node) {
	if n.anc == nil || n.anc.kind == e.deferStmt || n.anc.kind == e.goStmt {
		return
	}
	n.gen = func(n *node) {
		f := e.declared(n.child[0])
		if f == nil || f.defers {
			call(n)
			return
		}
		c := scriptCall{function: f, types: f.node.types}
		if !c.takes(e, n) || !c.gives(e, n) {
			call(n)
			return
		}
		c.generate(n)
	}
}

// declared is the function that an expression names, if that is one of the
// script's.
func (e *Engine) declared(n *node) *function {
	if s := n.sym; s == nil || s.index >= 0 || s.node == nil || s.node.kind != e.funcDecl {
		return nil
	}
	v := genValue(n)(nil)
	if v.Type() != e.pointer {
		return nil
	}
	return e.functions[(*node)(v.UnsafePointer())]
}

// scriptCall is a call of a declared function.
type scriptCall struct {
	*function
	types   []reflect.Type // of what is in the function's frame: results, parameters, variables
	args    []value
	results []value // where they belong; nil for one that is not wanted
}

// takes finds the arguments. It does not know all kinds of them.
func (c *scriptCall) takes(e *Engine, n *node) bool {
	params, args := n.child[0].typ.arg, n.child[1:]
	if variadicPos(n) >= 0 || len(params) != len(args) {
		return false
	}
	for i, a := range args {
		to := params[i]
		if a.typ == nil || isInterfaceSrc(to) && (!isEmptyInterface(to) || len(a.typ.method) > 0) {
			return false
		}
		if isRegularCall(a) || isBinCall(a, a.scope) {
			at := a.findex
			c.args = append(c.args, func(f *frame) reflect.Value { return f.data[at] })
			continue
		}
		if a.kind == e.basicLit || a.rval.IsValid() {
			convertLiteralValue(a, typeOf(to))
		}
		switch {
		case isInterfaceBin(to):
			c.args = append(c.args, genInterfaceWrapper(a, to.rtype))
		case isFuncSrc(to):
			c.args = append(c.args, genFuncValue(a))
		default:
			c.args = append(c.args, genValue(a))
		}
	}
	return true
}

// gives finds where the results belong: the function's own frame has them in the
// same place.
func (c *scriptCall) gives(e *Engine, n *node) bool {
	level := n.level
	for i, typ := range n.child[0].typ.ret {
		at := n.findex + i
		switch n.anc.kind {
		case e.assignX, e.defineX:
			to := n.anc.child[i]
			if to.ident == "_" {
				c.results = append(c.results, nil)
				continue
			}
			if isInterfaceSrc(to.typ) && !isEmptyInterface(to.typ) && !isInterfaceSrc(typ) {
				return false
			}
		case e.returnStmt:
			level = 0
		}
		c.results = append(c.results, func(f *frame) reflect.Value { return getFrame(f, level).data[at] })
	}
	return true
}

// generate makes the instruction.
func (c *scriptCall) generate(n *node) {
	next, otherwise := getExec(n.tnext), getExec(n.fnext)
	params := c.types[len(c.results):]
	n.exec = func(f *frame) instruction {
		in := &frame{anc: f, root: f.root, done: f.done, id: f.id, data: make([]reflect.Value, len(c.types))}
		for i, result := range c.results {
			if result != nil {
				in.data[i] = result(f)
			} else {
				in.data[i] = reflect.New(c.types[i]).Elem()
			}
		}
		own := in.data[len(c.results):]
		for i, typ := range params {
			own[i] = reflect.New(typ).Elem()
		}
		for i, arg := range c.args {
			v := arg(f)
			if v.Type() == params[i] {
				own[i].Set(v)
			} else {
				c.adapt(f, own, i, v)
			}
		}
		if p := c.run(in); p != nil {
			panic(p)
		}
		if otherwise != nil && !in.data[0].Bool() {
			return otherwise
		}
		return next
	}
}

// adapt gives an argument that is not of the type of its parameter.
func (c *scriptCall) adapt(f *frame, own []reflect.Value, i int, v reflect.Value) {
	if v.IsZero() && own[i].Kind() != reflect.Interface {
		return // yaegi's type of a recursive zero value may be another one
	}
	if v.Type() == c.engine.pointer {
		own[i] = genFunctionWrapper((*node)(v.UnsafePointer()))(f)
		return
	}
	own[i].Set(v)
}
