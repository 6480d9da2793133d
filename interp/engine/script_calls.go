package engine

import "reflect"

// yaegi's call looks up in each call what it calls, allocates every variable of
// the function by itself, and runs it by its own loop with a deferred function.
// The instructions here know the function beforehand, or look for a closure.

// replaceScriptCall gives a call of one of the script's functions its generator.
// That makes yaegi's instruction first, because it also converts constant
// arguments, and keeps it where it does not know an argument or a result, and for
// functions that defer. Calls by go and defer are yaegi's.
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

// declared is the function that an expression names; nil for a variable, a method
// value, or a function that the engine does not run.
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

// scriptCall is a call of a function of the script's, as one instruction knows it.
type scriptCall struct {
	engine  *Engine
	args    []value // in the caller's frame
	results []value // where they belong; nil for one that is not wanted
}

// takes finds the arguments, as yaegi's call does, and reports whether it knows all
// of them. It does not know variadic calls, f(g()) with several results, and
// parameters of an interface of the script's with methods, which yaegi wraps.
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

// gives finds where the results belong, as yaegi's call does, and reports whether
// it knows all of them. The function's own frame begins with the same variables.
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

// callDeclared makes the instruction of a call of a declared function. The
// function writes its results into the caller's variables: they are the first
// slots of its frame, and not copied afterwards.
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

// callValue makes the instruction of a call of a function value. A closure is run
// at once, any other function by yaegi's instruction. Results are copied
// afterwards: closure.frame has made variables for them.
func (c *scriptCall) callValue(n *node) {
	next, otherwise := getExec(n.tnext), getExec(n.fnext)
	theirs, fun, results := n.exec, genValue(n.child[0]), len(c.results)
	n.exec = func(f *frame) instruction {
		to := closureOf(fun(f))
		if to == nil || to.engine != c.engine {
			return theirs(f) // as compiled code calls it
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

// give sets the parameters of a function. It may have no slots for those at the
// end that it does not use; their arguments are evaluated all the same.
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

// adapt sets a parameter to an argument of another type, as yaegi's call does: a
// node that stands for a function of the script becomes a Go function, and reflection
// checks the rest.
func (c *scriptCall) adapt(f *frame, own []reflect.Value, i int, v reflect.Value) {
	if v.Type() == c.engine.pointer {
		own[i] = genFunctionWrapper((*node)(v.UnsafePointer()))(f)
		return
	}
	own[i].Set(v)
}
