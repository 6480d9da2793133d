package engine

import (
	"slices"
	"sync/atomic"
)

// function is a function of the script, or a function literal.
type function struct {
	engine *Engine
	node   *node
	name   string // as in a stack: main.F, main.F.func
	body   *node
	start  *node                  // the body's first instruction, as yaegi has it
	first  instruction            // that of start, set by generate before the first run
	room   atomic.Pointer[layout] // of its frame, set by layout
	defers bool                   // by yaegi's own defer: its loop must run the function
}

// Where the parts of a function's node are among its children.
const (
	receiverPart = iota
	namePart
	typePart
	bodyPart
)

// function registers a function, and makes yaegi's loop run it by one
// instruction, which runs all others by the engine's loop. So wherever yaegi
// itself calls the function (by go, by defer, as a value, through reflection) the
// engine runs it too. The node of the receiver, which yaegi does not need after
// compiling, becomes that instruction; a receiver with parts is still read, and
// gets a new node instead.
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
			f.called(in)
			return nil
		}
	}
	f.body.start = enter
	n.child[typePart].child = nil // the checker has seen it; it would stay as long as the instance
	if n.kind == e.funcLit {
		e.literals = append(e.literals, f)
	}
}

// defersIn reports whether a function's own statements defer; those of literals
// in it are the literals'.
func (e *Engine) defersIn(n *node) bool {
	return n.kind == e.deferStmt || n.kind != e.funcLit && slices.ContainsFunc(n.child, e.defersIn)
}

// layout is the layout of the function's frame. It is made with the instructions
// that call the function: yaegi knows the types of all slots only when it has
// compiled the whole body. Calls by compiled code may be the first that need it, several
// at once.
func (f *function) layout() *layout {
	l := f.room.Load()
	if l == nil {
		l = layoutOf(f.node.types)
		f.room.Store(l)
	}
	return l
}

// results is how many results the function has.
func (f *function) results() int { return len(f.node.typ.ret) }

// again makes anew the instructions of a function literal. yaegi makes them while
// it compiles, before New could replace a generator. Those of literals inside
// stay: they are in Engine.literals themselves.
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

// watch makes an instruction that runs in no function note where it panics. The
// defer makes it slower, which does not matter for what runs once.
func (e *Engine) watch(n *node) {
	theirs := n.gen
	n.gen = func(n *node) {
		theirs(n)
		exec := n.exec
		if exec == nil {
			return
		}
		n.exec = func(f *frame) instruction {
			e.outermost.Store(f.root)
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

// called runs a call by compiled code, whose frame holds the arguments and takes the
// results. A panic leaves for the compiled code with its value alone.
func (f *function) called(in *frame) {
	e, results := f.engine, in.data[:f.results()]
	switch {
	case e.ended.Load():
		e.host.Refused(results)
	case !e.host.Within():
		e.host.Cross(f.body.pos, func() bool { return f.runs(in) }, results)
	case f.runs(in):
		e.host.Refused(results)
	}
}

// runs is run for compiled code. It reports whether the interpreter was stopped
// before the function was done.
func (f *function) runs(in *frame) (stopped bool) {
	if p := f.run(in); p != nil {
		f.engine.leave(p)
	}
	return f.engine.ended.Load()
}

// generate makes the function's instructions, those that its first one leads to.
func (f *function) generate() {
	f.first = getExec(f.start)
}

// Stop stops what runs: each function between two of its instructions, and operations
// on channels that wait. Calls from outside are refused from then on. It must be
// called once. For the operations to be stopped, the interpreter must have executed a
// program under a context before it compiled the one that runs.
func (e *Engine) Stop() {
	e.ended.Store(true)
	stop(e.yaegi)
}

// yieldAfter is how many instructions of a call a goroutine executes before it takes
// turns with others; see turns.
const yieldAfter = 1 << 14

// yieldCalls is after how many calls of an engine one of them takes a turn. It does not
// end with that call, for the recursion, or the loop of compiled code, that makes the
// calls goes on.
const yieldCalls = 1 << 11

// run executes the instructions of a call, whose frame holds the arguments. It
// stops between two instructions when the interpreter's run number is not the
// frame's any more: that is how a script is killed.
//
// A panic of an instruction is returned, and the caller panics with it anew: were
// it raised again by the deferred function here, a way out through n calls would
// take time by the square of n. Callers that are instructions panic with the
// Panic itself, which the next run recovers; on the way to compiled code
// Engine.leave panics with the value alone.
func (f *function) run(in *frame) (p *Panic) {
	exec, running, took := f.first, true, false // a turn, which ends with the call
	defer func() {
		if took {
			f.engine.EndTurn()
		}
		if running {
			if v := recover(); v != nil {
				p = f.engine.caught(v)
				p.add(f, exec)
			}
		}
	}()
	f.engine.host.Enter(f.body.pos)
	if f.engine.calls.Add(1)%yieldCalls == 0 {
		f.engine.turn()
	}
	id, current := in.id, f.engine.runID
	next := exec // not captured by the function above, so it can stay in a register

	// Two instructions a round: what counts the rounds takes half the time.
	for n := uint(1); next != nil; n++ {
		if atomic.LoadUint64(current) != id {
			break
		}
		exec = next
		if next = next(in); next == nil {
			break
		}
		if atomic.LoadUint64(current) != id {
			break
		}
		exec = next
		if next = next(in); n%(yieldAfter/2) == 0 && f.engine.turn() {
			took = true
		}
	}
	exec = next
	running = false
	if atomic.LoadUint64(current) != id {
		f.engine.noticed.Do(func() { f.engine.host.Stopped(f.find(exec).pos) })
	}
	return nil
}
