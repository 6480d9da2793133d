package engine

import "reflect"

// replaceScriptCall gives a call of one of the script's functions its generator.
func (e *Engine) replaceScriptCall(n *node) {
	if n.anc == nil || n.anc.kind == e.deferStmt || n.anc.kind == e.goStmt {
		return
	}
	n.gen = func(n *node) {
		call(n)
		c := scriptCall{engine: e}
		if !c.takes(n) || !c.gives(n) {
			return
		}
		if f := e.declared(n.child[0]); f == nil {
			c.callValue(n)
		} else if !f.defers {
			c.callDeclared(n, f)
		}
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

// scriptCall is a call of a function of the script's.
type scriptCall struct {
	engine  *Engine
	args    []value
	results []value // where they belong; nil for one that is not wanted
}

// takes finds the arguments. It does not know all kinds of them.
func (c *scriptCall) takes(n *node) bool {
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
		if a.kind == c.engine.basicLit || a.rval.IsValid() {
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
func (c *scriptCall) gives(n *node) bool {
	level := n.level
	for i, typ := range n.child[0].typ.ret {
		at := n.findex + i
		switch n.anc.kind {
		case c.engine.assignX, c.engine.defineX:
			to := n.anc.child[i]
			if to.ident == "_" {
				c.results = append(c.results, nil)
				continue
			}
			if isInterfaceSrc(to.typ) && !isEmptyInterface(to.typ) && !isInterfaceSrc(typ) {
				return false
			}
		case c.engine.returnStmt:
			level = 0
		}
		c.results = append(c.results, func(f *frame) reflect.Value { return getFrame(f, level).data[at] })
	}
	return true
}

// callDeclared makes the instruction of a call of a declared function, whose
// results are in the caller's frame.
func (c *scriptCall) callDeclared(n *node, fn *function) {
	next, otherwise := getExec(n.tnext), getExec(n.fnext)
	l, results := fn.layout(), len(c.results)
	n.exec = func(f *frame) instruction {
		in := newFrame(f, len(l.slots))
		for i, result := range c.results {
			if result != nil {
				in.data[i] = result(f)
			}
		}
		l.fill(in.data, c.results)
		c.give(f, in.data[results:], l.types[results:])
		if p := fn.run(in); p != nil {
			panic(p)
		}
		if otherwise != nil && !in.data[0].Bool() {
			return otherwise
		}
		return next
	}
}

// callValue makes the instruction of a call of what may be a closure.
func (c *scriptCall) callValue(n *node) {
	next, otherwise := getExec(n.tnext), getExec(n.fnext)
	theirs, fun, results := n.exec, genValue(n.child[0]), len(c.results)
	n.exec = func(f *frame) instruction {
		to := closureOf(fun(f))
		if to == nil {
			return theirs(f)
		}
		in := to.frame()
		c.give(f, in.data[results:], to.layout().types[results:])
		if p := to.run(in); p != nil {
			panic(p)
		}
		for i, result := range c.results {
			if result != nil {
				result(f).Set(in.data[i])
			}
		}
		if otherwise != nil && !in.data[0].Bool() {
			return otherwise
		}
		return next
	}
}

// give sets the parameters of a function. It may have no room for those that it
// does not use.
func (c *scriptCall) give(f *frame, own []reflect.Value, params []reflect.Type) {
	for i, arg := range c.args {
		v := arg(f)
		switch {
		case i >= len(own):
		case v.Type() == params[i]:
			own[i].Set(v)
		default:
			c.adapt(f, own, i, v)
		}
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
