package host

import (
	"go/token"
	"sync"
	"time"
)

// running are the calls of the script's functions by compiled code that have not
// returned: of callbacks, of goroutines, of initialisers. They say where a script is
// that waits in compiled code, which no kill ends.
type running struct {
	mu    sync.Mutex
	calls []runningCall
	free  []int  // places in calls
	begun uint64 // calls so far
}

// runningCall is one call, with its number in the order of their beginnings. A free
// place has no position.
type runningCall struct {
	at    token.Pos
	begun uint64
}

// begin notes a call of the function at a position, and returns its place.
func (r *running) begin(at token.Pos) (place int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begun++
	if len(r.free) == 0 {
		r.calls = append(r.calls, runningCall{at, r.begun})
		return len(r.calls) - 1
	}
	place = r.free[len(r.free)-1]
	r.free = r.free[:len(r.free)-1]
	r.calls[place] = runningCall{at, r.begun}
	return place
}

// end notes that a call has returned.
func (r *running) end(place int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls[place] = runningCall{}
	r.free = append(r.free, place)
}

// oldest returns the position of the function that was called first, of those that
// have not returned, but for the functions that lowering has added, which stand
// at begin.
func (r *running) oldest(begin token.Pos) (at token.Pos) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var first uint64
	for _, c := range r.calls {
		if c.at > begin && (at == token.NoPos || c.begun < first) {
			at, first = c.at, c.begun
		}
	}
	return at
}

// stoppedAt notes where the interpreter was stopped: in the function that was called
// last, which notices it first. yaegi's execution of the program has ended when it
// returns.
func (h *Host) stoppedAt(at token.Pos) {
	<-h.killed
	if at > h.program.begin {
		h.stopped <- at // has room for the one call
	}
}

// noticeTime bounds the wait for a script to notice that it was stopped. Between two
// instructions it does so at once, in compiled code only when that returns.
const noticeTime = 100 * time.Millisecond

// Where returns the position of the script at which the interpreter was stopped, once
// that was noticed. Until then it is that of the function that has run for longest, of
// initialisers that of the function that was called last; NoPos when nothing runs.
func (h *Host) Where() token.Pos {
	if h.Over() {
		select {
		case at := <-h.stopped:
			h.stopped <- at
			return at
		case <-time.After(noticeTime):
		}
	}
	if h.start.Load() != started {
		return token.Pos(h.entered.Load())
	}
	return h.running.oldest(h.program.begin)
}

// Over reports whether the run of the interpreter has ended.
func (h *Host) Over() bool {
	select {
	case <-h.killed: // nil, and never ready, in a shared one
		return true
	default:
		return false
	}
}

// Goroutines returns how many goroutines that the script has started have not ended.
func (h *Host) Goroutines() int { return int(h.goroutines.Load()) }

// How far the initialisers of a program are.
const (
	started  = iota // they are done
	starting        // they run
	givenUp         // they were stopped
)

// GiveUp stops the initialisers, if they are not done: no function of the script
// begins any more. The caller stops those that run.
func (h *Host) GiveUp() { h.start.CompareAndSwap(starting, givenUp) }

// starts notes that initialisers call a function at a position. It panics when they
// were given up.
func (h *Host) starts(state int32, pos token.Pos) {
	if state == givenUp {
		<-h.killed // as stoppedAt does
		panic(ErrEnded)
	}
	if pos > h.program.begin {
		h.entered.Store(int64(pos))
	}
}
