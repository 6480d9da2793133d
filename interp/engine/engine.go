package engine

import (
	"errors"
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// Host is what the engine needs of the package that runs the program. All of its
// functions but Instead are called from every goroutine of the script.
type Host struct {
	// Instead returns a compiled function for the name of one of the script's,
	// or nil. The function is called in place of the script's and must have the
	// same result type. New asks for each call in the program.
	Instead func(name string) any

	// Enter is called before each call of a function of the script, with the
	// position of the function's body. It may panic, to stop a recursion.
	Enter func(pos token.Pos)

	// Within reports whether the calling goroutine runs a function of the program
	// already, so that compiled code which calls another one was called by it. Any
	// other call of compiled code, of the function whose body is at a position, Cross
	// makes, by call, which reports whether the program was stopped meanwhile. After
	// one that was stopped Refused says what compiled code gets: it sets results, the
	// variables of what the function returns, or does not return itself.
	Within  func() bool
	Cross   func(pos token.Pos, call func() (stopped bool), results []reflect.Value)
	Refused func(results []reflect.Value)

	// Stopped is told once where the function was that noticed first that the
	// interpreter was stopped. No function that was stopped ends before it returns.
	Stopped func(pos token.Pos)

	// Goroutine returns what tells the calling goroutine from all others that run; one
	// that begins when it has ended may be given the same.
	Goroutine func() uintptr

	// Fail panics with one of Go's run-time errors; message is the text without
	// "runtime error: ".
	Fail func(message string)

	// Value translates what yaegi or package reflect panicked with into what
	// compiled Go would have panicked with. It returns other values as they are.
	Value func(v any) any

	// Maps is held while an instruction uses a map. It is nil for a program that
	// has one goroutine.
	Maps *sync.Mutex
}

// Engine runs one program in one interpreter. It is as safe for concurrent use as
// the program is: New fills it, and running it changes only what has a lock.
type Engine struct {
	insides
	host      Host
	runID     *uint64               // in the interpreter; a change stops what runs, see function.run
	functions map[*node]*function   // by the nodes of declarations and literals
	literals  []*function           // their instructions were made by yaegi before New
	byName    map[string]*function  // the declared ones
	outermost atomic.Pointer[frame] // of the variables at package level; nil before an initialiser has run
	left      departures

	yaegi   *interp.Interpreter
	ended   atomic.Bool // it was stopped
	noticed sync.Once   // for the first function that notices it

	calls atomic.Uint64 // how many there were; see yieldCalls
	takes atomic.Bool   // turns; most programs take none
	queue []queued      // of calls that wait for their turn; turns.mu guards it
}

// New makes an engine run a program that the interpreter has compiled and not run
// yet, by rewriting its tree. The program is run by the interpreter's Execute, as
// before. The error is ErrUnknown.
func New(yaegi *interp.Interpreter, p *interp.Program, host Host) (*Engine, error) {
	k, ok := known()
	if !ok {
		return nil, ErrUnknown
	}
	e := &Engine{insides: k, host: host, functions: map[*node]*function{}, byName: map[string]*function{}, yaegi: yaegi, left: departures{goroutine: host.Goroutine}}
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

// ErrUnknown says that the yaegi in the build is not the release whose layouts
// this package knows. A release that lacks one of the functions that are bound by
// name does not even link.
var ErrUnknown = errors.New("the version of github.com/traefik/yaegi is not the one that panelgo is made for: have go.mod require " + yaegiVersion)

// collect finds the functions below a node and names them as Go names them in a
// stack: literals after the function around them. It must be done before
// replaceAll, which looks functions up.
func (e *Engine) collect(n *node, name string) {
	switch n.kind {
	case e.funcDecl:
		name += "." + n.child[namePart].ident
		e.function(n, name)
		e.byName[n.child[namePart].ident] = e.functions[n]
	case e.funcLit:
		name += ".func"
		e.function(n, name)
	}
	for _, c := range n.child {
		e.collect(c, name)
	}
}

// replaceAll gives a node, and all below it, generators of the engine's.
// initialises is set below a package-level variable: such instructions run in no
// function whose loop would note a panic, so each is watched.
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
		n.child = nil // a name of a compiled package is a constant; its parts would only take memory
	}
	for _, c := range n.child {
		e.replaceAll(c, initialises)
	}
}

// replace gives a node a generator of the engine's, if there is one. Which one
// is decided by the generator that yaegi has chosen, not by the syntax: yaegi has
// resolved types and overloads by then. Maps come first, because a guarded
// instruction is yaegi's own inside the lock.
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

// generators are those that take the place of yaegi's, by the code of those.
var generators = map[uintptr]func(n *node, fail failure){
	code(getIndexArray):    index,
	code(slice):            func(n *node, fail failure) { slicing(n, true, fail) },
	code(slice0):           func(n *node, fail failure) { slicing(n, false, fail) },
	code(getPtrIndexSeq):   field,
	code(getIndexSeqField): field,
	code(deref):            pointed,
}

// code identifies a generator. Only declared functions may be asked: all
// closures of one literal have the same code.
func code(f func(*node)) uintptr { return reflect.ValueOf(f).Pointer() }

// failure panics with the message of one of Go's run-time errors; see Host.Fail.
type failure func(message string)

// alone reports whether a node is a whole right-hand side of an assignment, or a
// whole result of a return statement: nothing is evaluated between it and its use.
func (k *insides) alone(n *node) bool {
	switch n.anc.kind {
	case k.returnStmt:
		return true
	case k.assign, k.define:
		return childPos(n) >= n.anc.nleft
	}
	return false
}

// refer makes the instruction of an addressable expression. It puts the
// reflect.Value that find returns into the node's slot as it is, without copying
// what it refers to, so that a later instruction can assign through it.
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

// value reads a value in a frame. It is what yaegi's genValue returns: constants
// ignore the frame.
type value = func(*frame) reflect.Value

// effect calls a compiled function with values in the frame and stores its
// result; result is invalid for a function that has none.
type effect = func(f *frame, result reflect.Value)

// childPos is the place of a node among its parent's children, -1 if it is not
// one of them any more.
func childPos(n *node) int {
	for i, c := range n.anc.child {
		if c == n {
			return i
		}
	}
	return -1
}
