package session_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

func TestMain(m *testing.M) { waitfor.MainApart(m, 12) }

// program is an app in these tests: a function.
type program func(*pn.Session)

func (p program) Slug() string    { return "test" }
func (p program) Version() string { return "1" }
func (p program) Files() fs.FS    { return fstest.MapFS{} }
func (p program) Start(context.Context, func(error)) (session.Run, error) {
	return run(p), nil
}

type run func(*pn.Session)

func (r run) App(s *pn.Session)           { r(s) }
func (r run) Work(f func())               { f() }
func (r run) Ended() session.Ending       { return nil }
func (r run) Kill()                       {}
func (r run) Where() string               { return "app.go:7:1" }
func (r run) Goroutines() int             { return 0 }
func (r run) Explain(recovered any) error { return fmt.Errorf("panic: %v", recovered) }

// socket notes what a browser would get.
type socket struct {
	mu       sync.Mutex
	messages []message
	closed   string
	fails    bool
	applied  func(n uint64) // told of patches, if any
}

type message struct {
	Type    string
	N, Ack  int
	Lost    int
	Resumed bool
	Session string
	Text    string
	Ops     [][]any
	bytes   int
}

func (s *socket) Write(data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails {
		return errors.New("the network is gone")
	}
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	m.bytes = len(data)
	s.messages = append(s.messages, m)
	if m.Type == "patch" && s.applied != nil {
		go s.applied(uint64(m.N))
	}
	return nil
}

func (s *socket) Close(code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = fmt.Sprint(code, " ", reason)
}

// take gives the messages that came since the last call, one a line.
func (s *socket) take() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for _, m := range s.messages {
		switch m.Type {
		case "welcome":
			line := fmt.Sprintf("welcome resumed=%v ack=%d", m.Resumed, m.Ack)
			if m.Lost > 0 {
				line += fmt.Sprintf(" lost=%d", m.Lost)
			}
			lines = append(lines, line)
		case "patch":
			var ops strings.Builder
			enc := json.NewEncoder(&ops)
			enc.SetEscapeHTML(false)
			enc.Encode(m.Ops)
			lines = append(lines, fmt.Sprintf("patch %d ack=%d %s", m.N, m.Ack, strings.TrimSpace(ops.String())))
		case "ack":
			lines = append(lines, fmt.Sprintf("ack %d", m.Ack))
		default:
			lines = append(lines, m.Type+" "+m.Text)
		}
	}
	s.messages = nil
	return strings.Join(lines, "\n")
}

func (s *socket) reason() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

func start(t *testing.T, o session.Options, app func(*pn.Session)) (*session.Manager, *session.Session) {
	t.Helper()
	o.Log = slog.New(slog.DiscardHandler)
	m := session.NewManager(o)
	t.Cleanup(m.Close)
	s, err := m.Start(t.Context(), program(app), visit.NewRequest(visit.Info{}))
	if err != nil {
		t.Fatal(err)
	}
	s.PageSent("")
	return m, s
}

// send gives a session an event, as the reader of a socket does.
func send(s *session.Session, e wire.Event) error {
	start, err := s.Event(e)
	if start {
		s.Turn(func() {})
	}
	return err
}

// attach gives a session the socket of a browser that applies all patches at once, and
// waits until it has been greeted.
func attach(s *session.Session, j session.Join) *socket {
	return attachSocket(s, j, &socket{applied: s.Applied})
}

// attachSlow is attach for a browser that has not applied any patch yet.
func attachSlow(s *session.Session, j session.Join) *socket { return attachSocket(s, j, &socket{}) }

func attachSocket(s *session.Session, j session.Join, c *socket) *socket {
	j.Socket, j.Resumed = c, true
	s.Attach(j)
	synctest.Wait()
	return c
}

// after returns an event that was made when the browser had applied the patches up to n.
func after(n uint64, e wire.Event) wire.Event {
	e.On = n
	return e
}

func event(seq uint64, id, name, value string) wire.Event {
	return wire.Event{Seq: seq, ID: id, Name: name, Value: []byte(value)}
}

func TestAnEventBecomesOnePatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			n := pn.Number("Count", 0)
			s.Main(pn.Button("More").OnClick(func() {
				for i := range 10_000 {
					n.Set(i + 1)
				}
				s.Title("Counted")
			}), n)
		})
		defer m.Close()
		c := attach(s, session.Join{})
		if got := c.take(); got != "welcome resumed=true ack=0" {
			t.Fatalf("greeting: %s", got)
		}
		if err := send(s, event(1, "c1", "click", "")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		want := `patch 1 ack=1 [["title","Counted"],["text","c2",[1],"10000"]]`
		if got := c.take(); got != want {
			t.Errorf("10,000 changes became\n%s\nwant\n%s", got, want)
		}
	})
}

