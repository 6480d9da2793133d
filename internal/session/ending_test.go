package session_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// mistake is an error of a script, in its line 7. It has ended the script if how says so.
type mistake struct{ how string }

func (m mistake) Error() string  { return "app.go:7:1: a mistake" }
func (m mistake) Ending() string { return m.how }
func (m mistake) Problem() wire.ProblemItem {
	return wire.ProblemItem{File: "/apps/app.go", Line: 7, Column: 1}
}

// fragile is an app whose goroutines panic by onPanic, and whose calls panic with errors.
type fragile struct {
	app     func(*pn.Session)
	onPanic chan func(error)
}

func (f fragile) Slug() string    { return "fragile" }
func (f fragile) Version() string { return "1" }
func (f fragile) Files() fs.FS    { return nil }
func (f fragile) Start(_ context.Context, onPanic func(error)) (session.Run, error) {
	f.onPanic <- onPanic
	return fragileRun{run(f.app)}, nil
}

type fragileRun struct{ run }

func (fragileRun) Explain(recovered any) error { return recovered.(error) }

// Every session that the server ends leaves one line in the log: which it was, why, and
// the script's line if that is known. The page learns of an end that is its script's.
func TestEndings(t *testing.T) {
	stopped := errors.New("stopped")
	tests := []struct {
		name   string
		app    func(*pn.Session)                                                            // nil for an empty page
		do     func(m *session.Manager, s *session.Session, c *socket, onPanic func(error)) // after the start
		want   string                                                                       // of the line
		closed string                                                                       // of the socket
	}{
		{"nobody comes back", nil, func(_ *session.Manager, s *session.Session, c *socket, _ func(error)) {
			s.Detach(c)
			time.Sleep(time.Hour)
		}, `level=INFO .* reason=idle err="nobody came back"`, ""},
		{"the page moves to another version", nil, func(_ *session.Manager, s *session.Session, c *socket, _ func(error)) {
			s.HandOver(c)
		}, `level=INFO .* reason=reload err=`, ""},
		{"the server stops", nil, func(m *session.Manager, _ *session.Session, _ *socket, _ func(error)) {
			m.Close()
		}, `level=INFO .* reason=shutdown err=`, "1001 the server is going away"},
		{"it is not needed", nil, func(_ *session.Manager, s *session.Session, _ *socket, _ func(error)) {
			s.End(nil)
		}, `level=DEBUG .* reason=done err=`, "1000 the session is over"},
		{"App takes too long", func(*pn.Session) { time.Sleep(time.Minute) }, nil,
			`level=ERROR .* reason=start-timeout at=app.go:7:1 err="start fragile: the start took too long: over 30s"`, ""},
		{"App panics", func(*pn.Session) { panic(mistake{}) }, nil,
			`level=ERROR .* reason=failed at=app.go:7:1 err="app.go:7:1: a mistake"`, ""},
		{"App exits", func(*pn.Session) { panic(mistake{"exit"}) }, nil,
			`level=ERROR .* reason=exit at=app.go:7:1 err=`, ""},
		{"the visitor leaves while App runs", func(*pn.Session) { time.Sleep(10 * time.Second) }, nil,
			`level=INFO .* reason=cancelled err=`, ""},
		{"a callback takes too long", button(func() { time.Sleep(time.Minute) }), func(_ *session.Manager, s *session.Session, _ *socket, _ func(error)) {
			go send(s, event(1, "c1", "click", ""))
			time.Sleep(time.Hour)
		}, `level=ERROR .* reason=callback-timeout at=app.go:7:1 err="a callback took too long: over 30s"`, "4000 a callback took too long: over 30s"},
		{"a callback exits", button(func() { panic(mistake{"exit"}) }), func(_ *session.Manager, s *session.Session, _ *socket, _ func(error)) {
			send(s, event(1, "c1", "click", ""))
		}, `level=ERROR .* reason=exit at=app.go:7:1 err=`, "4000 the page has ended itself"},
		{"a goroutine ends the script", nil, func(_ *session.Manager, _ *session.Session, _ *socket, onPanic func(error)) {
			onPanic(mistake{"fatal"})
			onPanic(mistake{"fatal"})
		}, `level=ERROR .* reason=fatal at=app.go:7:1 err=`, "4000 something went wrong on this page"},
		{"too many calls wait", button(func() { time.Sleep(time.Second) }), func(_ *session.Manager, s *session.Session, _ *socket, _ func(error)) {
			for seq := range uint64(10) {
				go send(s, event(seq+1, "c1", "click", ""))
				synctest.Wait()
			}
		}, `level=ERROR .* reason=queue at=app.go:7:1 err="the session's queue is full: 5 calls are waiting"`, "4000 the session's queue is full: 5 calls are waiting"},
		{"goroutines do nothing but panic", nil, func(_ *session.Manager, _ *session.Session, _ *socket, onPanic func(error)) {
			for range 200 {
				onPanic(mistake{})
			}
		}, `level=ERROR .* reason=panics at=app.go:7:1 err="its goroutines do nothing but panic: app.go:7:1: a mistake"`, "4000 something went wrong on this page"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log logText
				m := session.NewManager(session.Options{
					Limits: session.Limits{Queue: 5}, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
				})
				p := fragile{test.app, make(chan func(error), 1)}
				if p.app == nil {
					p.app = func(*pn.Session) {}
				}
				ctx, cancel := context.WithCancelCause(t.Context())
				if strings.Contains(test.name, "leaves") {
					time.AfterFunc(time.Second, func() { cancel(stopped) })
				}
				s, err := m.Start(ctx, p, visit.NewRequest(visit.Info{}))
				c := &socket{}
				if test.do != nil {
					if err != nil {
						t.Fatal(err)
					}
					s.Attach(session.Join{Socket: c, Resumed: true})
					synctest.Wait()
					test.do(m, s, c, <-p.onPanic)
				}
				synctest.Wait()

				found := log.with("the session has ended")
				if want := regexp.MustCompile(`app=fragile session=[\w-]{8} ` + test.want[strings.Index(test.want, "reason="):]); len(found) != 1 ||
					!want.MatchString(found[0]) || !strings.Contains(found[0], test.want[:strings.Index(test.want, " ")]) {
					t.Errorf("the log says\n%s\nwant one line with %s", log.String(), test.want)
				}
				if got := c.reason(); got != test.closed {
					t.Errorf("the socket was closed with %q, want %q", got, test.closed)
				}
				m.Close()
				cancel(nil)
				time.Sleep(time.Hour) // until calls that cannot be stopped have returned
			})
		})
	}
}

