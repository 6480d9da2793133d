package visitor_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/visitor"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn"
)

func TestMain(m *testing.M) {
	waitfor.Main(m)
}

// room is a page with one control of each kind. It counts what is done.
func room(done *atomic.Int64) func(*pn.Session) {
	return func(s *pn.Session) {
		heat, dark, name := pn.IntSlider("Heat", 10, 30), pn.Checkbox("Dark"), pn.TextInput("Name")
		side := pn.Select("Side", "north", "south")
		clicks := 0
		lamp := pn.Button("Lamp").OnClick(func() { clicks++; done.Add(1) })
		heat.OnChange(func(int) { done.Add(1) })
		dark.OnChange(func(bool) { done.Add(1) })
		name.OnChange(func(string) { done.Add(1) })
		side.OnChange(func(string) { done.Add(1) })
		s.Main(heat, dark, name, side, lamp, pn.View(func() pn.Component {
			return pn.Text(fmt.Sprint(heat.Value(), dark.Value(), name.Value(), side.Value()))
		}))
	}
}

// serve serves an app for real, and gives its address.
func serve(t *testing.T, app func(*pn.Session), change func(*panelgo.Options)) string {
	t.Helper()
	o := panelgo.Defaults()
	o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	if change != nil {
		change(&o)
	}
	h, err := panelgo.Handler(nil, panelgo.WithOptions(o), panelgo.WithApp("app", app))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(h)
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		web.Close()
	})
	return web.URL + "/app"
}

// enough is longer than any test takes.
const enough = time.Minute

// A crowd does all that it was told to, with a shared view and without.
func TestCrowd(t *testing.T) {
	for name, change := range map[string]func(*panelgo.Options){
		"own pages":   nil,
		"shared view": func(o *panelgo.Options) { o.Reuse = "on" },
	} {
		t.Run(name, func(t *testing.T) {
			var done atomic.Int64
			url := serve(t, room(&done), change)
			plan := visitor.Plan{URL: url, Visitors: 12, AtOnce: 3, Actions: 20, Think: time.Microsecond, Duration: enough}
			r, err := plan.Run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if r.Live != 12 || r.Load.N != 12 || r.GoLive.N != 12 || r.Act.N != 240 || r.Controls != 5 || r.Failed() != 0 {
				t.Errorf("%+v", r)
			}
			if n := done.Load(); n != 240 {
				t.Errorf("the server was told of %d actions, want 240: each has to change something", n)
			}
			if r.PageBytes == 0 || r.FileBytes == 0 || r.FirstView() != r.PageBytes+r.FileBytes || r.BytesUp == 0 || r.BytesDown == 0 {
				t.Errorf("not everything was measured: %+v", r)
			}
			if r.Act.P50 <= 0 || r.Act.P50 > r.Act.P90 || r.Act.P90 > r.Act.P99 || r.Act.P99 > r.Act.Max {
				t.Errorf("percentiles are out of order: %+v", r.Act)
			}
		})
	}
}

// Pages that have nothing to use are visited all the same.
func TestPageWithoutControls(t *testing.T) {
	url := serve(t, func(s *pn.Session) { s.Main(pn.Number("Temperature", 20)) }, nil)
	r, err := visitor.Plan{URL: url, Visitors: 3, AtOnce: 2, Actions: 5, Duration: enough}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.Live != 3 || r.Controls != 0 || r.Act.N != 0 || r.Failed() != 0 {
		t.Errorf("%+v", r)
	}
}

// Failures of visitors are counted by the step that failed.
func TestFailures(t *testing.T) {
	full := func(o *panelgo.Options) { o.MaxSessions = 3 }
	r, err := visitor.Plan{URL: serve(t, room(new(atomic.Int64)), full), Visitors: 5, AtOnce: 1, Actions: 1, Duration: enough}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// The one who went ahead has left, but his session is kept for his return.
	if r.Live != 2 || r.Failed() != 3 || len(r.Failures) != 1 || r.Failures[0].Step != "load the page" || !strings.Contains(r.Failures[0].First, "503") {
		t.Errorf("%+v", r)
	}
}

