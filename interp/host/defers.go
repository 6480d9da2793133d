package host

import (
	"sync"

	"github.com/panelgo/panelgo/interp/engine"
	"github.com/panelgo/panelgo/interp/rtype"
)

// yaegi fixes the arguments of a defer too late, cannot recover in a closure that
// is not written in the defer statement, and can block forever. So lowered code
// defers by the host:
//
//	func f() (n int) { defer g(x); return 1 }
//
//	func f() (n int) {
//		d := host.Defers()
//		d.Run(func() { a := x; d.Push(func() { g(a) }); n = 1 })
//		return n
//	}

// panicking is a panic on its way through the functions of a script.
type panicking struct {
	*engine.Panic
	recovered bool // a deferred call has stopped it
}

// defers are the deferred calls of one call of a script's function. They belong
// to the goroutine of that call.
type defers struct {
	host    *Host
	funcs   []deferred
	current *panicking // what a deferred call that runs now may recover; nil for nothing
}

// deferred is a deferred call.
type deferred struct {
	call     func()
	recovers bool // what it calls itself may recover, if it is declared to
}

// newDefers is called at the beginning of every function that defers.
func (h *Host) newDefers() *defers { return &defers{host: h} }

// Push defers a function literal, or a call of a function that does not recover.
func (d *defers) Push(f func()) { d.funcs = append(d.funcs, deferred{call: f}) }

// PushCall defers a call of a function that may recover.
func (d *defers) PushCall(f func()) { d.funcs = append(d.funcs, deferred{f, true}) }

// Run runs the function's body and then the deferred calls, last first, whether
// or not the body panics. A panic of a deferred call takes the place of the one
// before. Run panics with the last one that was not recovered; it carries where
// it came from.
func (d *defers) Run(body func()) {
	p := d.host.protect(body)
	for len(d.funcs) > 0 {
		f := d.funcs[len(d.funcs)-1]
		d.funcs = d.funcs[:len(d.funcs)-1]
		d.current = p
		next := d.run(f)
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

// run makes a deferred call and returns its panic.
func (d *defers) run(f deferred) *panicking {
	defer d.host.enterDeferred(d, f.recovers)()
	return d.host.protect(f.call)
}

// Recover is the predeclared recover. In a function that no deferred call has
// called itself d is nil, and Recover returns nil.
func (d *defers) Recover() any {
	if d == nil || d.current == nil || d.current.recovered {
		return nil
	}
	d.current.recovered = true
	return d.current.Value
}

// protect runs f and returns its panic, nil when there was none.
func (h *Host) protect(f func()) (p *panicking) {
	defer func() {
		if v := recover(); v != nil {
			p = &panicking{Panic: h.engine.Recovered(v)}
		}
	}()
	f()
	return nil
}

// recoverer is called at the beginning of a function that mentions recover and
// is not a deferred literal: it returns the deferred calls whose panic the
// function may recover, nil when no deferred call has called it. It answers once,
// because the functions that this one calls may not recover.
func (h *Host) recoverer() *defers { return h.deferred.take() }

// deferStack finds the deferred calls that run on a goroutine, by its address. It has
// an entry only while they run.
type deferStack struct {
	mu  sync.Mutex
	top map[uintptr]*defers
}

// enterDeferred notes that a deferred call of d runs on this goroutine, until
// leave is called. Programs that recover only in deferred literals never ask,
// so nothing is noted for them.
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
	id := rtype.Goroutine()
	before := s.set(id, d)
	return func() { s.set(id, before) }
}

// take gives the goroutine's deferred call once.
func (s *deferStack) take() *defers { return s.set(rtype.Goroutine(), nil) }

// set notes d for a goroutine, nil for none, and returns what was noted before.
func (s *deferStack) set(id uintptr, d *defers) (before *defers) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before = s.top[id]
	switch {
	case d == nil:
		delete(s.top, id)
	case s.top == nil:
		s.top = map[uintptr]*defers{id: d}
	default:
		s.top[id] = d
	}
	return before
}
