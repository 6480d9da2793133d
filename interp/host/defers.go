package host

import (
	"sync"

	"github.com/panelgo/panelgo/interp/engine"
)

// panicking is a panic on its way through the functions of a script.
type panicking struct {
	*engine.Panic
	recovered bool
}

// defers are the deferred calls of one call of a script's function.
type defers struct {
	host    *Host
	funcs   []deferred
	current *panicking // while deferred calls run
}

// deferred is a deferred call.
type deferred struct {
	call     func()
	recovers bool // what it calls itself may recover, if it is declared to
}

func (h *Host) newDefers() *defers { return &defers{host: h} }

// Push defers a function literal, or a call of a function that does not recover.
func (d *defers) Push(f func()) { d.funcs = append(d.funcs, deferred{call: f}) }

// PushCall defers a call of a function that may recover.
func (d *defers) PushCall(f func()) { d.funcs = append(d.funcs, deferred{f, true}) }

// Run runs the function's body and then the deferred calls, last first.
func (d *defers) Run(body func()) {
	p := d.host.protect(body)
	for len(d.funcs) > 0 {
		f := d.funcs[len(d.funcs)-1]
		d.funcs = d.funcs[:len(d.funcs)-1]
		d.current = p
		leave := d.host.enterDeferred(d, f.recovers)
		next := d.host.protect(f.call)
		leave()
		d.current = nil
		switch {
		case next != nil:
			p = next
		case p != nil && p.recovered:
			p = nil
		}
	}
	if p != nil {
		panic(p.Panic)
	}
}

// Recover is recover. That of a function that is not called by a deferred call
// itself has no defers, and recovers nothing.
func (d *defers) Recover() any {
	if d == nil || d.current == nil || d.current.recovered {
		return nil
	}
	d.current.recovered = true
	return d.current.Value
}

// protect runs f and catches its panic.
func (h *Host) protect(f func()) (p *panicking) {
	defer func() {
		if v := recover(); v != nil {
			p = &panicking{Panic: h.engine.Recovered(v)}
		}
	}()
	f()
	return nil
}

// recoverer is what a function that recovers asks when it is called: whose panic
// it may recover, if it was called by a deferred call. Functions that it calls
// may not.
func (h *Host) recoverer() *defers { return h.deferred.take() }

// deferStack knows which deferred calls run on which goroutine. It holds an
// entry only while they do.
type deferStack struct {
	mu  sync.Mutex
	top map[uint64]*defers
}

// enterDeferred notes that a deferred call runs, in a program that has to find
// it by goroutine.
func (h *Host) enterDeferred(d *defers, recovers bool) (leave func()) {
	if !h.program.recovers {
		return func() {}
	}
	if !recovers {
		d = nil
	}
	return h.deferred.enter(d)
}

func (s *deferStack) enter(d *defers) (leave func()) {
	id := engine.GoroutineID()
	before := s.set(id, d)
	return func() { s.set(id, before) }
}

// take gives the goroutine's deferred call once.
func (s *deferStack) take() *defers { return s.set(engine.GoroutineID(), nil) }

func (s *deferStack) set(id uint64, d *defers) (before *defers) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before = s.top[id]
	switch {
	case d == nil:
		delete(s.top, id)
	case s.top == nil:
		s.top = map[uint64]*defers{id: d}
	default:
		s.top[id] = d
	}
	return before
}
