package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/pn"
)

// Limits bounds a session. The zero value of a field is its default.
type Limits struct {
	StartTimeout    time.Duration // for App and the first settling; 30 s
	CallbackTimeout time.Duration // for one callback; 30 s
	Queue           int           // calls waiting for the turn; 10,000
	Replay          int           // patches kept for a socket that comes back; 256
	ReplayBytes     int           // and their size; 1 MiB
	Timers          int           // Every and After under way; 1,000
}

func (l Limits) withDefaults() Limits {
	def := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	if l.StartTimeout <= 0 {
		l.StartTimeout = 30 * time.Second
	}
	if l.CallbackTimeout <= 0 {
		l.CallbackTimeout = 30 * time.Second
	}
	def(&l.Queue, 10_000)
	def(&l.Replay, 256)
	def(&l.ReplayBytes, 1<<20)
	def(&l.Timers, 1_000)
	return l
}

// Session is one visitor's live run of a program.
type Session struct {
	id     string
	script *pn.Session
	prog   Program
	limits *Limits
	counts *counters
	log    *slog.Logger
	dev    bool
	onEnd  func(*Session)
	client string // whose session it is, where that is counted; the manager's mutex guards it

	ctx    context.Context
	cancel context.CancelCauseFunc

	mu      sync.Mutex
	run     Run
	queue   []func()
	taking  bool     // an event is being given to its component
	answers []func() // that it called for meanwhile
	turning bool
	woken   bool
	over    bool
	live    bool
	spare   bool // waits for a visitor
	opening bool // App runs for the first time
	onLoad  []func()
	onClose []func()
	starts  []func(context.Context)
	timers  map[*timer]struct{}

	ordering sync.Mutex // held while an event gets its place in the mailbox
	link     *link
}

// New makes a session of a program for a request. Nothing runs until Open.
func newSession(id string, prog Program, r *pn.Request, m *Manager) *Session {
	s := &Session{id: id, prog: prog, limits: &m.limits, counts: &m.counts, dev: m.dev, onEnd: m.forget, opening: true}
	s.log = m.log.With("app", prog.Slug(), "session", id[:min(8, len(id))])
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	s.turning = true // making the page wakes the turn, which needs the page
	s.script = pn.NewSession(r, host{s})
	s.turning = false
	s.link = newLink(s.script.Document(), s.Title, s.limits, s.counts, s.wake)
	return s
}

// ID is the session's id, unsigned.
func (s *Session) ID() string { return s.id }

// Script is what the script sees of the session.
func (s *Session) Script() *pn.Session { return s.script }

// Title is the page's title as the script set it, "" when it did not.
func (s *Session) Title() string {
	title, _ := s.script.Page()
	return title
}

// Template is the name of the page's template as the script set it, "" when it
// did not.
func (s *Session) Template() string {
	_, template := s.script.Page()
	return template
}

// Info is the request that began the session.
func (s *Session) Info() pn.RequestInfo { return s.script.Info() }

// Program is what the session runs.
func (s *Session) Program() Program { return s.prog }

// Errors that end a session or a start.
var (
	ErrOver    = errors.New("the session is over")
	ErrTimeout = errors.New("took too long")
)

// Open starts the program and runs App until the document is settled. When it
// fails the session is over.
func (s *Session) Open(ctx context.Context) error {
	defer s.opened()
	run, err := s.prog.Start(s.goroutinePanicked)
	if err != nil {
		err = fmt.Errorf("start %s: %w", s.prog.Slug(), err)
		s.End(err)
		return err
	}
	s.mu.Lock()
	s.run = run
	s.mu.Unlock()
	done := make(chan error, 1)
	s.enqueue(func() {
		err := s.guard(func() { run.App(s.script) })
		if err == nil {
			err = s.settle()
		}
		done <- err
	})
	limit := time.NewTimer(s.limits.StartTimeout)
	defer limit.Stop()
	select {
	case err = <-done:
		if err == nil && s.Over() { // a script that is stopped returns as if all were well
			err = context.Cause(s.ctx)
		}
	case <-s.ctx.Done():
		err = context.Cause(s.ctx)
	case <-limit.C:
		err = fmt.Errorf("func App %w: over %v", ErrTimeout, s.limits.StartTimeout)
	case <-ctx.Done():
		err = fmt.Errorf("start %s: %w", s.prog.Slug(), ctx.Err())
	}
	switch {
	case errors.Is(err, ErrTimeout), ctx.Err() != nil:
		if errors.Is(err, ErrTimeout) {
			s.counts.overlong.Add(1)
		}
		s.kill(err)
	case err != nil:
		s.End(err)
	}
	return err
}

// opened begins the time in which somebody has to come.
func (s *Session) opened() {
	s.link.expect()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening = false
}

// guard runs script code and turns a panic into an error.
func (s *Session) guard(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = s.explain(r)
		}
	}()
	f()
	return nil
}

func (s *Session) explain(recovered any) error {
	s.mu.Lock()
	run := s.run
	s.mu.Unlock()
	if run == nil {
		return fmt.Errorf("panic: %v", recovered)
	}
	return run.Explain(recovered)
}

// settle brings the document up to date. It runs script code: views.
func (s *Session) settle() error {
	var err error
	if panicked := s.guard(func() { err = s.script.Document().Settle() }); panicked != nil {
		return panicked
	}
	return err
}

func (s *Session) goroutinePanicked(err error) {
	s.report("a goroutine panicked", err)
}

// Over reports whether the session has ended.
func (s *Session) Over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// End ends the session for a reason, nil for an ordinary end. Its context is
// done and its socket closed at once; then, after the call that is under way,
// the functions given to OnClose run, and the run is stopped. End does not
// wait for that.
func (s *Session) End(reason error) {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return
	}
	s.over = true
	s.queue, s.onClose, s.onLoad, s.starts = s.onClose, nil, nil, nil
	for t := range s.timers {
		t.stop()
	}
	s.timers = nil
	start := !s.turning
	s.turning = true
	s.mu.Unlock()
	if reason == nil {
		reason = ErrOver
	}
	s.cancel(reason)
	s.link.end(reason)
	s.onEnd(s)
	if start {
		go s.turn(false)
	}
}

// kill ends the session and stops its script where it stands.
func (s *Session) kill(reason error) {
	s.End(reason)
	s.mu.Lock()
	run := s.run
	s.run, s.queue = nil, nil
	s.mu.Unlock()
	if run != nil {
		run.Kill()
	}
}

// adopt makes a spare the session of a visitor, whose browser is to come. It
// reports false when the session is over.
func (s *Session) adopt(info pn.RequestInfo) bool {
	s.link.expect()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare = false
	s.script.Open(info)
	return !s.over
}

// Document is the session's tree.
func (s *Session) Document() *document.Document { return s.script.Document() }

// host is what the script's session is given.
type host struct{ *Session }

func (h host) Post(f func()) bool       { return h.post(f) }
func (h host) Dirty()                   { h.wake() }
func (h host) Context() context.Context { return h.ctx }
func (h host) Files() fs.FS             { return h.prog.Files() }
