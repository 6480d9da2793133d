package session

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// timer calls a function again and again. It leaves out a tick while the call
// of the one before still waits.
type timer struct {
	session *Session
	every   time.Duration
	f       func()

	mu      sync.Mutex
	clock   *time.Timer
	waiting bool
	stopped bool
}

// Every calls f in the turn each d, from when the session is live until stop
// is called or the session ends. It panics when the session has too many
// timers.
func (h host) Every(d time.Duration, f func()) (stop func()) {
	s := h.Session
	t := &timer{session: s, every: d, f: f}
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return t.stop
	}
	if len(s.timers) >= s.limits.Timers {
		s.mu.Unlock()
		panic(fmt.Sprintf("a session has at most %d timers: stop those that are not needed", s.limits.Timers))
	}
	if s.timers == nil {
		s.timers = map[*timer]struct{}{}
	}
	s.timers[t] = struct{}{}
	live := s.live
	s.mu.Unlock()

	if live {
		t.start()
	}
	return func() {
		t.stop()
		s.mu.Lock()
		delete(s.timers, t)
		s.mu.Unlock()
	}
}

func (t *timer) start() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.clock == nil && !t.stopped {
		t.clock = time.AfterFunc(t.every, t.tick)
	}
}

func (t *timer) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stopped = true
	if t.clock != nil {
		t.clock.Stop()
	}
}

func (t *timer) tick() {
	t.mu.Lock()
	if t.stopped {
		t.mu.Unlock()
		return
	}
	t.clock.Reset(t.every)
	if t.waiting {
		t.mu.Unlock()
		return
	}
	t.waiting = true
	t.mu.Unlock()
	t.session.enqueue(t.run)
}

func (t *timer) run() {
	t.mu.Lock()
	stopped := t.stopped
	t.mu.Unlock()
	if !stopped {
		defer func() {
			t.mu.Lock()
			t.waiting = false
			t.mu.Unlock()
		}()
		t.f()
	}
}

// maxStarted bounds the functions that Start has been given and that have not returned.
const maxStarted = 20_000

// Start calls f on a goroutine of its own when the session is live. The
// context of f is cancelled when the session ends. It panics when there are
// too many such goroutines.
func (h host) Start(f func(context.Context)) {
	s := h.Session
	s.mu.Lock()
	if s.working+len(s.starts) >= maxStarted {
		s.mu.Unlock()
		panic(fmt.Sprintf("a session has at most %d goroutines that it has started", maxStarted))
	}
	live, over := s.live, s.over
	if !live && !over {
		s.starts = append(s.starts, f)
	}
	s.mu.Unlock()
	if live && !over {
		s.goGuarded(f)
	}
}

func (s *Session) goGuarded(f func(context.Context)) {
	s.mu.Lock()
	s.working++
	s.mu.Unlock()
	go func() {
		defer func() {
			s.mu.Lock()
			s.working--
			over := s.over
			s.mu.Unlock()
			if over {
				s.onRest(s)
			}
		}()
		if err := s.guard(func() { f(s.ctx) }); err != nil {
			s.goroutinePanicked(err)
		}
	}()
}

// OnLoad calls f in the turn once the session is live.
func (h host) OnLoad(f func()) {
	s := h.Session
	s.mu.Lock()
	live := s.live
	if !live && !s.over {
		s.onLoad = append(s.onLoad, f)
	}
	s.mu.Unlock()
	if live {
		s.enqueue(f)
	}
}

// OnClose calls f when the session ends.
func (h host) OnClose(f func()) {
	s := h.Session
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.onClose = append(s.onClose, f)
	}
}

// Active reports whether something starts by itself when the session goes
// live: a timer, a goroutine, or a function given to OnLoad.
func (s *Session) Active() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.timers)+len(s.starts)+len(s.onLoad) > 0
}

// isLive reports whether a browser has been connected.
func (s *Session) isLive() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live
}

// goLive starts, the first time a browser is connected, the timers, goroutines
// and OnLoad functions of the script.
func (s *Session) goLive() {
	s.mu.Lock()
	if s.live || s.over {
		s.mu.Unlock()
		return
	}
	s.live = true
	starts := s.starts
	s.queue = append(s.queue, s.onLoad...)
	s.starts, s.onLoad = nil, nil
	timers := make([]*timer, 0, len(s.timers))
	for t := range s.timers {
		timers = append(timers, t)
	}
	s.mu.Unlock()

	for _, t := range timers {
		t.start()
	}
	for _, f := range starts {
		s.goGuarded(f)
	}
}
