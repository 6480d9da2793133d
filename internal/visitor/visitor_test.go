package visitor_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/visitor"
	"github.com/panelgo/panelgo/pn"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ledger is what reached the app.
type ledger struct {
	mu     sync.Mutex
	events []string
}

func (l *ledger) note(what string, value any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, fmt.Sprintf("%s=%v", what, value))
}

func (l *ledger) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string{}, l.events...)
}

// app has one control of each kind, and shows what is done to each.
func (l *ledger) app(s *pn.Session) {
	shown := pn.Text("")
	follow := func(what string, value any) {
		l.note(what, value)
		shown.Set(fmt.Sprintf("%s is %v", what, value))
	}
	s.Main(
		pn.IntSlider("Days", 0, 9).OnChange(func(v int) { follow("days", v) }),
		pn.FloatSlider("Share", 0, 1).OnChange(func(v float64) { follow("share", v) }),
		pn.Checkbox("Fast").OnChange(func(v bool) { follow("fast", v) }),
		pn.TextInput("Name").OnChange(func(v string) { follow("name", v) }),
		pn.Select("Colour", "red", "green", "blue").OnChange(func(v string) { follow("colour", v) }),
		pn.Button("Run").OnClick(func() { follow("run", "now") }),
		shown,
	)
}

// serve serves an app in a way, as /app, until the test ends.
func serve(t *testing.T, app func(*pn.Session), reuse server.Reuse) string {
	t.Helper()
	o := panelgo.Defaults()
	o.Reuse, o.MessageRate = reuse, 1e9
	o.Log = slog.New(slog.DiscardHandler)
	apps, err := panelgo.Handler(nil, panelgo.WithOptions(o), panelgo.WithApp("app", app))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(apps)
	t.Cleanup(func() {
		if err := apps.Close(); err != nil {
			t.Error(err)
		}
		web.Close()
	})
	return web.URL + "/app"
}

// However an app is served, all that a visitor does reaches it.
func TestVisit(t *testing.T) {
	for _, reuse := range []server.Reuse{server.ReuseOff, server.ReuseOn, server.ReuseWarm, server.ReuseLazy} {
		t.Run("reuse "+string(reuse), func(t *testing.T) {
			var l ledger
			v := visitor.New(0)
			defer v.Leave()
			if _, err := v.Load(t.Context(), serve(t, l.app, reuse)); err != nil {
				t.Fatal(err)
			}
			if n := len(v.Page().Controls); n != 6 || v.Page().Bytes < 1_000 {
				t.Errorf("the page has %d controls and %d bytes on the wire", n, v.Page().Bytes)
			}
			if _, err := v.GoLive(t.Context()); err != nil {
				t.Fatal(err)
			}
			for range 12 {
				if _, err := v.Act(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			want := "days=1 share=0.01 fast=true name=visitor 0, 0 colour=green run=now days=2 share=0.02 fast=false name=visitor 0, 1 colour=blue run=now"
			if got := strings.Join(l.all(), " "); got != want {
				t.Errorf("the app was given\n%s, want\n%s", got, want)
			}
			if up, down := v.Traffic(); up < 500 || down < 1_000 {
				t.Errorf("%d bytes up, %d down", up, down)
			}
		})
	}
}

func crowd(address string) visitor.Crowd {
	return visitor.Crowd{Address: address, Visitors: 20, Actions: 6, Concurrency: 4, Duration: time.Minute}
}

func TestCrowd(t *testing.T) {
	var l ledger
	c := crowd(serve(t, l.app, server.ReuseOn))
	c.Weigh, c.Think = true, time.Millisecond
	r, err := c.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.ErrorCount() > 0 || r.TimeUp {
		t.Errorf("errors %v, time up %v", r.Errors, r.TimeUp)
	}
	if r.Live != 20 || len(r.Load) != 20 || len(r.GoLive) != 20 || len(r.Answers) != 120 || len(l.all()) != 120 {
		t.Errorf("%d live, %d pages, %d welcomes, %d answers, %d events", r.Live, len(r.Load), len(r.GoLive), len(r.Answers), len(l.all()))
	}
	if r.FirstView == 0 || r.BytesUp == 0 || r.BytesDown == 0 || !r.Weighed || r.Memory <= 0 {
		t.Errorf("first view %d B, %d B up, %d B down, weighed %v %d B", r.FirstView, r.BytesUp, r.BytesDown, r.Weighed, r.Memory)
	}
}

// An app that moves by itself sends much that was not asked for.
func TestCrowdInABusyApp(t *testing.T) {
	r, err := crowd(serve(t, func(s *pn.Session) {
		n := pn.Number("Ticks", 0)
		s.Main(n, pn.Checkbox("On"))
		s.Every(time.Millisecond, func() { n.Set(n.Value() + 1) })
	}, server.ReuseOff)).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.ErrorCount() > 0 || len(r.Answers) != 120 {
		t.Errorf("%d answers, errors %v", len(r.Answers), r.Errors)
	}
}

// Without controls there is nothing to do but to go live.
func TestCrowdWithoutControls(t *testing.T) {
	r, err := crowd(serve(t, func(s *pn.Session) { s.Main(pn.Text("hello")) }, server.ReuseOff)).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.Live != 20 || len(r.Answers) != 0 || r.ErrorCount() > 0 || len(r.Controls) != 0 || r.Weighed {
		t.Errorf("%d live, %d answers, errors %v, controls %v, weighed %v", r.Live, len(r.Answers), r.Errors, r.Controls, r.Weighed)
	}
}

// Errors that visitors meet are counted by kind.
func TestCrowdMeetsErrors(t *testing.T) {
	r, err := crowd(serve(t, func(s *pn.Session) {
		s.Main(pn.Button("Fail").OnClick(func() { panic("ouch") }))
	}, server.ReuseOff)).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.Live != 20 || r.Errors["act: the app failed: Something went wrong on this page."] != 20 || r.ErrorCount() != 20 {
		t.Errorf("%d live, errors %v; want one kind, of everybody", r.Live, r.Errors)
	}
}

// What cannot be measured at all is an error that says why.
func TestNothingToMeasure(t *testing.T) {
	live := `<!doctype html><html data-pn-view="x"><p>page</p>`
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		want    string
	}{
		{"a page of somebody else", say("<!doctype html><title>Hello</title>"), "load the page: it is no live page of panelgo: its html element has neither"},
		{"nothing", http.NotFound, "load the page: the server answers 404 Not Found"},
		{"a page without a socket", say(live), "go live: the server answers the handshake with 200 OK"},
		{"a socket that speaks otherwise", socket(live, nil, nil), "go live: the server does not speak panelgo.1"},
		{"a socket that is closed", socket(live, []string{"panelgo.1"}, websocket.FormatCloseMessage(4000, "no more")), "go live: the server closed the socket: 4000 no more"},
		{"a socket that is lost", socket(live, []string{"panelgo.1"}, nil), "go live: the socket was lost: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			web := httptest.NewServer(test.handler)
			defer web.Close()
			_, err := crowd(web.URL).Run(t.Context())
			if err == nil || !strings.HasPrefix(err.Error(), web.URL+": "+test.want) {
				t.Errorf("%v, want %s: %s…", err, web.URL, test.want)
			}
		})
	}
}

