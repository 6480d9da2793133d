package pn_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// Each area has an element of its own, and shows what a script adds to it.
func TestSessionAreas(t *testing.T) {
	s, _ := newSession(t, visit.Info{})
	s.Header(pn.Text("header"))
	s.Sidebar(pn.Text("side"), nil)
	s.Main(pn.Text("main 1"))
	s.Main(pn.Text("main 2"), pn.Text("main 3"))
	s.Modal(pn.Text("modal"))
	settle(t, s)
	want := map[pn.Area][]string{
		pn.AreaHeader: {"header"}, pn.AreaSidebar: {"side"}, pn.AreaMain: {"main 1", "main 2", "main 3"}, pn.AreaModal: {"modal"},
	}
	if len(pn.Areas) != len(want) {
		t.Errorf("areas %v", pn.Areas)
	}
	for _, area := range pn.Areas {
		got := s.Document().HTML(pn.AreaID(area))
		if !strings.HasPrefix(got, fmt.Sprintf(`<div id="pn-%s" data-pn="area"`, area)) || strings.Count(got, `data-pn="text"`) != len(want[area]) {
			t.Errorf("%s: %s", area, got)
		}
		at := 0
		for _, text := range want[area] {
			next := strings.Index(got, text)
			if next < at {
				t.Errorf("%s: %q is not where it should be: %s", area, text, got)
			}
			at = next
		}
	}
}

func TestSessionPage(t *testing.T) {
	s, h := newSession(t, visit.Info{})
	if said := s.Visit().Page(); said != (visit.Page{}) {
		t.Errorf("%+v before a script said anything", said)
	}
	before := h.dirty
	s.Title("Weather <b>")
	s.Template("material")
	if got, want := s.Visit().Page(), (visit.Page{Title: "Weather <b>", Template: "material"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if h.dirty == before {
		t.Error("nobody was told of the new title")
	}
}

func TestSessionFreshFor(t *testing.T) {
	s, _ := newSession(t, visit.Info{})
	if d := s.Visit().Page().FreshFor; d != 0 {
		t.Errorf("fresh for %v before a script said so", d)
	}
	s.FreshFor(time.Hour)
	s.FreshFor(time.Minute)
	if d := s.Visit().Page().FreshFor; d != time.Minute {
		t.Errorf("fresh for %v, the last call says a minute", d)
	}
	for _, d := range []time.Duration{0, -time.Second} {
		func() {
			defer func() {
				if got, want := recover(), fmt.Sprintf("fresh for %v: the duration must be more than 0", d); got != want {
					t.Errorf("panic %v, want %q", got, want)
				}
			}()
			s.FreshFor(d)
		}()
	}
}

// The session's host runs and stops what the session starts.
func TestSessionHandsToItsHost(t *testing.T) {
	s, h := newSession(t, visit.Info{})
	var calls []string
	call := func(name string) func() { return func() { calls = append(calls, name) } }
	s.OnLoad(call("load"))
	s.OnClose(call("close"))
	s.Go(func(ctx context.Context) {
		if ctx == s.Context() {
			call("go")()
		}
	})
	for _, f := range append(h.loads, h.closes...) {
		f()
	}
	for _, f := range h.started {
		f(h.ctx)
	}
	if got := strings.Join(calls, " "); got != "load close go" {
		t.Errorf("calls %s", got)
	}
}

// Every is never faster than every 10 ms.
func TestSessionEvery(t *testing.T) {
	for d, want := range map[time.Duration]time.Duration{
		time.Second:           time.Second,
		10 * time.Millisecond: 10 * time.Millisecond,
		time.Millisecond:      10 * time.Millisecond,
		0:                     10 * time.Millisecond,
		-time.Hour:            10 * time.Millisecond,
	} {
		s, h := newSession(t, visit.Info{})
		stop := s.Every(d, func() {})
		if h.interval != want {
			t.Errorf("%v became %v, want %v", d, h.interval, want)
		}
		if stop(); !h.stopped {
			t.Errorf("%v: not stopped", d)
		}
	}
}

// ReadFile reads the app's folder, and nothing else.
func TestReadFile(t *testing.T) {
	top := t.TempDir()
	app := filepath.Join(top, "app")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(top, "secret.txt"), "secret")
	write(filepath.Join(app, "data.csv"), "a,b")
	write(filepath.Join(app, "sub", "more.csv"), "c")
	for link, target := range map[string]string{"out": "../secret.txt", "up": "..", "absolute": filepath.Join(top, "secret.txt"), "in": "data.csv"} {
		if err := os.Symlink(target, filepath.Join(app, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(app) // as a server gives it
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, h := newSession(t, visit.Info{})
	h.files = root.FS()
	for name, want := range map[string]string{"data.csv": "a,b", "sub/more.csv": "c", "in": "a,b"} {
		if got, err := s.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{
		"../secret.txt", "sub/../../secret.txt", "sub/../data.csv", "/etc/passwd", filepath.Join(top, "secret.txt"),
		"out", "up/secret.txt", "absolute", "./data.csv", "", ".", "sub", "none.csv", "data.csv\x00", `..\secret.txt`,
	} {
		got, err := s.ReadFile(name)
		if err == nil || len(got) > 0 {
			t.Errorf("%q: %q, %v", name, got, err)
		} else if !strings.HasPrefix(err.Error(), "read a file of the app: ") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A file that is too large is refused as a whole.
func TestReadFileIsBounded(t *testing.T) {
	s, h := newSession(t, visit.Info{})
	h.files = fstest.MapFS{
		"most": {Data: make([]byte, pn.MaxFile)},
		"more": {Data: make([]byte, pn.MaxFile+1)},
	}
	if got, err := s.ReadFile("most"); err != nil || len(got) != pn.MaxFile {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if got, err := s.ReadFile("more"); err == nil || got != nil {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// These are safe from any goroutine while the turn settles: adding to areas,
// setting the title, reading the request.
func TestSessionFromManyGoroutines(t *testing.T) {
	s, _ := newSession(t, info())
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 25 {
				s.Main(pn.Text(fmt.Sprint(i, j)))
				s.Sidebar(pn.Markdown("x"))
				s.Title(fmt.Sprint(j))
				s.Visit().Page()
				s.Arg(fmt.Sprint("p", j), "")
				s.Visit().Request.Reads()
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		settle(t, s)
		s.Document().Take()
	}
	if got := strings.Count(s.Document().HTML("pn-main"), `data-pn="text"`); got != 200 {
		t.Errorf("%d texts, want 200", got)
	}
}
