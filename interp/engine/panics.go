package engine

import (
	"go/token"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// Panic is a panic on its way out of the script's functions.
type Panic struct {
	Value  any
	Frames []Frame // innermost first
}

// Frame is where a function was when a panic left it.
type Frame struct {
	Pos  token.Pos // of the expression or statement
	Name token.Pos // of the method's name, if it is a call of one
	Func string
}

// maxFrames bounds what is kept of a panic's way out.
const maxFrames = 50

func (p *Panic) add(f *function, exec instruction) {
	if len(p.Frames) < maxFrames {
		p.Frames = append(p.Frames, f.engine.frame(f.name, f.find(exec)))
	}
}

func (e *Engine) frame(name string, n *node) Frame {
	at := Frame{Pos: n.pos, Func: name}
	if n.kind == e.callExpr && n.child[0].kind == e.selector && len(n.child[0].child) == 2 {
		at.Name = n.child[0].child[1].pos
	}
	return at
}

// find looks for the node of an instruction.
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

// pointerTo is what tells one instruction from another of the same code.
func pointerTo(exec instruction) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&exec)) }

// forward is the node that an instruction stands for which yaegi's setExec has
// put in the place of one that was not made yet: that executes the node's.
func forward(exec instruction) *node {
	c := (*struct {
		code uintptr
		node *node
	})(pointerTo(exec))
	if !forwards(c.code) {
		return nil
	}
	return c.node
}

// forwards tells whether code is that of such an instruction.
func forwards(code uintptr) bool {
	f := runtime.FuncForPC(code)
	return f != nil && strings.HasPrefix(f.Name(), "github.com/traefik/yaegi/interp.setExec.")
}

// caught is what is known of a panic that was recovered: it may have left
// functions of the script before.
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

// leave panics with the value alone: what called the script's function is
// compiled and may recover.
func (e *Engine) leave(p *Panic) {
	e.left.put(p)
	panic(p.Value)
}

// Recovered is what is known of a panic that was recovered on this goroutine.
func (e *Engine) Recovered(v any) *Panic { return e.caught(v) }

// departures remembers panics that have left the script's functions for
// compiled code, which may have recovered from them or pass them on.
type departures struct {
	mu     sync.Mutex
	panics map[uint64]*Panic // by goroutine
}

// maxDepartures bounds how many are remembered.
const maxDepartures = 64

func (d *departures) put(p *Panic) {
	id := GoroutineID()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.panics == nil || len(d.panics) >= maxDepartures {
		d.panics = map[uint64]*Panic{}
	}
	d.panics[id] = p
}

// take gives the panic that has left last on this goroutine, if that is the one
// with the value, and forgets it.
func (d *departures) take(value any) *Panic {
	d.mu.Lock()
	none := len(d.panics) == 0
	d.mu.Unlock()
	if none {
		return nil
	}
	id := GoroutineID()
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.panics[id]
	delete(d.panics, id)
	if p == nil || !same(p.Value, value) {
		return nil
	}
	return p
}

// same compares the values of two panics; those that Go cannot compare are taken
// for the same if their types are.
func same(a, b any) bool {
	t := reflect.TypeOf(a)
	if t != reflect.TypeOf(b) {
		return false
	}
	return t == nil || !reflect.ValueOf(a).Comparable() || a == b
}
