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
	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// Limits bounds a session. The zero value of a field stands for its default.
type Limits struct {
	StartTimeout    time.Duration // of App and the first settling; 30 s
	CallbackTimeout time.Duration // of one callback; 30 s
	Queue           int           // calls that wait for the turn; 10,000
	QueueBytes      int           // of the events that wait, but for the first; 64 MiB
	Replay          int           // patches kept for a browser that reconnects; 256
	ReplayBytes     int           // bytes of these patches; 1 MiB
	Timers          int           // running timers, see pn.Session.Every; 1,000
}

// withDefaults replaces zero fields by their defaults.
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
	def(&l.QueueBytes, 64<<20)
	def(&l.Replay, 256)
	def(&l.ReplayBytes, 1<<20)
	def(&l.Timers, 1_000)
	return l
}

// Session is one visitor's live run of a program. Its methods may be called
// from any goroutine.
//
// Lock order: ordering, then mu or the lock of link. mu and the lock of link
// are never held together, and no script code runs under any of them.
type Session struct {
	id     string
	visit  *visit.Visit
	script *pn.Session
	prog   Program
	limits *Limits
	counts *counters
	log    func() *slog.Logger // made when it is needed
	ends   func() *slog.Logger // log without a limit, for the one line of the session's end
	dev    bool
	onEnd  func(*Session)
	onRest func(*Session) // it has ended, and something of it has returned
	client string         // whose session it is, if clients are counted; guarded by the manager's mutex

	ctx    context.Context
	cancel context.CancelCauseFunc

	mu      sync.Mutex
	run     Run      // nil before the start and after the end
	dead    Run      // the run after the end
	killed  bool     // the script was stopped
	queue   []func() // the mailbox
	waiting int      // bytes of the events in it
	taking  bool     // a component handles an event
	answers []func() // calls that it has posted meanwhile
	turning bool     // a turn runs
	working int      // functions given to Start that run
	stuck   *func()  // frees the goroutine of a caller of Turn that is left behind
	woken   bool     // something is to be settled or sent
	over    bool
	live    bool // a browser has been connected
	spare   bool // belongs to no visitor yet
	opening bool // Open has not returned yet
	onLoad  []func()
	onClose []func()
	starts  []func(context.Context)
	timers  map[*timer]struct{}

	panics  frequency // of goroutines
	reports frequency // of errors to the page

	ordering sync.Mutex // held while an event gets its place in the mailbox
	link     *link
}

// newSession makes a session of a program for a request. Nothing runs until
// Open.
func newSession(id string, prog Program, r *visit.Request, m *Manager) *Session {
	s := &Session{id: id, prog: prog, limits: &m.limits, counts: &m.counts, dev: m.dev, onEnd: m.forget, onRest: m.rested, opening: true}
	s.ends = func() *slog.Logger { return m.log.With("app", prog.Slug(), "session", id[:min(8, len(id))]) }
	s.log = sync.OnceValue(func() *slog.Logger { return slog.New(logs.Limit(s.ends().Handler())) })
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	s.turning = true // no turn may start before the script's session is there
	s.visit = visit.New(r, host{s})
	s.script = pn.NewSession(s.visit)
	s.turning = false
	v := s.visit
	if m.supply != nil {
		v.Document.SupplyBy(func(k document.Kind) document.Asset { return m.supply(prog.Slug(), k, v) })
	}
	s.link = newLink(v.Document, func() string { return v.Page().Title }, s.limits, s.counts, s.wake)
	return s
}

// ID returns the session's id, unsigned.
func (s *Session) ID() string { return s.id }

// Script returns the session as the script sees it.
func (s *Session) Script() *pn.Session { return s.script }

// Page returns what the script has said of its page.
func (s *Session) Page() visit.Page { return s.visit.Page() }

// ReadFiles returns the names of the app's files that the run has read.
func (s *Session) ReadFiles() []string { return s.visit.Files() }

// Request returns the request for which the session runs.
func (s *Session) Request() *visit.Request { return s.visit.Request }

// Info returns the information of that request.
func (s *Session) Info() visit.Info { return s.visit.Request.Info() }

// Program returns the program that the session runs.
func (s *Session) Program() Program { return s.prog }

// Errors that end a session or a start.
var (
	ErrOver    = errors.New("the session is over") // an ordinary end
	ErrTimeout = errors.New("took too long")       // App or a callback
)

