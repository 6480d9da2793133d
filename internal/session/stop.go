package session

import (
	"context"
	"sync"
	"time"
)

// Close ends every session and stops the manager. Functions given to OnClose
// may still be running when it returns; each is bounded by the time limit of a
// callback.
func (m *Manager) Close() {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return
	}
	m.closed = true
	m.mu.Unlock()
	close(m.stop)
	<-m.swept
	for _, s := range m.Sessions() {
		s.End(ErrAway)
	}
}

// Shutdown is Close, and waits until the functions given to OnClose have returned.
// When ctx is done it kills the sessions that are left, and leaves behind what
// does not return within noticeTime.
func (m *Manager) Shutdown(ctx context.Context) {
	m.Close()
	if m.finished(ctx) {
		return
	}
	killed := m.unfinished()
	for _, s := range killed {
		s.stop(ErrAway)
	}
	time.Sleep(noticeTime)
	var told sync.WaitGroup
	for _, s := range killed {
		told.Go(s.leaveBehind) // each looks for its line for a moment
	}
	told.Wait()
}

// finished waits until no session is unfinished. It reports false when ctx is done
// first.
func (m *Manager) finished(ctx context.Context) bool {
	for len(m.unfinished()) > 0 {
		select {
		case <-m.atRest:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// unfinished lists the sessions that have ended, but whose last turn has not. A
// session that was killed is left behind, and not waited for.
func (m *Manager) unfinished() (list []*Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for s := range m.ended {
		if s.finishing() {
			list = append(list, s)
		}
	}
	return list
}

// rested forgets a session that has ended when nothing of it runs any more.
func (m *Manager) rested(s *Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s.atRest() {
		delete(m.ended, s)
	}
	select {
	case m.atRest <- struct{}{}:
	default:
	}
}

// Left is the number of goroutines that sessions have left behind, in compiled code
// that cannot be stopped. It forgets the sessions of which none is left.
func (m *Manager) Left() (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for s := range m.ended {
		n += s.left()
		if s.atRest() {
			delete(m.ended, s)
		}
	}
	return n
}

// finishing reports whether a turn of a session that has ended runs, and was not
// stopped.
func (s *Session) finishing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.turning && !s.killed
}

// atRest reports whether nothing of a session that has ended runs any more.
func (s *Session) atRest() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.turning && s.working == 0 && (s.dead == nil || s.dead.Goroutines() == 0)
}
