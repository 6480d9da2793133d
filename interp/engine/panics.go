package engine

import (
	"go/token"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// Panic is a panic on its way out of the script's functions, with the functions
// that it has left so far.
type Panic struct {
	Value  any     // what compiled Go would have panicked with; see Host.Value
	Frames []Frame // innermost first, at most 50
}

// Frame is where a function was when a panic left it. Positions are those of the
// tree that yaegi compiled.
type Frame struct {
	Pos  token.Pos // of the expression or statement
	Name token.Pos // of the method's name, if it is a call of one; else NoPos
	Func string    // such as main.F, or main.F.func for a literal in F
}

// maxFrames bounds what is kept of a panic's way out: a recursion may be some
// hundred thousand calls deep, and a reader looks at the innermost ones.
const maxFrames = 50

// add notes that the panic has left a function at an instruction.
func (p *Panic) add(f *function, exec instruction) {
	if len(p.Frames) < maxFrames {
		p.Frames = append(p.Frames, f.engine.frame(f.name, f.find(exec)))
	}
}

// frame is the Frame of a function at a node. A chain of method calls stands at one
// position, its beginning, so the name of the method is noted as well.
func (e *Engine) frame(name string, n *node) Frame {
	at := Frame{Pos: n.pos, Func: name}
	if n.kind == e.callExpr && n.child[0].kind == e.selector && len(n.child[0].child) == 2 {
		at.Name = n.child[0].child[1].pos
	}
	return at
}

// find looks for the node of an instruction below the function's body, by the
// closure, since the loop knows no more of what it runs. It is slow, and only done
// for panics. Without a match, as for a nil instruction, it is the body.
func (f *function) find(exec instruction) *node {
	if n := forward(exec); n != nil {
		return n
	}
	var found *node
	var walk func(n *node)
	walk = func(n *node) {
		if found == nil && n.exec != nil && pointerTo(n.exec) == pointerTo(exec) {
			found = n
		}
		for _, c := range n.child {
			if found == nil {
				walk(c)
			}
		}
	}
	if walk(f.body); found != nil {
		return found
	}
	return f.body
}

// pointerTo is the closure behind an instruction: instructions that one generator
// makes have the same code, but each its own closure.
func pointerTo(exec instruction) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&exec)) }

// forward is the node that an instruction only forwards to, nil for any other
// instruction. yaegi's setExec makes such instructions where the graph of control
// is a cycle: the node's own instruction did not exist yet. The closure captures
// the node and nothing else, so the node's address follows the code's.
func forward(exec instruction) *node {
	if exec == nil {
		return nil
	}
	c := (*struct {
		code uintptr
		node *node
	})(pointerTo(exec))
	if !forwards(c.code) {
		return nil
	}
	return c.node
}

// forwards reports whether code is that of an instruction that forward knows: of a
// function literal in setExec.
func forwards(code uintptr) bool {
	f := runtime.FuncForPC(code)
	return f != nil && strings.HasPrefix(f.Name(), "github.com/traefik/yaegi/interp.setExec.")
}

// caught is what is known of a panic that was recovered, v being what recover
// returned. The panic may have left functions of the script before: directly, and
// v is the Panic, or through compiled code, and left remembers it.
func (e *Engine) caught(v any) *Panic {
	if p, ok := v.(*Panic); ok {
		return p
	}
	value := e.host.Value(v)
	if p := e.left.take(value); p != nil {
		return p
	}
	return &Panic{Value: value}
}

// leave panics with the value alone, because compiled code has called the script's
// function: if that recovers, it must see what a compiled function panics with.
func (e *Engine) leave(p *Panic) {
	e.left.put(p)
	panic(p.Value)
}

// Recovered is what is known of a panic whose value v was recovered on the calling
// goroutine. It never returns nil; a panic that began in compiled code has no
// frames but those of the script's functions it has left since.
func (e *Engine) Recovered(v any) *Panic { return e.caught(v) }

// departures remembers panics that have left the script's functions for compiled
// code. That may pass the panic on to functions of the script further out, which
// take it back with its frames, or recover from it, and nobody ever asks.
type departures struct {
	goroutine func() uintptr // see Host.Goroutine

	mu     sync.Mutex
	panics map[uintptr]*Panic // by goroutine
}

// maxDepartures bounds how many are remembered. When it is reached all are
// forgotten: most are of panics that compiled code has recovered from, and a
// forgotten one costs a stack its innermost frames.
const maxDepartures = 64

// put remembers the panic that is about to leave on this goroutine, in place of
// one before.
func (d *departures) put(p *Panic) {
	id := d.goroutine()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.panics == nil || len(d.panics) >= maxDepartures {
		d.panics = map[uintptr]*Panic{}
	}
	d.panics[id] = p
}

// take returns the panic that has left last on this goroutine, if that is the one
// with the value, and forgets it. Its goroutine may have ended meanwhile and this one
// be at the same address: see Begin.
func (d *departures) take(value any) *Panic {
	id := d.goroutine()
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.panics[id]
	delete(d.panics, id)
	if p == nil || !same(p.Value, value) {
		return nil
	}
	return p
}

// Begin says that the calling goroutine has run nothing of the program before: what
// has left it by a panic was another goroutine, which had its address.
func (e *Engine) Begin() { e.left.take(nil) }

// same reports whether two panics have the same value. Values that Go cannot
// compare are taken for the same if their types are. Go does not compare an array of
// no elements either when its elements are not comparable, though reflection calls it
// comparable.
func same(a, b any) bool {
	t := reflect.TypeOf(a)
	if t != reflect.TypeOf(b) {
		return false
	}
	return t == nil || !t.Comparable() || !reflect.ValueOf(a).Comparable() || a == b
}
