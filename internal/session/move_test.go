package session_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

func TestHandOverTakesSocketInputsAndNumbersAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		app := func(greeting string) func(*pn.Session) {
			return func(s *pn.Session) {
				w := pn.IntSlider("Bins", 0, 100).Set(10)
				s.Main(w, pn.View(func() pn.Component { return pn.Number(greeting, w.Value()) }))
			}
		}
		m, old := start(t, session.Options{}, app("before"))
		defer m.Close()
		c := attach(old, session.Join{})
		send(old, event(1, "c1", "change", "30"))
		synctest.Wait()
		c.take()
		next, err := m.Start(t.Context(), program(app("after")), visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		j, ok := old.HandOver(c)
		if !ok {
			t.Fatal("nothing was handed over")
		}
		next.Attach(j)
		synctest.Wait()
		got := c.take()
		if !strings.HasPrefix(got, "welcome resumed=true ack=1\npatch 2 ack=1 ") || !strings.Contains(got, "after") || strings.Contains(got, `["value"`) {
			t.Errorf("after the move:\n%s", got)
		}
		if c.reason() != "" {
			t.Errorf("the socket was closed: %s", c.reason())
		}
		send(next, after(2, event(2, "c1", "change", "31")))
		synctest.Wait()
		if got := c.take(); !strings.Contains(got, `"31"`) {
			t.Errorf("the next event: %s", got)
		}
	})
}

// An event right behind a move continues the numbers from before the move.
func TestAnEventMayFollowAMoveAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, old := start(t, session.Options{}, counter)
		defer m.Close()
		c := attach(old, session.Join{})
		send(old, event(1, "c1", "click", ""))
		synctest.Wait()
		c.take()
		next, err := m.Start(t.Context(), program(counter), visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		j, _ := old.HandOver(c)
		next.Attach(j)
		if err := send(next, wire.Event{Seq: 2, ID: "c9", Key: "label\nbutton\nMore", On: 1, Name: "click"}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := c.take(); !strings.Contains(got, "ack=2 ") {
			t.Errorf("got\n%s", got)
		}
	})
}

// An event for a component that an edit removed is acknowledged, and does
// nothing. The visitor is told, once.
func TestAMoveMayTakeComponentsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, old := start(t, session.Options{}, func(s *pn.Session) {
			s.Main(pn.Text("one"), pn.Text("two"), pn.Text("three"), pn.Button("Gone"))
		})
		defer m.Close()
		c := attach(old, session.Join{})
		next, err := m.Start(t.Context(), program(counter), visit.NewRequest(visit.Info{}))
		if err != nil {
			t.Fatal(err)
		}
		j, _ := old.HandOver(c)
		next.Attach(j)
		for i, id := range []string{"c4", "c1"} { // the first came too late
			if err := send(next, event(uint64(i+1), id, "click", "")); err != nil {
				t.Error(err)
			}
		}
		synctest.Wait()
		if got := c.take(); !strings.HasSuffix(got, "\nack 2") || strings.Count(got, "notice Something you did") != 1 {
			t.Errorf("got\n%s", got)
		}
	})
}

// A page that was made before an edit and goes live after it may send events
// for components that its session does not have.
func TestAPageMayHaveComponentsThatItsSessionHasNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, counter)
		defer m.Close()
		if err := send(s, event(1, "c9", "click", "")); err == nil {
			t.Error("an event for a component that its own page has not was taken")
		}
		attach(s, session.Join{Foreign: true})
		if err := send(s, event(1, "c9", "click", "")); err != nil {
			t.Error(err)
		}
	})
}

// A page that came to a session by another socket meanwhile is left there.
func TestHandOverLeavesAnotherSocketAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, counter)
		defer m.Close()
		first := attach(s, session.Join{})
		second := attach(s, session.Join{})
		if _, ok := s.HandOver(first); ok || s.Over() {
			t.Error("the session was handed over")
		}
		send(s, event(1, "c1", "click", ""))
		synctest.Wait()
		if got := second.take(); second.reason() != "" || !strings.Contains(got, `"1"`) {
			t.Errorf("the page got %q and was closed with %q", got, second.reason())
		}
	})
}

// A socket that comes just as its session ends is not left waiting.
func TestASocketThatComesTooLateIsSentAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			s.Main(pn.Button("Work").OnClick(func() { time.Sleep(time.Second) }))
		})
		defer m.Close()
		old := attach(s, session.Join{})
		go send(s, event(1, "c1", "click", ""))
		synctest.Wait()
		s.Detach(old)
		c := &socket{}
		if !s.Attach(session.Join{Socket: c, Resumed: true}) {
			t.Fatal("the session is over")
		}
		s.End(session.ErrUnused)
		synctest.Wait()
		if got := c.reason(); got != "1001 the session is over" {
			t.Errorf("closed with %q", got)
		}
		time.Sleep(time.Minute)
	})
}

