package session_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// logged is a log that a test reads.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// stuck is an app with a button whose callback waits for a gate, as in compiled code
// that cannot be stopped.
func stuck(gate chan bool) func(*pn.Session) {
	return func(s *pn.Session) { s.Main(pn.Button("Wait").OnClick(func() { <-gate })) }
}

// manage makes a manager that logs.
func manage(o session.Options) (*session.Manager, *logged) {
	log := &logged{}
	o.Log = slog.New(slog.NewTextHandler(log, nil))
	return session.NewManager(o), log
}

func open(t *testing.T, m *session.Manager, p session.Program) *session.Session {
	t.Helper()
	s, err := m.Start(t.Context(), p, visit.NewRequest(visit.Info{}))
	if err != nil {
		t.Fatal(err)
	}
	s.PageSent("")
	return s
}

// Shutdown waits for the functions given to OnClose.
func TestShutdownWaitsForOnClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := manage(session.Options{})
		var closed atomic.Int32
		for range 3 {
			open(t, m, program(func(s *pn.Session) {
				s.OnClose(func() {
					time.Sleep(time.Second)
					closed.Add(1)
				})
			}))
		}
		m.Shutdown(t.Context())
		if n := closed.Load(); n != 3 {
			t.Errorf("%d of 3 functions have returned", n)
		}
	})
}

// When the time is over, Shutdown leaves behind the session whose callback does not
// return. The others have closed in good order.
func TestShutdownLeavesBehindWhatDoesNotReturn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, log := manage(session.Options{CheckUnused: time.Hour})
		gate, closed := make(chan bool), false
		bad := open(t, m, program(stuck(gate)))
		open(t, m, program(func(s *pn.Session) { s.OnClose(func() { closed = true }) }))
		attach(bad, session.Join{})
		go send(bad, event(1, "c1", "click", ""))
		synctest.Wait()

		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		m.Shutdown(ctx)
		if !closed {
			t.Error("the other session was not closed")
		}
		if n := m.Left(); n != 1 {
			t.Errorf("%d goroutines are left behind, want 1", n)
		}
		if !strings.Contains(log.String(), "left behind") || !strings.Contains(log.String(), "goroutines=1 at=app.go:7:1") {
			t.Errorf("the log says:\n%s", log)
		}
		close(gate)
		synctest.Wait()
		if n := m.Left(); n != 0 {
			t.Errorf("%d goroutines are left behind after all have returned", n)
		}
	})
}

// A callback that does not return is left behind at its time limit: the goroutine that
// reads the events is given up. An OnClose that does not return, and a function given to Go, are
// as well.
func TestACallbackIsLeftBehind(t *testing.T) {
	apps := map[string]func(gate chan bool) func(*pn.Session){
		"a callback": stuck,
		"OnClose": func(gate chan bool) func(*pn.Session) {
			return func(s *pn.Session) {
				s.OnClose(func() { <-gate })
				s.Main(pn.Button("Wait").OnClick(func() { time.Sleep(time.Millisecond) }))
			}
		},
		"Go": func(gate chan bool) func(*pn.Session) {
			return func(s *pn.Session) {
				s.Go(func(context.Context) { <-gate })
				s.Main(pn.Button("Loop").OnClick(func() { time.Sleep(time.Minute) }))
			}
		},
	}
	for name, app := range apps {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, log := manage(session.Options{CheckUnused: time.Hour, Limits: session.Limits{CallbackTimeout: time.Second}})
				gate := make(chan bool)
				s := open(t, m, program(app(gate)))
				attach(s, session.Join{})
				freed := make(chan bool, 1)
				go func() {
					if start, _ := s.Event(event(1, "c1", "click", "")); start {
						s.Turn(func() { freed <- true })
					}
				}()
				if name == "OnClose" {
					synctest.Wait()
					s.End(nil) // the functions come after the callback, on its goroutine
				}
				<-freed
				if !s.Over() || m.Left() == 0 || !strings.Contains(log.String(), "left behind") {
					t.Errorf("over: %v, left behind: %d, the log says:\n%s", s.Over(), m.Left(), log)
				}
				close(gate)
				time.Sleep(time.Hour)
				if n := m.Left(); n != 0 {
					t.Errorf("%d goroutines are left behind after all have returned", n)
				}
				m.Shutdown(t.Context())
			})
		})
	}
}

// A function given to Go that goes on after an ordinary end is counted, too.
func TestAnOrdinaryEndLeavesBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := manage(session.Options{CheckUnused: time.Hour})
		s := open(t, m, program(func(s *pn.Session) { s.Go(func(context.Context) { time.Sleep(time.Minute) }) }))
		attach(s, session.Join{})
		s.End(nil)
		synctest.Wait()
		if n := m.Left(); n != 1 {
			t.Errorf("%d goroutines are left behind, want 1", n)
		}
		time.Sleep(time.Hour)
		if n := m.Left(); n != 0 {
			t.Errorf("%d goroutines are left behind after all have returned", n)
		}
		m.Shutdown(t.Context())
	})
}

