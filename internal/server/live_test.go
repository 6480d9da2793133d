package server_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

const city = `
	func SessionKey(r *pn.Request) string { return r.Arg("city", "Berlin") }
	func App(s *pn.Session) {
		city := s.Arg("city", "Berlin")
		s.Title(city)
		days := pn.IntSlider("Days", 1, 10)
		s.Main(days, pn.View(func() pn.Component { return pn.Text(city + " in " + string(rune('0' + days.Value())) + " days") }))
	}`

// modes are the ways to serve; a page must be the same in all of them.
var modes = map[string]func(*panelgo.Options){"own session": plain, "reuse": reuse, "warm": warm}

func TestPageGoesLive(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			url := serve(t, mode, script(t, "city.go", city))
			for range 3 {
				p := pntest.Load(t, url+"/city?city=Oslo")
				if got := p.Text(".pn-text"); got != "Oslo in 1 days" || p.Title() != "Oslo" {
					t.Fatalf("before it is live the page shows %q under %q", got, p.Title())
				}
				p.GoLive()
				p.Set("Days", 7)
				if got := p.Text(".pn-text"); got != "Oslo in 7 days" {
					t.Errorf("after the slider moved: %q", got)
				}
			}
		})
	}
}

func TestServerTimingTellsHitAndMiss(t *testing.T) {
	url := serve(t, reuse, script(t, "city.go", city))
	for _, want := range []string{"miss", "hit", "hit"} {
		if got := get(t, url+"/city?city=Rome").header.Get("Server-Timing"); got != "reuse;desc="+want {
			t.Errorf("Server-Timing %q, want %s", got, want)
		}
	}
	if got := get(t, url+"/city?city=Lima").header.Get("Server-Timing"); got != "reuse;desc=miss" {
		t.Errorf("another bucket: %q", got)
	}
}

func TestUnchangedViewIsNotSentTwice(t *testing.T) {
	url := serve(t, reuse, script(t, "city.go", city))
	first := get(t, url+"/city")
	again := get(t, url+"/city", "If-None-Match", first.header.Get("ETag"))
	if again.status != http.StatusNotModified || again.body != "" {
		t.Errorf("status %d with %d bytes, want 304 and none", again.status, len(again.body))
	}
}

// A hundred visitors load a page at once that was never made: the script runs
// once.
func TestOneRunForManyVisitors(t *testing.T) {
	file := script(t, "count.go", `package main
		import ("time"; "github.com/panelgo/panelgo/pn")
		func App(s *pn.Session) { time.Sleep(100 * time.Millisecond); s.Main(pn.Text(time.Now().String())) }`)
	url := serve(t, reuse, file)
	var mu sync.Mutex
	pages := map[string]int{}
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			body := get(t, url+"/count").body
			mu.Lock()
			defer mu.Unlock()
			pages[body]++
		})
	}
	wg.Wait()
	if len(pages) != 1 {
		t.Errorf("100 visitors at once got %d different pages, want 1", len(pages))
	}
}

func TestDroppedSocketComesBackToItsSession(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			url := serve(t, mode, script(t, "app.go", good))
			p := pntest.Visit(t, url+"/app")
			for want := range 3 {
				p.Click("Count")
				p.WaitText(".pn-text", fmt.Sprint(want+1))
				p.Drop()
				p.GoLive()
			}
		})
	}
}