// Open starts the program and runs App until the document is settled, ctx is
// done or the time is over. When it returns an error the session has ended, and
// what does not return is left behind.
func (s *Session) Open(ctx context.Context) error {
	defer s.opened()
	visitor := ctx
	ctx, giveUp := context.WithCancelCause(context.WithoutCancel(visitor))
	defer giveUp(nil)
	defer context.AfterFunc(visitor, func() { giveUp(whyDone(visitor)) })()
	defer context.AfterFunc(s.ctx, func() { giveUp(context.Cause(s.ctx)) })()
	limit := time.AfterFunc(s.limits.StartTimeout, func() {
		giveUp(fmt.Errorf("%w: over %v", errStart, s.limits.StartTimeout))
	})
	defer limit.Stop()

	err := s.start(ctx)
	if errors.Is(err, ErrTimeout) {
		s.counts.overlong.Add(1)
	}
	return err
}

// whyDone returns an error that wraps both why a context is done and what cancelled it.
func whyDone(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != ctx.Err() {
		return fmt.Errorf("%w: %w", ctx.Err(), cause)
	}
	return ctx.Err()
}

// start is Open within ctx.
func (s *Session) start(ctx context.Context) error {
	run, err := s.prog.Start(ctx, s.goroutinePanicked)
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
		s.endedItself(err)
		done <- err
	})

	select {
	case err = <-done:
		if (err == nil || errors.Is(err, ErrOver)) && s.Over() {
			err = context.Cause(s.ctx)
		}
		if err != nil {
			s.End(err)
		}
	case <-ctx.Done():
		if err = context.Cause(ctx); ended(err) != "" {
			return err
		}
		err = fmt.Errorf("start %s: %w", s.prog.Slug(), err)
		s.kill(err)
		if at := run.Where(); at != "" {
			err = fmt.Errorf("%s: %w", at, err)
		}
	}
	return err
}

// opened starts the time in which a browser has to connect.
func (s *Session) opened() {
	s.link.expect()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening = false
}

// guard calls script code and turns a panic into an error. Of a run that was stopped
// it calls nothing: the error is ErrOver.
func (s *Session) guard(f func()) (err error) {
	s.mu.Lock()
	run := s.run
	s.mu.Unlock()
	if run == nil {
		return ErrOver
	}
	defer func() {
		if r := recover(); r != nil {
			err = run.Explain(r)
		}
	}()
	run.Work(f)
	return nil
}

// settle brings the document up to date. It runs script code: the functions of
// views, and what renders the script's own components. One that panics does not keep
// the others from running.
func (s *Session) settle() error {
	var failed []error
	for {
		var err error
		panicked := s.guard(func() { err = s.visit.Document.Settle() })
		if panicked == nil {
			return errors.Join(append(failed, err)...)
		}
		failed = append(failed, panicked)
		if len(failed) == maxReports || s.Over() || s.endedItself(panicked) {
			return errors.Join(failed...)
		}
	}
}

// Over reports whether the session has ended.
func (s *Session) Over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// End ends the session; reason is nil for an ordinary end. It leaves a line in the
// log, cancels the context and closes the socket at once. After the call that is under
// way the functions given to OnClose run, and then the run is stopped; End does not
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
	s.logEnd(reason)
	s.cancel(reason)
	s.link.end(reason, s.shown(reason))
	s.onEnd(s)
	if start {
		go s.turn(false)
	}
}

// FilesChanged says that files of the app's folder have changed: the page gets the modules
// among them anew.
func (s *Session) FilesChanged() {
	s.enqueue(func() { s.visit.Document.Resupply() })
}

// adopt gives a spare to a visitor, whose browser is to connect. It reports
// false when the session is over.
func (s *Session) adopt(info visit.Info) bool {
	s.link.expect()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare = false
	s.visit.Request.Open(info)
	return !s.over
}

// Document returns the session's tree of components.
func (s *Session) Document() *document.Document { return s.visit.Document }

// host is the session as package pn's Host.
type host struct{ *Session }

func (h host) Post(f func()) bool       { return h.post(f) }
func (h host) Dirty()                   { h.wake() }
func (h host) Context() context.Context { return h.ctx }
func (h host) Files() fs.FS             { return h.prog.Files() }
