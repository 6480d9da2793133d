package session

import "time"

// kill ends the session and stops its script at once. Compiled code that the
// script calls cannot be stopped: it is left behind.
func (s *Session) kill(reason error) {
	if s.stop(reason) {
		time.AfterFunc(noticeTime, s.leaveBehind)
	}
}

// noticeTime is how long a script that was killed has to return before it is
// taken for left behind.
const noticeTime = 500 * time.Millisecond

// stop is kill without what comes after noticeTime. It reports whether there was a
// script to stop.
func (s *Session) stop(reason error) bool {
	s.End(reason)
	s.mu.Lock()
	run := s.run
	s.killed = s.killed || run != nil
	s.queue = nil
	s.bury()
	s.mu.Unlock()
	if run != nil {
		run.Kill()
	}
	return run != nil
}

// bury keeps the run, which nothing is called of any more, for what is left of it.
// The caller kills it, and holds s.mu.
func (s *Session) bury() {
	if s.run != nil {
		s.run, s.dead = nil, s.run
	}
}

// leaveBehind goes on without the goroutines of a killed session that have not
// returned.
func (s *Session) leaveBehind() {
	n := s.left()
	if n == 0 {
		return
	}
	s.mu.Lock()
	run, stuck := s.dead, s.stuck
	s.stuck = nil
	s.mu.Unlock()
	s.log().Warn("code that cannot be stopped is left behind", "goroutines", n, "at", run.Where())
	if stuck != nil {
		(*stuck)()
	}
}

// left returns how many goroutines of a session whose run has ended have not
// returned, 0 for any other session.
func (s *Session) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dead == nil {
		return 0
	}
	n := s.working + s.dead.Goroutines()
	if s.turning {
		n++
	}
	return n
}