func TestChangesWhileTheSocketIsDownArriveLater(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", `package main
		import ("context"; "time"; "github.com/panelgo/panelgo/pn")
		func App(s *pn.Session) {
			label := pn.Text("0")
			s.Main(label, pn.Button("Later").OnClick(func() {
				s.Go(func(ctx context.Context) { time.Sleep(50 * time.Millisecond); label.Set("done") })
			}))
		}`))
	p := pntest.Visit(t, url+"/app")
	p.Click("Later")
	p.Drop()
	p.GoLive()
	p.WaitText(".pn-text", "done")
}

func TestInputsAreCarriedOverWhenTheSessionIsGone(t *testing.T) {
	file := script(t, "city.go", city)
	h := handler(t, reuse, file)
	url := pntest.Serve(t, h)
	p := pntest.Visit(t, url+"/city")
	p.Set("Days", 5)
	p.Drop()
	h.EndSessions()
	p.GoLive()
	p.WaitText(".pn-text", "Berlin in 5 days")
}

func TestEditReachesNewVisitors(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			file := script(t, "city.go", city)
			url := serve(t, mode, file)
			old := pntest.Visit(t, url+"/city")
			edit(t, file, ` days"`, ` nights"`)
			waitfor.True(t, "the edit to be served", func() bool {
				return strings.Contains(get(t, url+"/city").body, "1 nights")
			})
			old.Set("Days", 3)
			if got := old.Text(".pn-text"); got != "Berlin in 3 days" {
				t.Errorf("outside development an old session moved: %q", got)
			}
		})
	}
}

func TestBadEditChangesNothingForVisitors(t *testing.T) {
	file := script(t, "city.go", city)
	h := handler(t, reuse, file)
	url := pntest.Serve(t, h)
	p := pntest.Visit(t, url+"/city")
	edit(t, file, "days.Value()", "days.Valeu()")
	waitfor.True(t, "the edit to be noticed", func() bool { return h.Problem("city") != nil })
	if got := get(t, url+"/city?city=Rome"); got.status != http.StatusOK || !strings.Contains(got.body, "Rome in 1 days") {
		t.Errorf("after a bad edit: status %d", got.status)
	}
	p.Set("Days", 2)
	if got := p.Text(".pn-text"); got != "Berlin in 2 days" {
		t.Errorf("after a bad edit an open page shows %q", got)
	}
}

func TestDevelopmentPutsAnEditOnOpenPages(t *testing.T) {
	for _, mode := range []func(*panelgo.Options){plain, reuse} {
		file := script(t, "city.go", city)
		url := serve(t, func(o *panelgo.Options) { mode(o); dev(o) }, file)
		a, b := pntest.Visit(t, url+"/city"), pntest.Visit(t, url+"/city?city=Rome")
		a.Set("Days", 4)
		edit(t, file, " days\"", " nights\"")
		a.WaitText(".pn-text", "Berlin in 4 nights") // the slider keeps its value
		b.WaitText(".pn-text", "Rome in 1 nights")

		edit(t, file, "days.Value()", "days.Valeu()")
		a.WaitProblem("city.go:")
		a.Set("Days", 5) // the last good version goes on
		a.WaitText(".pn-text", "Berlin in 5 nights")
		edit(t, file, "days.Valeu()", "days.Value()")
		a.WaitProblem("")
		a.WaitText(".pn-text", "Berlin in 5 nights")
		a.Set("Days", 6)
		a.WaitText(".pn-text", "Berlin in 6 nights")
	}
}

func TestEditOfATemplateReachesNewVisitors(t *testing.T) {
	file := script(t, "app.go", `func App(s *pn.Session) { s.Template("mine.html"); s.Main(pn.Text("content")) }`)
	template := filepath.Join(filepath.Dir(file), "mine.html")
	page := "<!doctype html><html{{.Attributes}}><head><title>{{.Title}}</title></head><body><h1>First</h1>{{.Main}}</body></html>"
	if err := os.WriteFile(template, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	url := serve(t, reuse, file)
	if body := get(t, url+"/app").body; !strings.Contains(body, "<h1>First</h1>") || !strings.Contains(body, "content") {
		t.Fatalf("the page is not made with its template:\n%s", body)
	}
	edit(t, template, "First", "Second")
	waitfor.True(t, "the template to be served", func() bool {
		return strings.Contains(get(t, url+"/app").body, "<h1>Second</h1>")
	})
}

func TestSpareStandsReadyForTheNextVisitor(t *testing.T) {
	file := script(t, "slow.go", `package main
		import ("fmt"; "github.com/panelgo/panelgo/pn")
		var runs int
		func App(s *pn.Session) {
			fmt.Println("running")
			s.Main(pn.Text("for " + s.Arg("who", "all")), pn.Button("Who").OnClick(func() { s.Title(s.Cookie("name", "nobody")) }))
		}`)
	h := handler(t, warm, file)
	url := pntest.Serve(t, h)
	p := pntest.Load(t, url+"/slow?who=Ada")
	waitfor.True(t, "a spare", func() bool { return h.Stats().Spares == 1 })
	p.Header("Cookie", "name=Ada")
	p.GoLive()
	if h.Stats().Spares != 0 {
		t.Error("the spare was not taken")
	}
	p.Click("Who") // the spare now serves this visitor's own request
	p.WaitText("title", "Ada")
}

// In development the log names what a page depends on though its bucket does
// not, with the line.
func TestDevelopmentTellsWhatTheKeyLeavesOut(t *testing.T) {
	var log strings.Builder
	url := serve(t, func(o *panelgo.Options) {
		dev(o)
		reuse(o)
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
	}, script(t, "report.go", `
		func SessionKey(r *pn.Request) string { return r.Arg("city", "Berlin") }
		func App(s *pn.Session) {
			s.Main(pn.Text(s.Arg("city", "Berlin") + s.Arg("color", "red") + s.User()))
		}`))
	for range 2 {
		get(t, url+"/report?city=Rome&color=blue")
		get(t, url+"/report?city=Oslo")
	}
	said := log.String()
	if n := strings.Count(said, "what SessionKey does not"); n != 1 {
		t.Errorf("it was said %d times:\n%s", n, said)
	}
	for _, part := range []string{`Arg(\"color\")`, "at=report.go:7:"} {
		if !strings.Contains(said, part) {
			t.Errorf("%s is not in %s", part, said)
		}
	}
}
