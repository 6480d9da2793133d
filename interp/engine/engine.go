package engine

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

// New has an engine run a program that is compiled and was not run yet.
func New(yaegi *interp.Interpreter, p *interp.Program, host Host) (*Engine, error) {
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
var ErrUnknown = errors.New("the version of github.com/traefik/yaegi is not the one that panelgo is made for: have go.mod require " + yaegiVersion)

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

// value reads a value in a frame.
type value = func(*frame) reflect.Value

// effect calls a function with values in the frame, and stores the result.
type effect = func(f *frame, result reflect.Value)

func childPos(n *node) int {
	for i, c := range n.anc.child {
		if c == n {
			return i
		}
	}
	return -1
}