// Sessions are weighed while they are live, and all of them are.
func TestWeigh(t *testing.T) {
	var live, most atomic.Int64
	url := serve(t, func(s *pn.Session) {
		ballast := make([]byte, 1<<20)
		s.OnLoad(func() { most.Store(max(most.Load(), live.Add(1))) })
		s.OnClose(func() { live.Add(-1); clear(ballast) })
		s.Main(pn.Text("heavy"))
	}, nil)
	weight, err := visitor.Weigh(t.Context(), url, 20, 3)
	if err != nil || weight < 1<<20 || weight > 2<<20 {
		t.Errorf("a session of a good 1 MiB weighs %d bytes (%v)", weight, err)
	}
	if n := most.Load(); n < 20 {
		t.Errorf("%d sessions were live at a time, want 20", n)
	}
}

// Weigh returns an error if the server refuses a visitor.
func TestWeighFullServer(t *testing.T) {
	url := serve(t, room(new(atomic.Int64)), func(o *panelgo.Options) { o.MaxSessions = 3 })
	if weight, err := visitor.Weigh(t.Context(), url, 5, 2); err == nil || weight != 0 || !strings.Contains(err.Error(), "503") {
		t.Errorf("%d, %v", weight, err)
	}
}

// A crowd whose time is up stops, and says who was not finished.
func TestTimeIsUp(t *testing.T) {
	limited, timeIsUp := context.WithCancel(t.Context())
	stuck := make(chan struct{})
	url := serve(t, func(s *pn.Session) { s.Main(pn.Button("Wait").OnClick(func() { timeIsUp(); <-stuck })) }, nil)
	defer close(stuck)
	r, err := visitor.Plan{URL: url, Visitors: 2, AtOnce: 1, Actions: 1}.RunUntil(t.Context(), limited)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed() != 2 || r.Failures[0].Step != "be in time" || r.Act.N != 0 {
		t.Errorf("%+v", r)
	}
}

// A crowd has as much time as its plan gives it.
func TestNoTime(t *testing.T) {
	url := serve(t, room(new(atomic.Int64)), nil)
	if _, err := (visitor.Plan{URL: url, Visitors: 1, AtOnce: 1, Duration: time.Nanosecond}).Run(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// Run returns an error and no report if its context is cancelled.
func TestCalledOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	url := serve(t, func(s *pn.Session) { s.Main(pn.Button("Stop").OnClick(cancel)) }, nil)
	if _, err := (visitor.Plan{URL: url, Visitors: 2, AtOnce: 2, Actions: 1_000, Duration: enough}).Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// Run returns an error that names the URL and the reason if there is no live
// page at it.
func TestNothingToVisit(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/plain":
			fmt.Fprint(w, "<!doctype html><title>plain</title>")
		case "/odd":
			w.Header().Set("Content-Encoding", "zstd")
			fmt.Fprint(w, "?")
		case "/mute":
			fmt.Fprint(w, `<!doctype html><html data-pn-view="v">`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer web.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for url, want := range map[string]string{
		web.URL + "/plain": "is no live page of panelgo",
		web.URL + "/odd":   `the encoding "zstd" was not asked for`,
		web.URL + "/none":  "the server answered 404 Not Found",
		web.URL + "/mute":  "open the socket: websocket: bad handshake: the server answered 200 OK",
		gone.URL:           "connection refused",
	} {
		_, err := visitor.Plan{URL: url, Visitors: 1, AtOnce: 1, Duration: enough}.Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), url) {
			t.Errorf("%s: %v, want %q", url, err, want)
		}
	}
}

// Messages that come while nothing is done are taken, and told of, so that the
// server can forget them.
func TestListen(t *testing.T) {
	url := serve(t, func(s *pn.Session) {
		ticks := pn.Number("Ticks", 0)
		n := 0
		s.Every(time.Millisecond, func() { n++; ticks.Set(n) })
		s.Main(ticks, pn.Button("Click"))
	}, nil)
	page, err := visitor.Load(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	v, err := visitor.GoLive(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Leave()
	if err := v.Listen(); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if _, err := v.Do(visitor.Action{ID: "c2", Event: "click"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := v.Do(visitor.Action{ID: "nothing", Event: "click"}); err == nil || !strings.Contains(err.Error(), `no component "nothing" takes events`) {
		t.Errorf("what the server says of a component that is not there: %v", err)
	}
}