func say(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }
}

// socket serves a page whose socket says one thing, after hello, and is gone.
func socket(page string, protocols []string, closing []byte) http.HandlerFunc {
	up := websocket.Upgrader{Subprotocols: protocols}
	return func(w http.ResponseWriter, r *http.Request) {
		if !websocket.IsWebSocketUpgrade(r) {
			io.WriteString(w, page)
			return
		}
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		conn.ReadMessage()
		if closing != nil {
			conn.WriteControl(websocket.CloseMessage, closing, time.Now().Add(time.Second))
		}
	}
}

// When the time is up, or nobody wants to know any more, all visitors leave.
func TestCrowdEnds(t *testing.T) {
	var l ledger
	begun := make(chan struct{}, 1)
	address := serve(t, func(s *pn.Session) {
		l.app(s)
		s.Main(pn.Button("Begin").OnClick(func() {
			select {
			case begun <- struct{}{}:
			default:
			}
		}))
	}, server.ReuseOff)
	c := crowd(address)
	c.Think = time.Hour
	t.Run("interrupted", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go func() {
			<-begun
			cancel()
		}()
		if _, err := c.Run(ctx); err != context.Canceled {
			t.Errorf("%v, want %v", err, context.Canceled)
		}
	})
	t.Run("the time is up", func(t *testing.T) {
		c.Duration = 3 * time.Second
		r, err := c.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !r.TimeUp || r.ErrorCount() > 0 {
			t.Errorf("time up %v, errors %v", r.TimeUp, r.Errors)
		}
	})
	t.Run("the time is up before anybody is live", func(t *testing.T) {
		c.Duration = time.Nanosecond
		if _, err := c.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "the time was up, after 1ns, before one visitor was live") {
			t.Errorf("%v", err)
		}
	})
}

func TestCheck(t *testing.T) {
	good := crowd("http://localhost/")
	for _, test := range []struct {
		change func(*visitor.Crowd)
		want   string
	}{
		{func(*visitor.Crowd) {}, ""},
		{func(c *visitor.Crowd) { c.Actions = 0 }, ""},
		{func(c *visitor.Crowd) { c.Visitors = 0 }, "--visitors 0: use 1 to 10000"},
		{func(c *visitor.Crowd) { c.Visitors = 10_001 }, "--visitors 10001: use 1 to 10000"},
		{func(c *visitor.Crowd) { c.Actions = -1 }, "--actions -1: use 0 to 1000"},
		{func(c *visitor.Crowd) { c.Concurrency = 0 }, "--concurrency 0: use 1 to 1000"},
		{func(c *visitor.Crowd) { c.Duration = 0 }, "--duration 0s: use more than 0"},
		{func(c *visitor.Crowd) { c.Think = -1 }, "--think -1ns: use 0 or more"},
	} {
		c := good
		test.change(&c)
		got := ""
		if err := c.Check(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
