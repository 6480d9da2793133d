package session_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/pn"
)

// slowSocket takes nothing until it is let go on.
type slowSocket struct {
	socket
	gate chan struct{}
}

func (s *slowSocket) Write(data []byte) error {
	<-s.gate
	return s.socket.Write(data)
}

// clock is an app whose goroutine ticks; each tick is a call in the turn.
func clock(ticks int) func(*pn.Session) {
	return func(s *pn.Session) {
		n, w := pn.Number("Ticks", 0), pn.IntSlider("Tick", 0, ticks)
		w.OnChange(func(v int) { n.Set(v) })
		s.Main(n, w)
		s.Go(func(context.Context) {
			for i := range ticks {
				time.Sleep(time.Millisecond)
				w.Set(i + 1)
			}
		})
	}
}

// A browser that takes nothing for a while holds up no callback, fills no
// queue, and then gets one patch to the latest state.
func TestASlowBrowserGetsTheLatestState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ticks = 30_000 // three times the queue
		m, s := start(t, session.Options{}, clock(ticks))
		defer m.Close()
		c := &slowSocket{gate: make(chan struct{})}
		s.Attach(session.Join{Socket: c, Resumed: true})
		time.Sleep(2 * ticks * time.Millisecond)
		if s.Over() {
			t.Fatalf("a slow browser ended its session: %s", c.reason())
		}
		if got := c.take(); got != "" {
			t.Fatalf("nothing can have arrived: %s", got)
		}
		close(c.gate)
		synctest.Wait()
		want := "welcome resumed=true ack=0\n" + `patch 1 ack=0 [["text","c2",[1],"30000"],["value","c2",30000],["text","c1",[1],"30000"]]`
		if got := c.take(); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// A new window takes over from a browser that takes nothing.
func TestASlowBrowserIsReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, counter)
		defer m.Close()
		slow := &slowSocket{gate: make(chan struct{})}
		s.Attach(session.Join{Socket: slow, Resumed: true})
		synctest.Wait()
		c := attach(s, session.Join{})
		go send(s, event(1, "c1", "click", ""))
		synctest.Wait()
		want := "welcome resumed=true ack=0\n" + `patch 1 ack=1 [["text","c2",[1],"1"]]`
		if got := c.take(); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		close(slow.gate)
		synctest.Wait()
		send(s, event(2, "c1", "click", ""))
		synctest.Wait()
		if got := c.take(); !strings.HasPrefix(got, "patch 2 ack=2") {
			t.Errorf("after the slow one let go: %s", got)
		}
	})
}

// The session is handed over only when what was sent last has arrived: the
// next session's patches come behind it.
func TestHandOverWaitsForASlowBrowser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, counter)
		defer m.Close()
		c := &slowSocket{gate: make(chan struct{})}
		s.Attach(session.Join{Socket: c, Resumed: true})
		synctest.Wait()
		handed := make(chan session.Join, 1)
		go func() {
			j, _ := s.HandOver(c)
			handed <- j
		}()
		synctest.Wait()
		select {
		case <-handed:
			t.Fatal("handed over while a message was on its way")
		default:
		}
		close(c.gate)
		if j := <-handed; j.Socket != session.Socket(c) {
			t.Errorf("handed over %v", j.Socket)
		}
	})
}
