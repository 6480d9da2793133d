package session

import (
	"errors"
	"fmt"
	"time"
)

// maxCallsPerTurn bounds the calls of a busy session between two patches.
const maxCallsPerTurn = 1_000

// enqueue puts a call of script code into the mailbox. It reports false when
// the session is over or the mailbox is full. A full mailbox ends the session:
// it cannot go on with a call missing.
func (s *Session) enqueue(f func()) bool {
	ok, start := s.admit(f, 0)
	if start {
		go s.turn(false)
	}
	return ok
}

// admit puts a call, for an event of so many bytes, into the mailbox. start reports that
// no turn runs: the caller has to run one.
func (s *Session) admit(f func(), bytes int) (ok, start bool) {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return false, false
	}
	full := ""
	switch {
	case len(s.queue) >= s.limits.Queue:
		full = fmt.Sprintf("%d calls", s.limits.Queue)
	case s.waiting > 0 && s.waiting+bytes > s.limits.QueueBytes:
		full = fmt.Sprintf("%d bytes", s.waiting)
	}
	if full != "" {
		s.mu.Unlock()
		s.counts.overfull.Add(1)
		s.kill(fmt.Errorf("%w: %s are waiting", errQueue, full))
		return false, false
	}
	defer s.mu.Unlock()
	s.queue = append(s.queue, f)
	s.waiting += bytes
	start = !s.turning
	s.turning = true
	return true, start
}

// post is enqueue for components. A call that a component posts while it
// handles an event goes ahead of the mailbox, so that it does not see the
// effects of later events.
func (s *Session) post(f func()) bool {
	s.mu.Lock()
	ahead := s.taking && !s.over && len(s.answers) < s.limits.Queue
	if ahead {
		s.answers = append(s.answers, f)
	}
	s.mu.Unlock()
	return ahead || s.enqueue(f)
}

// taken calls give, which hands events to components, and puts the calls that
// they post ahead of the mailbox. It runs in the turn.
func (s *Session) taken(give func()) {
	s.mu.Lock()
	s.taking = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.over {
			s.queue = append(s.answers, s.queue...)
		}
		s.taking, s.answers = false, nil
	}()
	give()
}

// wake starts a turn if none runs, to settle and to send.
func (s *Session) wake() {
	s.mu.Lock()
	s.woken = true
	start := !s.turning && !s.over
	if start {
		s.turning = true
	}
	s.mu.Unlock()
	if start {
		go s.turn(false)
	}
}

// turn empties the mailbox, settles the document and sends, until nothing is
// left to do. One turn runs at a time; the caller has set s.turning. When
// there is something to write, and after one round of a brief turn, the rest
// of the turn goes on in another goroutine: writing may take long.
func (s *Session) turn(brief bool) {
	s.visit.Document.Turn()
	watchdog := time.AfterFunc(s.limits.CallbackTimeout, s.ranAway)
	defer watchdog.Stop()
	for {
		s.callAll(watchdog)
		if s.Over() {
			s.finish()
			return
		}
		if err := s.settle(); s.endedItself(err) {
			s.finish()
			return
		} else if err != nil {
			s.report("the page could not be made", err)
		}
		var out outgoing
		if err := s.guard(func() { out = s.link.collect() }); err != nil {
			s.report("what has changed could not be written", err)
		}
		if s.rest() {
			watchdog.Stop()
			s.send(out)
			return
		}
		if brief || out.socket != nil {
			watchdog.Stop()
			go s.turn(false)
			s.send(out)
			return
		}
		watchdog.Reset(s.limits.CallbackTimeout)
	}
}

// send writes what was collected, and wakes the session if something was held
// back meanwhile.
func (s *Session) send(out outgoing) {
	if s.link.send(out) {
		s.wake()
	}
}

// callAll makes the calls that wait in the mailbox, each with the full time
// limit.
func (s *Session) callAll(watchdog *time.Timer) {
	for range maxCallsPerTurn {
		f := s.next()
		if f == nil {
			return
		}
		watchdog.Reset(s.limits.CallbackTimeout)
		if err := s.guard(f); s.endedItself(err) {
			return
		} else if err != nil {
			s.report("a callback failed", err)
		}
	}
}

// next takes the next call out of the mailbox; nil when it is empty.
func (s *Session) next() func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		s.woken = false
		return nil
	}
	f := s.queue[0]
	s.queue[0] = nil
	s.queue = s.queue[1:]
	if len(s.queue) == 0 {
		s.queue = nil
	}
	return f
}

// rest ends the turn if nothing is left to do, and reports whether it did.
// Being woken is not enough to go on: settling itself wakes the session, for
// work it has done.
func (s *Session) rest() bool {
	for {
		s.mu.Lock()
		woken := s.woken
		s.woken = false
		if s.over || len(s.queue) > 0 {
			s.mu.Unlock()
			return false
		}
		if !woken {
			s.turning = false
			s.mu.Unlock()
			return true
		}
		s.mu.Unlock()
		if s.Document().Dirty() || s.link.owes() {
			return false
		}
	}
}

// finish makes the last calls of a session that is over, those given to
// OnClose, and stops its run.
func (s *Session) finish() {
	for {
		s.mu.Lock()
		waiting, run := len(s.queue) > 0, s.run
		if !waiting {
			s.turning = false
			s.bury()
		}
		s.mu.Unlock()
		if !waiting {
			if run != nil {
				run.Kill()
			}
			s.onRest(s)
			return
		}
		if err := s.guard(s.next()); err != nil && !errors.Is(err, ErrOver) {
			s.log().Error("OnClose failed", "err", err)
		}
	}
}

// ranAway ends a session whose callback does not return in time. App has a time limit
// of its own.
func (s *Session) ranAway() {
	s.mu.Lock()
	opening := s.opening
	s.mu.Unlock()
	if opening {
		return
	}
	s.counts.overlong.Add(1)
	s.kill(fmt.Errorf("%w: over %v", errCallback, s.limits.CallbackTimeout))
}