// button is an app with a button.
func button(f func()) func(*pn.Session) {
	return func(s *pn.Session) { s.Main(pn.Button("Go").OnClick(f)) }
}

// Goroutines that panic now and then end nothing.
func TestSomePanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := session.NewManager(session.Options{Log: slog.New(slog.DiscardHandler)})
		defer m.Close()
		p := fragile{func(*pn.Session) {}, make(chan func(error), 1)}
		s, err := m.Start(t.Context(), p, visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		attach(s, session.Join{})
		onPanic := <-p.onPanic
		for range 20 {
			for range 40 {
				onPanic(mistake{})
			}
			time.Sleep(2 * time.Second)
		}
		if s.Over() {
			t.Error("the session has ended")
		}
	})
}

// logText is a log in memory.
type logText struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logText) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// with returns the lines that hold a text.
func (l *logText) with(text string) (found []string) {
	for line := range strings.Lines(l.String()) {
		if strings.Contains(line, text) {
			found = append(found, line)
		}
	}
	return found
}

// A browser that comes too late for a session is told what it would have been told in
// time: whether it should come again.
func TestClosingOfASessionThatIsOver(t *testing.T) {
	for _, test := range []struct {
		reason error
		code   int
		text   string
	}{
		{nil, 1000, "the session is over"},
		{session.ErrUnused, 1001, "the server is going away"},
		{session.ErrAway, 1001, "the server is going away"},
		{errors.New("a callback took too long"), 4000, "a callback took too long"},
	} {
		m, s := start(t, session.Options{}, func(*pn.Session) {})
		s.End(test.reason)
		if s.Attach(session.Join{Socket: &socket{}}) {
			t.Error("a socket joined")
		}
		if code, text := s.Closing(); code != test.code || text != test.text {
			t.Errorf("%v: closed with %d %q", test.reason, code, text)
		}
		m.Close()
	}
}
