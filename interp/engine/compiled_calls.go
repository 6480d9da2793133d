package engine

import "reflect"

// yaegi calls a compiled function through reflect.Value.Call, which takes longer
// than most functions that a script calls. Functions of the most frequent
// signatures are called without it; see shapeOf.

// replaceCall gives a call of a compiled function its generator and reports
// whether it did. It is for functions that are known now: a symbol of a compiled
// package, or what Host.Instead has for one of the script's. Calls by go and
// defer, methods, and assignments of several results stay yaegi's. The arguments
// are looked at later, by the generator: yaegi still changes the tree after New
// has seen it. The generator falls back to yaegi's.
func (e *Engine) replaceCall(n *node) bool {
	if len(n.child) == 0 || n.anc == nil || n.anc.kind == e.deferStmt || n.anc.kind == e.goStmt || n.anc.kind == e.assignX || n.anc.kind == e.defineX {
		return false
	}
	fun, own := n.child[0], false
	var f any
	switch v := fun.rval; {
	case v.IsValid():
		if v.Kind() != reflect.Func || v.CanAddr() || fun.recv != nil {
			return false
		}
		f = v.Interface()
	case fun.ident != "":
		f, own = e.host.Instead(fun.ident), true
	}
	call := shapeOf(f)
	if call == nil {
		return false
	}
	if f, ok := f.(func()); ok {
		n.gen = func(n *node) {
			next := getExec(after(n.tnext))
			n.exec = func(*frame) instruction {
				f()
				return next
			}
		}
		return true
	}
	yaegis := n.gen
	n.gen = func(n *node) {
		values, ok := arguments(n, reflect.TypeOf(f))
		if !ok {
			yaegis(n)
			return
		}
		at := n.findex
		if n.anc.kind == e.returnStmt && !own {
			at = childPos(n)
		}
		generate(n, e.place(n, at), call(values))
	}
	return true
}

// arguments are the values that a call gives to a compiled function, or false if
// yaegi would convert one in a way that is not known here: a function of the
// script's, or an interface of it with methods.
func arguments(n *node, typ reflect.Type) ([]value, bool) {
	args := n.child[1:]
	if len(args) != typ.NumIn() || typ.IsVariadic() {
		return nil, false
	}
	values := make([]value, len(args))
	for i, a := range args {
		if a.typ == nil || isFuncSrc(a.typ) || isInterfaceSrc(a.typ) && !isEmptyInterface(a.typ) {
			return nil, false
		}
		convertLiteralValue(a, typ.In(i))
		values[i] = genValue(a)
	}
	return values, true
}

// place is where a call's result belongs; nil if it has none. In a return statement
// the result slots are in the function's own frame, whatever the level.
func (k *insides) place(n *node, at int) value {
	if n.typ == nil {
		return nil
	}
	if level := n.level; level != 0 && n.anc.kind != k.returnStmt {
		return func(f *frame) reflect.Value { return getFrame(f, level).data[at] }
	}
	return func(f *frame) reflect.Value { return f.data[at] }
}

// after is the first node from n on that does something: it skips nodes such as
// the statement around a call. It skips at most four, and none that branches, so
// a loop without a body is not followed round. Nor does it go to a node without an
// instruction: yaegi is making that one and would make all of the loop again, without
// an end.
func after(n *node) *node {
	for steps := 0; steps < 4 && n != nil && n.fnext == nil && isNop(n) && (n.tnext == nil || n.tnext.exec != nil); steps++ {
		n = n.tnext
	}
	return n
}

// isNop reports whether a node's instruction does nothing but return the next.
func isNop(n *node) bool {
	return n.gen != nil && code(n.gen) == code(nop)
}

// generate makes the instruction of a call, for each way in which it can end: no
// result, a result that decides how to go on, any other result.
func generate(n *node, place value, do effect) {
	next, otherwise := getExec(after(n.tnext)), getExec(n.fnext)
	switch {
	case place == nil:
		n.exec = func(f *frame) instruction {
			do(f, reflect.Value{})
			return next
		}
	case otherwise != nil:
		n.exec = func(f *frame) instruction {
			result := place(f)
			do(f, result)
			if result.Bool() {
				return next
			}
			return otherwise
		}
	default:
		n.exec = func(f *frame) instruction {
			do(f, place(f))
			return next
		}
	}
}
