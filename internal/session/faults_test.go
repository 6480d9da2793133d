package session_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// lines is a log.
type lines struct {
	mu  sync.Mutex
	all []string
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, string(p))
	return len(p), nil
}

func (l *lines) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := l.all
	l.all = nil
	return all
}

// A session that fails without end, with texts of any length, leaves a bounded log,
// which says how much is left out.
func TestFaultsWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &lines{}
		m := session.NewManager(session.Options{Log: slog.New(slog.NewTextHandler(log, nil)), Dev: true})
		defer m.Close()
		s, err := m.Start(t.Context(), program(func(s *pn.Session) {
			s.Every(10*time.Millisecond, func() {})
			for range 1_000 {
				s.OnLoad(func() { panic(strings.Repeat("x", 1<<20)) })
			}
		}), visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		c := attach(s, session.Join{})
		bounded(t, log.take(), c)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		told := log.take()
		if len(told) != 1 || !strings.Contains(told[0], "lines left out") || !strings.Contains(told[0], s.ID()[:8]) {
			t.Errorf("afterwards the log says %q", told)
		}
		if s.Over() {
			t.Error("the session has ended")
		}
	})
}

// One whose goroutines do so ends, and the line of its end is not left out.
func TestPanicsWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &lines{}
		m := session.NewManager(session.Options{Log: slog.New(slog.NewTextHandler(log, nil)), Dev: true})
		defer m.Close()
		s, err := m.Start(t.Context(), program(func(s *pn.Session) {
			for range 100 { // the log takes no more of these
				s.OnLoad(func() { panic("x") })
			}
			for range 1_000 {
				s.Go(func(context.Context) { panic(strings.Repeat("x", 1<<20)) })
			}
		}), visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		c := attach(s, session.Join{})
		faults := log.take()
		bounded(t, faults, c)
		ends := slices.DeleteFunc(slices.Clone(faults), func(line string) bool { return !strings.Contains(line, "the session has ended") })
		if len(ends) != 1 || !strings.Contains(ends[0], "reason=panics") {
			t.Errorf("the log says of the end %q", ends)
		}
		if !strings.HasPrefix(c.reason(), "4000 its goroutines do nothing but panic") || len(c.reason()) > 5<<10 {
			t.Errorf("closed with %.100q", c.reason())
		}
	})
}

// broken is a component that cannot be rendered.
type broken struct {
	pn.Widget[*broken, int]
}

func newBroken() *broken {
	b := &broken{}
	return b.Init(b, pn.Kind{Name: "broken"}, 0, func(n int) (int, error) { return n, nil })
}

func (b *broken) Render(*pn.Markup) { panic("cannot be rendered") }

// Components that cannot be rendered, and views that panic, cost nothing else of the page:
// what is made with them is there in the same patch.
func TestComponentsThatPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			fails := false
			s.Main(pn.Button("More").OnClick(func() {
				fails = true
				s.Main(newBroken(), newBroken(), pn.Text("beside them"))
			}), pn.View(func() pn.Component {
				if fails {
					panic("in a view")
				}
				return pn.Text("a view")
			}))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		c.take()
		if err := send(s, event(1, "c1", "click", "")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		got := c.take()
		if !strings.Contains(got, "beside them") || !strings.Contains(got, "pn-broken") || !strings.Contains(got, "wrong") {
			t.Errorf("the page is told %s", got)
		}
	})
}

// bounded fails if a session that says much has left more than a hundred lines, or long
// ones, or has told its page as much.
func bounded(t *testing.T, log []string, c *socket) {
	t.Helper()
	if n := len(log); n == 0 || n > 100 {
		t.Fatalf("%d lines at once", n)
	}
	for _, line := range log {
		if len(line) > 5<<10 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.messages); n > 20 {
		t.Errorf("the page is told %d things at once", n)
	}
	for _, message := range c.messages {
		if message.bytes > 5<<10 {
			t.Errorf("the page is told %d bytes", message.bytes)
		}
	}
}
