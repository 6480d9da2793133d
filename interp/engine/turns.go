package engine

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

// A function that runs long would keep a processor for itself, and Go looks at the
// network only when a processor has nothing to do, or every 10 ms. So what runs long
// takes turns: of all engines of the process, one call less than there are processors
// runs at a time, each for yieldAfter instructions, and the processor that is left is
// there for what is short, such as the answer to a click.
//
// Engines with calls that wait get turns one after the other, however many calls each
// of them has. A call that does not end its turn in time is asleep, or in compiled
// code, and loses it. So no call waits without an end for one that does not run, and a
// call that sleeps with its turn delays the next by turnTime.

// turnTime is how long a call keeps its turn when others wait.
const turnTime = 5 * time.Millisecond

// turns are the turns of a process.
type turns struct {
	mu      sync.Mutex
	limit   int       // how many there may be at a time; 0 before the first has begun
	taken   []turn    // those that have begun, the oldest first
	waiting []*Engine // those with calls in their queue, the next first
}

// turn is one call's.
type turn struct {
	goroutine uintptr // that of the call
	began     time.Time
}

// queued is a call that waits for its turn.
type queued struct {
	goroutine uintptr
	begin     chan struct{} // closed when the turn begins
}

var allTurns turns

// Turn lets other calls run, also those of other engines, before the calling goroutine
// goes on. It is for what scripts do that costs more than an instruction.
func (e *Engine) Turn() { e.turn() }

// EndTurn ends the turn of the calling goroutine, if it has one: it calls into the
// engine no more for now.
func (e *Engine) EndTurn() {
	if e.takes.Load() {
		allTurns.end(e.host.Goroutine())
	}
}

// turn is Turn. It reports whether the goroutine had no turn before.
func (e *Engine) turn() (first bool) {
	if !e.takes.Load() {
		e.takes.Store(true)
	}
	return allTurns.next(e, e.host.Goroutine())
}

// next ends the turn of a goroutine, which is the calling one, if it has a turn, and
// waits for another. It reports whether the goroutine had none before.
func (t *turns) next(e *Engine, me uintptr) (first bool) {
	t.mu.Lock()
	if t.limit == 0 {
		t.limit = max(1, runtime.GOMAXPROCS(0)-1)
	}
	first = !t.drop(me)
	if len(t.taken) < t.limit && len(t.waiting) == 0 {
		t.begin(me)
		t.mu.Unlock()
		runtime.Gosched()
		return first
	}
	q := queued{me, make(chan struct{})}
	if len(e.queue) == 0 {
		t.waiting = append(t.waiting, e)
	}
	e.queue = append(e.queue, q)
	t.hand()
	t.mu.Unlock()

	late := time.NewTicker(turnTime)
	defer late.Stop()
	for {
		select {
		case <-q.begin:
			return first
		case <-late.C:
			t.reclaim()
		}
	}
}

// end ends the turn of a goroutine, if it has not lost it.
func (t *turns) end(me uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.drop(me) {
		t.hand()
	}
}

// reclaim takes the turns away that have not ended in time.
func (t *turns) reclaim() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.taken) > 0 && time.Since(t.taken[0].began) >= turnTime {
		t.drop(t.taken[0].goroutine)
		t.hand()
	}
}

// hand begins the turns that are free for calls that wait. The lock must be held.
func (t *turns) hand() {
	for len(t.taken) < t.limit && len(t.waiting) > 0 {
		e := t.waiting[0]
		q := e.queue[0]
		t.waiting, e.queue = t.waiting[1:], e.queue[1:]
		if len(e.queue) > 0 {
			t.waiting = append(t.waiting, e)
		}
		t.begin(q.goroutine)
		close(q.begin)
	}
}

// begin begins a goroutine's turn. The lock must be held, and one must be free.
func (t *turns) begin(goroutine uintptr) {
	t.taken = append(t.taken, turn{goroutine, time.Now()})
}

// drop ends a goroutine's turn, if it has one. The lock must be held.
func (t *turns) drop(goroutine uintptr) (had bool) {
	i := slices.IndexFunc(t.taken, func(t turn) bool { return t.goroutine == goroutine })
	if i < 0 {
		return false
	}
	t.taken = slices.Delete(t.taken, i, i+1)
	return true
}
