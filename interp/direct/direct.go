package direct

import (
	"go/token"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// Host is what instructions need of whoever runs the program.
type Host struct {
	// Instead may give a function for the name of one of the script's: it is
	// called in its place, and its result must have the type that the script's
	// function has.
	Instead func(name string) any

	// Fail panics with a run-time error of Go's at pos.
	Fail func(pos token.Pos, message string)

	// Maps is held while an instruction uses a map; nil in a program that has
	// one goroutine.
	Maps *sync.Mutex
}

// Replace puts instructions of its own into a program that is compiled and was
// not run yet.
func Replace(p *interp.Program, host Host) {
	k, ok := known()
	if !ok {
		return
	}
	var literals []*node // which yaegi makes the instructions of at once
	var walk func(n, literal *node)
	walk = func(n, literal *node) {
		if n.kind == k.funcLit {
			literal = n
		}
		if n.gen != nil && k.replace(n, host) && literal != nil && !slices.Contains(literals, literal) {
			literals = append(literals, literal)
		}
		for _, c := range n.child {
			walk(c, literal)
		}
	}
	if root := (*program)(unsafe.Pointer(p)).root; root != nil {
		walk(root, nil)
	}
	for _, literal := range literals {
		k.again(literal)
	}
}

// again makes the instructions of a function literal anew.
func (k kinds) again(literal *node) {
	var forget func(n *node)
	forget = func(n *node) {
		n.exec = nil
		if n.kind == k.funcLit {
			return
		}
		for _, c := range n.child {
			forget(c)
		}
	}
	body := literal.child[len(literal.child)-1]
	forget(body)
	getExec(body.start)
}

// replace gives a node a generator of its own, if there is one.
func (k kinds) replace(n *node, host Host) bool {
	if host.Maps != nil && k.usesMap(n) {
		guard(n, host.Maps)
		return true
	}
	if n.kind == k.callExpr {
		return k.replaceCall(n, host.Instead)
	}
	generate := generators[code(n.gen)]
	if generate == nil || code(n.gen) == code(deref) && !k.alone(n) {
		return false
	}
	n.gen = func(n *node) { generate(n, func(message string) { host.Fail(n.pos, message) }) }
	return true
}

// generators are those that take the place of yaegi's.
var generators = map[uintptr]func(n *node, fail failure){
	code(getIndexArray):    index,
	code(slice):            func(n *node, fail failure) { slicing(n, true, fail) },
	code(slice0):           func(n *node, fail failure) { slicing(n, false, fail) },
	code(getPtrIndexSeq):   field,
	code(getIndexSeqField): field,
	code(deref):            pointed,
}

func code(f func(*node)) uintptr { return reflect.ValueOf(f).Pointer() }

// failure panics with the message of one of Go's run-time errors.
type failure func(message string)

// alone tells whether a node is all that is assigned to something, or returned.
func (k kinds) alone(n *node) bool {
	switch n.anc.kind {
	case k.returnStmt:
		return true
	case k.assign, k.define:
		return childPos(n) >= n.anc.nleft
	}
	return false
}

// refer makes the instruction of an expression whose value stays where it is, so
// that it can be assigned to.
func refer(n *node, find value) {
	level, place := n.level, n.findex
	next, otherwise := getExec(n.tnext), getExec(n.fnext)
	n.exec = func(f *frame) instruction {
		v := find(f)
		if level == 0 {
			f.data[place] = v
		} else {
			getFrame(f, level).data[place] = v
		}
		if otherwise != nil && !v.Bool() {
			return otherwise
		}
		return next
	}
}

// replaceCall gives a call its generator. Whether the arguments are such that it
// can be used is known once yaegi has finished with the tree.
func (k kinds) replaceCall(n *node, instead func(string) any) bool {
	if len(n.child) == 0 || n.anc == nil || n.anc.kind == k.deferStmt || n.anc.kind == k.goStmt || n.anc.kind == k.assignX || n.anc.kind == k.defineX {
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
		f, own = instead(fun.ident), true
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
		if n.anc.kind == k.returnStmt && !own {
			at = childPos(n)
		}
		generate(n, k.place(n, at), call(values))
	}
	return true
}

// value reads a value in a frame.
type value = func(*frame) reflect.Value

// effect calls a function with values in the frame, and stores the result.
type effect = func(f *frame, result reflect.Value)

// arguments are the values that a call gives to a compiled function.
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

// place is where a call's result belongs; nil if it has none.
func (k kinds) place(n *node, at int) value {
	if n.typ == nil {
		return nil
	}
	if level := n.level; level != 0 && n.anc.kind != k.returnStmt {
		return func(f *frame) reflect.Value { return getFrame(f, level).data[at] }
	}
	return func(f *frame) reflect.Value { return f.data[at] }
}

func childPos(n *node) int {
	for i, c := range n.anc.child {
		if c == n {
			return i
		}
	}
	return -1
}

// after skips what does nothing, such as the statement around a call.
func after(n *node) *node {
	for steps := 0; steps < 4 && n != nil && n.fnext == nil && isNop(n); steps++ {
		n = n.tnext
	}
	return n
}

func isNop(n *node) bool {
	return n.gen != nil && code(n.gen) == code(nop)
}

// generate makes the instruction.
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