// A start is given up at its time limit, wherever it is.
func TestAStartIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, log := manage(session.Options{Limits: session.Limits{StartTimeout: time.Second}})
		gate := make(chan bool)
		for name, p := range map[string]session.Program{
			"the initialisers": initialising{gate: gate},
			"App":              program(func(*pn.Session) { <-gate }),
		} {
			_, err := m.Start(t.Context(), p, visit.NewRequest(visit.Info{}))
			if !errors.Is(err, session.ErrTimeout) || !strings.Contains(err.Error(), "over 1s") {
				t.Errorf("%s: %v", name, err)
			}
		}
		time.Sleep(time.Second)
		if !strings.Contains(log.String(), "left behind") || m.Len() != 0 || m.Left() != 1 {
			t.Errorf("%d sessions, %d goroutines left behind, the log says:\n%s", m.Len(), m.Left(), log)
		}
		close(gate)
		m.Shutdown(t.Context())
	})
}

// A start is given up when the server is closed, too.
func TestShutdownGivesUpStarts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := manage(session.Options{})
		failed := make(chan error, 1)
		go func() {
			_, err := m.Start(t.Context(), initialising{}, visit.NewRequest(visit.Info{}))
			failed <- err
		}()
		synctest.Wait()
		m.Shutdown(t.Context())
		if err := <-failed; !errors.Is(err, session.ErrAway) {
			t.Errorf("got %v", err)
		}
	})
}

// initialising is a program whose initialisers do not end.
type initialising struct {
	program
	gate chan bool
}

func (p initialising) Start(ctx context.Context, _ func(error)) (session.Run, error) {
	<-ctx.Done()
	return nil, context.Cause(ctx)
}

// ending is a program that ends itself, as by os.Exit.
type ending struct{ program }

type endingRun struct {
	run
	ended *session.Ending
}

var errEnded = mistake{"exit"}

func (p ending) Start(context.Context, func(error)) (session.Run, error) {
	r := endingRun{ended: new(session.Ending)}
	r.run = func(s *pn.Session) {
		exit := func() { *r.ended = errEnded }
		text := pn.Text("before")
		s.Main(pn.Button("Exit").OnClick(func() { exit(); panic(errEnded) }), pn.Button("Swallowed").OnClick(exit), text,
			pn.Button("Settle").OnClick(func() { text.Set("after") }), pn.View(func() pn.Component {
				if text.Value() != "before" {
					exit()
					panic(errEnded)
				}
				return pn.Text("fine")
			}))
		if s.Arg("exit", "") != "" {
			exit()
		}
	}
	return r, nil
}

func (r endingRun) Ended() session.Ending { return *r.ended }

// A script that ends itself ends its session: the page says why, and the event is
// not acknowledged, nor is any other.
func TestAScriptEndsItself(t *testing.T) {
	for name, id := range map[string]string{"a panic": "c1", "swallowed": "c2", "while settling": "c4"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, log := manage(session.Options{})
				defer m.Close()
				s := open(t, m, ending{})
				c := attach(s, session.Join{})
				c.take()
				send(s, event(1, id, "click", ""))
				send(s, event(2, "c2", "click", ""))
				synctest.Wait()
				if got := c.take(); got != "" {
					t.Errorf("after the end came:\n%s", got)
				}
				if got := c.reason(); got != "4000 the page has ended itself" || strings.Count(log.String(), "reason=exit at=app.go:7:1") != 1 {
					t.Errorf("closed with %q, the log says:\n%s", got, log)
				}
			})
		})
	}
}

// One that ends itself in App does not start.
func TestAppEndsItself(t *testing.T) {
	m, _ := manage(session.Options{})
	defer m.Close()
	if _, err := m.Start(t.Context(), ending{}, visit.NewRequest(visit.Info{RawQuery: "exit=1"})); !errors.Is(err, errEnded) {
		t.Errorf("got %v", err)
	}
}

// A session cannot start goroutines without a bound.
func TestTooManyGoroutines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var failed any
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			s.Main(pn.Button("Start").OnClick(func() {
				defer func() { failed = recover() }()
				for {
					s.Go(func(ctx context.Context) { <-ctx.Done() })
				}
			}))
		})
		attach(s, session.Join{})
		if err := send(s, event(1, "c1", "click", "")); err != nil {
			t.Fatal(err)
		}
		if text := fmt.Sprint(failed); !strings.Contains(text, "at most 20000 goroutines") {
			t.Errorf("it ends with %v", text)
		}
		m.Close()
	})
}
