package direct

import (
	"errors"
	"go/token"
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// Host is what the engine needs of whoever runs the program.
type Host struct {
	// Instead may give a function for the name of one of the script's: it is
	// called in its place, and its result must have the type that the script's
	// function has.
	Instead func(name string) any

	// Enter is called before each call of a function of the script, with its
	// place. It may panic.
	Enter func(pos token.Pos)

	// Fail panics with a run-time error of Go's.
	Fail func(message string)

	// Value is what Go would say instead of what yaegi, or reflection, panicked
	// with.
	Value func(v any) any

	// Maps is held while an instruction uses a map; nil in a program that has
	// one goroutine.
	Maps *sync.Mutex
}

// Engine runs one program.
type Engine struct {
	insides
	host      Host
	runID     *uint64 // changes when what runs shall stop
	functions map[*node]*function
	literals  []*function // of which yaegi has made the instructions already
	left      departures
}

// Install has an engine run a program that is compiled and was not run yet.
func Install(yaegi *interp.Interpreter, p *interp.Program, host Host) (*Engine, error) {
	k, ok := known()
	if !ok {
		return nil, ErrUnknown
	}
	e := &Engine{insides: k, host: host, functions: map[*node]*function{}}
	e.runID = (*uint64)(unsafe.Add(unsafe.Pointer(yaegi), k.runID))
	if root := (*program)(unsafe.Pointer(p)).root; root != nil {
		e.collect(root, "main")
		e.replaceAll(root, false)
	}
	for _, f := range e.literals {
		f.again()
	}
	return e, nil
}

// ErrUnknown is told when yaegi is of another version than this package knows.
var ErrUnknown = errors.New("the version of github.com/traefik/yaegi is not the one that panelgo is made for: have go.mod require v0.16.1")

// collect finds the functions.
func (e *Engine) collect(n *node, name string) {
	switch n.kind {
	case e.funcDecl:
		name += "." + n.child[namePart].ident
		e.function(n, name)
	case e.funcLit:
		name += ".func"
		e.function(n, name)
	}
	for _, c := range n.child {
		e.collect(c, name)
	}
}

// replaceAll gives nodes generators of the engine's. initialises is set in what
// initialises variables at package level, which runs in no function.
func (e *Engine) replaceAll(n *node, initialises bool) {
	switch n.kind {
	case e.varDecl:
		initialises = n.anc.anc == nil
	case e.funcLit:
		initialises = false
	}
	if n.gen != nil {
		e.replace(n)
		if initialises {
			e.watch(n)
		}
	}
	if n.kind == e.selector && n.rval.IsValid() {
		n.child = nil // it is a name of a compiled package
	}
	for _, c := range n.child {
		e.replaceAll(c, initialises)
	}
}

// replace gives a node a generator of the engine's, if there is one.
func (e *Engine) replace(n *node) {
	switch {
	case e.host.Maps != nil && e.usesMap(n):
		guard(n, e.host.Maps)
	case n.kind == e.callExpr:
		if !e.replaceCall(n) && code(n.gen) == code(call) {
			e.replaceScriptCall(n)
		}
	case operators[code(n.gen)].form != 0:
		e.replaceOperation(n)
	case code(n.gen) == code(getFunc):
		e.replaceLiteral(n)
	default:
		generate := generators[code(n.gen)]
		if generate != nil && (code(n.gen) != code(deref) || e.alone(n)) {
			n.gen = func(n *node) { generate(n, e.host.Fail) }
		}
	}
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
func (k *insides) alone(n *node) bool {
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
func (k *insides) place(n *node, at int) value {
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
