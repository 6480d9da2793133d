package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// A client that has as many sessions as it may is refused with a reason, and
// other clients are served.
func TestTooManySessionsOfOneClient(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) {
		reuse(o)
		o.MaxSessionsPerClient = 2
		o.UnusedLifetime, o.CheckUnused = 50*time.Millisecond, 10*time.Millisecond
	}, script(t, "city.go", city)) + "/city"
	first, second := pntest.Load(t, url), pntest.Load(t, url)
	for _, p := range []*pntest.Page{first, second} {
		waitfor.True(t, "a session that is not over before it has its page", p.TryGoLive)
	}
	third := pntest.Load(t, url) // a view costs no session
	if third.TryGoLive() {
		t.Fatal("a third session began")
	}
	if code, reason := third.WaitClosed(); code != 4000 || !strings.Contains(reason, "too many pages open") {
		t.Errorf("closed with %d %q", code, reason)
	}
	first.Drop()
	waitfor.True(t, "a place", third.TryGoLive)
	third.Set("Days", 3)
	second.Set("Days", 4)
}

func TestTooManySessionsOfOneClientWithoutReuse(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.MaxSessionsPerClient = 1 }, script(t, "city.go", city)) + "/city"
	pntest.Visit(t, url)
	got := get(t, url)
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "too many sessions of one visitor") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// A server that is stopped reports at /liveness that it drains, waits for the
// pages that are connected, and then ends.
func TestDrain(t *testing.T) {
	h := handler(t, func(o *panelgo.Options) { o.Drain, o.Liveness = time.Minute, true }, script(t, "city.go", city))
	l, err := server.Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, l) }()
	url := "http://" + l.Addr().String()
	p := pntest.Visit(t, url+"/city")
	if got := get(t, url+"/liveness"); got.status != http.StatusOK {
		t.Errorf("liveness: %d", got.status)
	}
	stop()
	waitfor.True(t, "liveness to say that the server drains", func() bool {
		return get(t, url+"/liveness").status == http.StatusServiceUnavailable
	})
	p.Set("Days", 5)
	if got := p.Text(".pn-text"); got != "Berlin in 5 days" {
		t.Errorf("while the server drains the page shows %q", got)
	}
	select {
	case err := <-ended:
		t.Fatalf("it did not wait: %v", err)
	default:
	}
	p.Drop()
	if err := waitfor.Value(t, "the server's end", ended); err != nil {
		t.Error(err)
	}
}

// A server drains for no longer than Options.Drain.
func TestDrainEnds(t *testing.T) {
	h := handler(t, func(o *panelgo.Options) { o.Drain = 10 * time.Millisecond }, script(t, "city.go", city))
	l, err := server.Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, l) }()
	p := pntest.Visit(t, "http://"+l.Addr().String()+"/city")
	stop()
	if code, _ := p.WaitClosed(); code != 1001 {
		t.Errorf("closed with %d", code)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// /stats reports how full the server is, if Options.Stats is set.
func TestStats(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { lazy(o); o.Stats = true; o.MaxSessions = 7 }, script(t, "city.go", city))
	rides, acts := pntest.Visit(t, url+"/city"), pntest.Visit(t, url+"/city")
	acts.Set("Days", 3)
	rides.Drop()
	want := map[string]any{
		"sessions": 1.0, "max_sessions": 7.0, "connected": 1.0, "view_entries": 3.0, // two of them of the key
		"sessions_started": 2.0, "events": 1.0, "messages": 2.0, "draining": false, "riders": 0.0,
	}
	var got map[string]any
	defer func() {
		if t.Failed() {
			t.Logf("the figures are %v", got)
		}
	}()
	waitfor.True(t, fmt.Sprint("the figures ", want), func() bool { // a message is counted after it was sent
		got = nil
		if err := json.Unmarshal([]byte(get(t, url+"/stats").body), &got); err != nil {
			t.Fatal(err)
		}
		for name := range want {
			if got[name] != want[name] {
				return false
			}
		}
		return true
	})
	if got := get(t, serve(t, plain, script(t, "city.go", city))+"/stats").status; got != http.StatusNotFound {
		t.Errorf("/stats answers %d to those who did not ask for it", got)
	}
}

// Pages without a session are bounded, too: the socket of one too many is
// refused, and accepted when there is room again.
func TestTooManySockets(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { lazy(o); o.MaxSessions = 1 }, script(t, "city.go", city)) + "/city"
	first := pntest.Visit(t, url)
	pntest.Visit(t, url)
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}}
	_, answer, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http"), nil)
	if err == nil || answer == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Fatalf("a third socket: %v %v", answer, err)
	}
	if got := post(t, url, "panelgo.2", `{"type":"hello"}`); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a stream instead: %s", got.Status)
	}
	first.Drop()
	waitfor.True(t, "room", func() bool {
		conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http"), nil)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
}

// deadlines is a ResponseWriter that notes how long the body of its request may
// take.
type deadlines struct {
	*httptest.ResponseRecorder
	body time.Duration
}

func (d *deadlines) SetReadDeadline(t time.Time) error {
	if !t.IsZero() {
		d.body = time.Until(t)
	}
	return nil
}

// The body of a request has a time limit, whatever answers it.
func TestEveryBodyHasADeadline(t *testing.T) {
	o := panelgo.Defaults()
	o.Liveness, o.Stats, o.StaticDirs = true, true, map[string]string{"files": t.TempDir()}
	h, err := panelgo.Handler([]string{script(t, "app.go", good)}, panelgo.WithOptions(o), panelgo.WithPlugins(gauge{}))
	if err != nil {
		t.Fatal(err)
	}
	pntest.Serve(t, h) // and closes it
	for _, request := range []struct{ method, path, stream string }{
		{"GET", "/", ""}, {"GET", "/app", ""}, {"POST", "/app", ""}, {"POST", "/app", "panelgo.2"}, {"POST", "/app", "probe"}, {"POST", "/app", "x"},
		{"GET", "/nope", ""}, {"POST", "/nope", ""}, {"GET", "/liveness", ""}, {"GET", "/stats", ""}, {"GET", "/files/none", ""},
		{"GET", "/_panelgo/none", ""}, {"POST", "/_panelgo/gauge/upload", ""}, {"POST", "/app?a=%zz", ""},
	} {
		r := httptest.NewRequest(request.method, request.path, strings.NewReader("not JSON"))
		r.Header.Set("Content-Type", "application/json")
		if request.stream != "" {
			r.Header.Set("Panelgo-Stream", request.stream)
		}
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		h.ServeHTTP(w, r)
		if w.body <= 0 || w.body > time.Minute {
			t.Errorf("%s %s %s may take %v (0 is for ever), and is answered %d", request.method, request.path, request.stream, w.body, w.Code)
		}
	}
}
