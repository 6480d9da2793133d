package iter

// turns lets a sequence in a goroutine of its own and the one that pulls from it
// run by turns, never both. So what they share needs no lock.
type turns struct {
	name string // of the function, for messages

	begun  bool // the sequence has its goroutine
	asked  bool // next was called, and the sequence has not answered
	ready  bool // it answered with a value
	done   bool // there will be no more values
	broken bool // it panicked, and nobody was told
	reason any  // what it panicked with

	ask    chan bool // gives the sequence its turn
	answer chan bool // gives it back
}

func newTurns(name string) *turns {
	return &turns{name: name, ask: make(chan bool), answer: make(chan bool)}
}

// take gives the sequence its turn and reports whether it has a value.
func (t *turns) take(run func()) bool {
	if t.done {
		return false
	}
	if t.asked {
		panic(t.name + ": next called again before yield")
	}
	t.asked, t.ready = true, false
	if t.begun {
		t.ask <- true
	} else {
		t.begun = true
		go t.run(run)
	}
	<-t.answer
	t.fail()
	return t.ready
}

// stop ends the sequence: where it waits to go on, yield returns false. Called
// by the sequence itself it takes effect at the next yield.
func (t *turns) stop() {
	if t.done {
		return
	}
	t.done = true
	if !t.begun || t.asked {
		return
	}
	t.ask <- true
	<-t.answer
	t.fail()
}

// offer reports whether the sequence may still hand out a value.
func (t *turns) offer() bool {
	if t.done {
		return false
	}
	if !t.asked {
		panic(t.name + ": yield called again before next")
	}
	return true
}

// give hands a value out, waits for the next turn, and reports whether to go on.
func (t *turns) give() bool {
	t.asked, t.ready = false, true
	t.answer <- true
	<-t.ask
	return !t.done
}

// run is the goroutine of the sequence.
func (t *turns) run(seq func()) {
	over := false
	defer func() {
		if !over {
			t.reason = recover()
			t.broken = t.reason != nil
		}
		t.done, t.ready = true, false
		t.answer <- true
	}()
	seq()
	over = true
}

// fail panics with what the sequence panicked with, once.
func (t *turns) fail() {
	if t.broken {
		t.broken = false
		panic(t.reason)
	}
}