// The script sets a control, and the person is quicker. A browser that missed
// the patch must still have the person's event pending when it comes, or it
// would show the script's value, which the session no longer has.
func TestMissedPatchesFindLaterEventsPending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			w := pn.IntSlider("N", 0, 100)
			s.Main(w, pn.Button("Half").OnClick(func() { w.Set(50) }))
		})
		defer m.Close()
		c := attachSlow(s, session.Join{})
		send(s, event(1, "c2", "click", ""))
		send(s, event(2, "c1", "change", "70"))
		send(s, event(3, "c1", "change", "70")) // changes nothing
		synctest.Wait()
		s.Detach(c)
		c = attach(s, session.Join{})
		want := []string{"welcome resumed=true ack=1", `patch 1 ack=1 [["text","c1",[1],"50"],["value","c1",50]]`, `patch 2 ack=2 [["text","c1",[1],"70"]]`, "ack 3"}
		if got := c.take(); got != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
		}
	})
}

// A session whose App outlasts the unclaimed limit is not swept.
func TestASessionIsNotUnusedBeforeItIsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{UnusedLifetime: time.Second, CheckUnused: time.Second}, func(s *pn.Session) {
			time.Sleep(10 * time.Second)
		})
		defer m.Close()
		if s.Over() {
			t.Error("the session is over")
		}
	})
}

// Start returns when its session is ended while App runs.
func TestAStartEndsWithItsSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := session.NewManager(session.Options{Log: slog.New(slog.DiscardHandler)})
		time.AfterFunc(time.Second, m.Close)
		before := time.Now()
		app := func(*pn.Session) { time.Sleep(10 * time.Second) }
		_, err := m.Start(t.Context(), program(app), visit.NewRequest(visit.Info{}))
		if took := time.Since(before); !errors.Is(err, session.ErrAway) || took != time.Second {
			t.Errorf("after %v: %v", took, err)
		}
		time.Sleep(time.Minute)
	})
}

// The callback of a click sees the page as it was at the click, even if the
// session was busy and the person has gone on.
func TestAnswersComeBeforeLaterEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var added []int
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			w := pn.IntSlider("N", 0, 100)
			s.Main(w, pn.Button("Add").OnClick(func() { added = append(added, w.Value()) }))
			s.Main(pn.Button("Work").OnClick(func() { time.Sleep(time.Second) }))
		})
		defer m.Close()
		attach(s, session.Join{})
		go send(s, event(1, "c3", "click", ""))
		synctest.Wait()
		for i := range uint64(3) {
			send(s, event(2*i+2, "c1", "change", fmt.Sprint(i+1)))
			send(s, event(2*i+3, "c2", "click", ""))
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := fmt.Sprint(added); got != "[1 2 3]" {
			t.Errorf("the clicks found %s, want [1 2 3]", got)
		}
	})
}

// A patch acknowledges what it shows, and nothing that only waits: for an
// acknowledged event the browser shows the script's value.
func TestAPatchAcknowledgesNoEventThatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			half := pn.Button("Half")
			w := pn.IntSlider("N", 0, 100)
			half.OnClick(func() { w.Set(50) })
			s.Main(half, w, pn.View(func() pn.Component {
				if half.Clicks() == 1 {
					time.Sleep(time.Second)
				}
				return nil
			}))
		})
		defer m.Close()
		c := attach(s, session.Join{})
		go send(s, event(1, "c1", "click", ""))
		synctest.Wait()
		send(s, event(2, "c2", "change", "70"))
		time.Sleep(time.Minute)
		synctest.Wait()
		want := "patch 1 ack=1 [[\"text\",\"c2\",[1],\"50\"],[\"value\",\"c2\",50]]\npatch 2 ack=2 [[\"text\",\"c2\",[1],\"70\"]]"
		if got := c.take(); got != "welcome resumed=true ack=0\n"+want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// Several sockets may bring the same events: a lost one is not read to its end
// when the browser comes back by another.
func TestSocketsMayBringTheSameEvents(t *testing.T) {
	var got []int
	m, s := start(t, session.Options{}, func(s *pn.Session) {
		s.Main(pn.IntSlider("N", 0, 10_000).OnChange(func(n int) { got = append(got, n) }))
	})
	const events = 2_000
	var sockets sync.WaitGroup
	for range 8 {
		sockets.Go(func() {
			for i := range uint64(events) {
				if err := send(s, event(i+1, "c1", "change", fmt.Sprint(i+1))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	sockets.Wait()
	c := &socket{}
	s.Attach(session.Join{Socket: c})
	waitfor.True(t, "the welcome, which comes after all events", func() bool { return strings.Contains(c.take(), "welcome") })
	m.Close()
	for i, n := range got {
		if n != i+1 {
			t.Fatalf("event %d came in the place of event %d", n, i+1)
		}
	}
	if len(got) != events {
		t.Errorf("%d events were taken, want %d", len(got), events)
	}
}
