package engine

import (
	"slices"
	"sync/atomic"
)

// function is a function of the script, or a function literal.
type function struct {
	engine *Engine
	node   *node
	name   string
	body   *node
	start  *node // the body's first instruction
	first  instruction
	room   *layout // of its frame
	defers bool    // by yaegi's own defer, which only yaegi runs
}

// Where the parts of a function's node are.
const (
	receiverPart = iota
	namePart
	typePart
	bodyPart
)

// function makes what is known of a function, and has yaegi run it by one
// instruction: that runs all others. The node of its receiver, which yaegi does
// not need any more, becomes that instruction.
func (e *Engine) function(n *node, name string) {
	f := &function{engine: e, node: n, name: name, body: n.child[bodyPart]}
	f.defers = e.defersIn(f.body)
	f.start = f.body.start
	if f.start == nil {
		return
	}
	e.functions[n] = f
	enter := n.child[receiverPart]
	if len(enter.child) > 0 {
		enter = &node{interp: n.interp, pos: n.pos}
	}
	enter.tnext, enter.fnext, enter.exec = nil, nil, nil
	enter.gen = func(n *node) {
		f.generate()
		n.exec = func(in *frame) instruction {
			if p := f.run(in); p != nil {
				e.leave(p)
			}
			return nil
		}
	}
	f.body.start = enter
	n.child[typePart].child = nil // the checker has seen it; it would stay as long as the session
	if n.kind == e.funcLit {
		e.literals = append(e.literals, f)
	}
}

// defersIn tells whether a function's own statements defer.
func (e *Engine) defersIn(n *node) bool {
	return n.kind == e.deferStmt || n.kind != e.funcLit && slices.ContainsFunc(n.child, e.defersIn)
}

// layout is the layout of the function's frame. It is made along with the
// instructions that call the function.
func (f *function) layout() *layout {
	if f.room == nil {
		f.room = layoutOf(f.node.types)
	}
	return f.room
}

// results is how many results the function has.
func (f *function) results() int { return len(f.node.typ.ret) }

// again makes anew the instructions of a function literal: yaegi has made them
// when it came to it.
func (f *function) again() {
	var forget func(n *node)
	forget = func(n *node) {
		n.exec = nil
		if n.kind == f.engine.funcLit {
			return
		}
		for _, c := range n.child {
			forget(c)
		}
	}
	forget(f.body)
	getExec(f.body.start)
}

// watch has an instruction that runs in no function say where it panics.
func (e *Engine) watch(n *node) {
	theirs := n.gen
	n.gen = func(n *node) {
		theirs(n)
		exec := n.exec
		if exec == nil {
			return
		}
		n.exec = func(f *frame) instruction {
			defer func() {
				if v := recover(); v != nil {
					p := e.caught(v)
					p.Frames = append(p.Frames, e.frame("main", n))
					panic(p)
				}
			}()
			return exec(f)
		}
	}
}

// generate makes the function's instructions.
func (f *function) generate() {
	f.first = getExec(f.start)
}

// run executes the instructions. A panic is given back: passed on as a panic
// from deferred function to deferred function, it would take time by the square
// of the depth.
func (f *function) run(in *frame) (p *Panic) {
	exec, running := f.first, true
	defer func() {
		if running {
			if v := recover(); v != nil {
				p = f.engine.caught(v)
				p.add(f, exec)
			}
		}
	}()
	f.engine.host.Enter(f.body.pos)
	id, current := in.id, f.engine.runID
	for exec != nil && atomic.LoadUint64(current) == id {
		exec = exec(in)
	}
	running = false
	return nil
}
