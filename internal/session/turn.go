package session

import (
	"fmt"
	"time"
)

// maxCallsPerTurn bounds how long a busy session goes without a patch.
const maxCallsPerTurn = 1_000

// enqueue puts a call of script code into the mailbox. It reports false when
// the session is over or the mailbox is full; a full mailbox ends the session,
// because whatever was to run next would be missing.
func (s *Session) enqueue(f func()) bool {
	ok, start := s.admit(f)
	if start {
		go s.turn(false)
	}
	return ok
}

// admit puts a call into the mailbox, and says whether nobody is at it: then
// whoever called it has to run the turn.
func (s *Session) admit(f func()) (ok, start bool) {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return false, false
	}
	if len(s.queue) >= s.limits.Queue {
		s.mu.Unlock()
		s.counts.overfull.Add(1)
		s.kill(fmt.Errorf("the session's queue is full: %d calls are waiting", s.limits.Queue))
		return false, false
	}
	defer s.mu.Unlock()
	s.queue = append(s.queue, f)
	start = !s.turning
	s.turning = true
	return true, start
}

// post is enqueue for what components call for. What an event calls for comes
// before what waits already: a later event must not be seen by the answer to
// an earlier one.
func (s *Session) post(f func()) bool {
	s.mu.Lock()
	ahead := s.taking && !s.over && len(s.answers) < s.limits.Queue
	if ahead {
		s.answers = append(s.answers, f)
	}
	s.mu.Unlock()
	return ahead || s.enqueue(f)
}

// taken gives events to components, by give, and puts what they call for ahead
// of the mailbox. It runs in the turn.
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

// wake sees to it that a turn comes, if only to settle and to send.
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

// turn empties the mailbox, settles and sends, until there is nothing left to
// do. Only one turn runs at a time: turning says so. What remains while it
// writes, which may take long, is left to a goroutine of its own; a brief turn
// does that after one round in any case.
func (s *Session) turn(brief bool) {
	watchdog := time.AfterFunc(s.limits.CallbackTimeout, s.ranAway)
	defer watchdog.Stop()
	for {
		s.callAll(watchdog)
		if s.Over() {
			s.finish()
			return
		}
		if err := s.settle(); err != nil {
			s.report("the page could not be made", err)
		}
		out := s.link.collect()
		if s.rest() {
			watchdog.Stop()
			s.link.send(out)
			return
		}
		if brief || out.socket != nil {
			watchdog.Stop()
			go s.turn(false)
			s.link.send(out)
			return
		}
		watchdog.Reset(s.limits.CallbackTimeout)
	}
}

// callAll runs what waits in the mailbox, each call with the whole time limit.
func (s *Session) callAll(watchdog *time.Timer) {
	for range maxCallsPerTurn {
		f := s.next()
		if f == nil {
			return
		}
		watchdog.Reset(s.limits.CallbackTimeout)
		if err := s.guard(f); err != nil {
			s.report("a callback failed", err)
		}
	}
}

// next takes the next call out of the mailbox.
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

// rest ends the turn if nothing is left to do. To be woken is not enough: the
// turn itself wakes the session when it settles, and has done what it was
// woken for.
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

// finish stops the run of a session that is over, after its last call.
func (s *Session) finish() {
	for {
		s.mu.Lock()
		waiting, run := len(s.queue) > 0, s.run
		if !waiting {
			s.turning, s.run = false, nil
		}
		s.mu.Unlock()
		if !waiting {
			if run != nil {
				run.Kill()
			}
			return
		}
		if err := s.guard(s.next()); err != nil {
			s.log.Error("OnClose failed", "err", err)
		}
	}
}

// ranAway ends a session whose callback does not return.
func (s *Session) ranAway() {
	s.counts.overlong.Add(1)
	s.kill(fmt.Errorf("a callback %w: over %v", ErrTimeout, s.limits.CallbackTimeout))
}