func TestWhatTheBrowserShowsIsNotSentBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			w := pn.IntSlider("Bins", 0, 100)
			w.OnChange(func(v int) {
				if v > 50 {
					w.Set(50)
				}
			})
			s.Main(w)
		})
		defer m.Close()
		c := attach(s, session.Join{})
		c.take()
		for i, test := range []struct{ value, want string }{
			{"20", `patch 1 ack=1 [["text","c1",[1],"20"]]`},
			{"90", `patch 2 ack=2 [["text","c1",[1],"50"],["value","c1",50]]`}, // set back by the script
			{"500", `patch 3 ack=3 [["value","c1",50]]`},                       // refused by the slider
			{`"x"`, `patch 4 ack=4 [["value","c1",50]]`},
			{"50", `ack 5`},
		} {
			if err := send(s, event(uint64(i+1), "c1", "change", test.value)); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := c.take(); got != test.want {
				t.Errorf("value %s became\n%s\nwant\n%s", test.value, got, test.want)
			}
		}
	})
}

func TestAttachedAgain(t *testing.T) {
	tests := []struct {
		name string
		last uint64 // the last patch the browser had applied of the 3 that were sent
		want string
	}{
		{"nothing is missing", 3, "welcome resumed=true ack=3"},
		{"two patches are missing", 1, "welcome resumed=true ack=2\npatch 2 ack=2 [[\"text\",\"c2\",[1],\"2\"]]\npatch 3 ack=3 [[\"text\",\"c2\",[1],\"3\"]]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, s := start(t, session.Options{}, counter)
				defer m.Close()
				c := attachSlow(s, session.Join{})
				for i := range uint64(3) {
					send(s, event(i+1, "c1", "click", ""))
				}
				time.Sleep(time.Minute) // a browser that is silent gets the third patch late
				s.Detach(c)
				c = attach(s, session.Join{Last: test.last})
				if got := c.take(); got != test.want {
					t.Errorf("got\n%s\nwant\n%s", got, test.want)
				}
				send(s, event(3, "c1", "click", "")) // sent again: it was taken before
				send(s, event(4, "c1", "click", ""))
				synctest.Wait()
				if got := c.take(); !strings.Contains(got, `"4"`) {
					t.Errorf("after coming back: %s", got)
				}
			})
		})
	}
}

func counter(s *pn.Session) {
	n, label := 0, pn.Number("Count", 0)
	s.Main(pn.Button("More").OnClick(func() { n++; label.Set(n) }), label)
}

func TestAPageThatMissedTooMuchIsSentWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{Limits: session.Limits{Replay: 2}}, counter)
		defer m.Close()
		c := attach(s, session.Join{})
		for i := range uint64(9) {
			send(s, event(i+1, "c1", "click", ""))
		}
		synctest.Wait()
		s.Detach(c)
		c = attach(s, session.Join{Last: 1})
		got := c.take()
		if !strings.HasPrefix(got, "welcome resumed=true ack=9\npatch 2 ") || !strings.Contains(got, `["html","pn-main"`) || !strings.Contains(got, ">9<") {
			t.Errorf("got\n%s", got) // another number would be a gap for the browser
		}
		send(s, event(10, "c1", "click", ""))
		synctest.Wait()
		if got := c.take(); !strings.HasPrefix(got, "patch 3 ") {
			t.Errorf("after the whole page came\n%s", got)
		}
	})
}

func TestATimerTicksWhileThePageIsLive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticks := 0
		m, s := start(t, session.Options{UnusedLifetime: time.Hour}, func(s *pn.Session) {
			s.Every(time.Second, func() { ticks++ })
		})
		defer m.Close()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if ticks != 0 {
			t.Errorf("%d ticks before the page was live", ticks)
		}
		attach(s, session.Join{})
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		if ticks != 10 {
			t.Errorf("%d ticks in 10 s", ticks)
		}
		s.End(nil)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if ticks != 10 {
			t.Errorf("a timer ticked after the end")
		}
	})
}

func TestCallbacksNeverRunTwoAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running, worst, done := 0, 0, 0
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			w := pn.IntSlider("N", 0, 10_000)
			w.OnChange(func(int) {
				running++
				worst = max(worst, running)
				time.Sleep(time.Millisecond)
				running--
				done++
			})
			s.Main(w)
			for i := range 20 {
				s.Go(func(context.Context) {
					for j := range 10 {
						w.Set(i*10 + j)
						time.Sleep(time.Millisecond)
					}
				})
			}
		})
		defer m.Close()
		attach(s, session.Join{})
		time.Sleep(time.Minute)
		synctest.Wait()
		if worst != 1 || done < 100 {
			t.Errorf("%d callbacks, up to %d at a time", done, worst)
		}
	})
}

func TestEndRunsOnCloseAfterTheCallUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var order []string
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			s.OnLoad(func() { order = append(order, "loaded") })
			s.OnClose(func() { order = append(order, "closed") })
			s.Main(pn.Button("Work").OnClick(func() {
				time.Sleep(time.Second)
				order = append(order, "worked")
			}))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		go send(s, event(1, "c1", "click", ""))
		time.Sleep(time.Millisecond)
		s.End(nil)
		if got := c.reason(); got != "1000 the session is over" {
			t.Errorf("closed with %q", got)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := strings.Join(order, " "); got != "loaded worked closed" {
			t.Errorf("order: %s", got)
		}
		if m.Len() != 0 {
			t.Errorf("%d sessions are left", m.Len())
		}
	})
}

func TestACallbackThatTakesTooLongEndsTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := make(chan struct{})
		m, s := start(t, session.Options{Limits: session.Limits{CallbackTimeout: time.Second}}, func(s *pn.Session) {
			s.Main(pn.Button("Hang").OnClick(func() { <-stuck }))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		go send(s, event(1, "c1", "click", ""))
		time.Sleep(2 * time.Second)
		if got := c.reason(); got != "4000 a callback took too long: over 1s" {
			t.Errorf("closed with %q", got)
		}
		if !s.Over() || m.Len() != 0 {
			t.Error("the session is still there")
		}
		close(stuck)
	})
}

func TestAFullQueueEndsTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{Limits: session.Limits{Queue: 100}}, func(s *pn.Session) {
			w := pn.IntSlider("N", 0, 1000)
			w.OnChange(func(int) {})
			s.Main(w, pn.Button("Flood").OnClick(func() {
				for i := range 1000 {
					w.Set(i)
				}
			}))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		send(s, event(1, "c2", "click", ""))
		synctest.Wait()
		if got := c.reason(); !strings.Contains(got, "queue is full: 100 calls") {
			t.Errorf("closed with %q", got)
		}
	})
}

// Events that wait for a callback are bounded by their bytes, but for the first, which may
// have any size that a message may have.
func TestEventsThatWaitAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := make(chan struct{})
		m, s := start(t, session.Options{Limits: session.Limits{QueueBytes: 1_000}}, func(s *pn.Session) {
			s.Main(pn.Button("Wait").OnClick(func() { <-stuck }), pn.TextInput("Text"))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		large, small := `"`+strings.Repeat("x", 2_000)+`"`, `"x"`
		sent := uint64(0)
		does := func(id, name, value string) {
			sent++
			go send(s, event(sent, id, name, value)) // which may run the callback
			synctest.Wait()
		}
		does("c1", "click", "")
		does("c2", "change", large)
		stuck <- struct{}{}
		synctest.Wait()
		does("c1", "click", "")
		does("c2", "change", small)
		if s.Over() {
			t.Errorf("closed with %q", c.reason())
		}
		does("c2", "change", large)
		if got := c.reason(); !strings.Contains(got, "queue is full: 9 bytes are waiting") {
			t.Errorf("closed with %q", got)
		}
		close(stuck)
	})
}

func TestUnusedSessionsAreSwept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{UnusedLifetime: 2 * time.Minute, CheckUnused: time.Second}, counter)
		defer m.Close()
		c := attach(s, session.Join{})
		time.Sleep(time.Hour)
		if s.Over() {
			t.Fatal("a session with a browser was swept")
		}
		s.Detach(c)
		time.Sleep(110 * time.Second)
		if s.Over() {
			t.Error("a session was swept within its grace")
		}
		time.Sleep(15 * time.Second)
		if !s.Over() {
			t.Error("a session without a browser was kept")
		}
	})
}

func TestTooManySessionsAreRefused(t *testing.T) {
	m, _ := start(t, session.Options{Max: 1}, counter)
	_, err := m.Start(t.Context(), program(counter), visit.NewRequest(visit.Info{}))
	if !errors.Is(err, session.ErrFull) {
		t.Errorf("the second session: %v", err)
	}
}

func TestAPanicInAppIsAnError(t *testing.T) {
	m := session.NewManager(session.Options{Log: slog.New(slog.DiscardHandler)})
	defer m.Close()
	_, err := m.Start(t.Context(), program(func(*pn.Session) { panic("no") }), visit.NewRequest(visit.Info{}))
	if err == nil || err.Error() != "panic: no" {
		t.Errorf("error %v", err)
	}
	if m.Len() != 0 {
		t.Error("the failed session is kept")
	}
}

func TestTokensCannotBeMadeUp(t *testing.T) {
	m, s := start(t, session.Options{}, counter)
	token := m.Token(s)
	if found, ok := m.Find(token); !ok || found != s {
		t.Error("the session is not found by its token")
	}
	for _, forged := range []string{"", s.ID(), s.ID() + ".", token + "x", "x" + token, session.NewSigner("other").Sign(s.ID())} {
		if _, ok := m.Find(forged); ok {
			t.Errorf("the token %q was taken", forged)
		}
	}
}
