package server_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/pn/pntest"
)

// What goes wrong in HoloViz Panel's reuse of sessions, seen on a running
// Panel, and must not here. Each test is named for the fault.

func TestFaultFirstVisitorsNameInTheNextVisitorsPage(t *testing.T) {
	url := serve(t, reuse, script(t, "greet.go", `
		func App(s *pn.Session) { s.Main(pn.Text("Hello, " + s.Cookie("name", "stranger") + "!")) }`))
	for _, name := range []string{"Ada", "Grace", "Ada"} {
		body := get(t, url+"/greet", "Cookie", "name="+name).body
		if !strings.Contains(body, "Hello, "+name+"!") {
			t.Errorf("%s was greeted wrongly:\n%s", name, body)
		}
	}
	if body := get(t, url+"/greet").body; !strings.Contains(body, "Hello, stranger!") {
		t.Errorf("a stranger was greeted wrongly:\n%s", body)
	}
}

func TestFaultFirstVisitorsNameDespiteASessionKey(t *testing.T) {
	url := serve(t, reuse, script(t, "greet.go", `
		func SessionKey(r *pn.Request) string { return "everyone" }
		func App(s *pn.Session) { s.Main(pn.Text("Hello, " + s.Cookie("name", "stranger") + "!")) }`))
	for _, name := range []string{"Ada", "Grace", "Ada"} {
		if body := get(t, url+"/greet", "Cookie", "name="+name).body; !strings.Contains(body, "Hello, "+name+"!") {
			t.Errorf("%s was greeted wrongly: identity belongs to the key as soon as it is read", name)
		}
	}
}

// gate is a plugin that refuses requests without a valid ticket.
type gate struct{}

func (gate) Name() string { return "gate" }
func (gate) Authorize(r *http.Request) error {
	if r.Header.Get("Ticket") != "valid" {
		return errors.New("no ticket")
	}
	return nil
}

func TestFaultAuthorisationIsInherited(t *testing.T) {
	o := panelgo.Defaults()
	o.Reuse = server.ReuseOn
	h, err := panelgo.Handler([]string{script(t, "secret.go", `func App(s *pn.Session) { s.Main(pn.Text("the secret")) }`)},
		panelgo.WithOptions(o), panelgo.WithPlugins(gate{}))
	if err != nil {
		t.Fatal(err)
	}
	url := pntest.Serve(t, h)
	for i, ticket := range []string{"valid", "", "forged", "valid", ""} {
		got := get(t, url+"/secret", "Ticket", ticket)
		want := http.StatusForbidden
		if ticket == "valid" {
			want = http.StatusOK
		}
		if got.status != want || (want != http.StatusOK) == strings.Contains(got.body, "the secret") {
			t.Errorf("request %d with ticket %q: status %d, want %d", i, ticket, got.status, want)
		}
	}
}

func TestFaultEveryKeyHoldsMemoryForEver(t *testing.T) {
	limit := func(o *panelgo.Options) { o.Reuse, o.MaxViews, o.MaxViewBytes = server.ReuseOn, 50, 4<<20 }
	h := handler(t, limit, script(t, "keys.go", `func App(s *pn.Session) { s.Main(pn.Text("key " + s.Arg("k", ""))) }`))
	url := pntest.Serve(t, h)
	for i := range 500 {
		get(t, fmt.Sprintf("%s/keys?k=%d", url, i))
	}
	if s := h.Stats(); s.ViewEntries > 110 || s.ViewBytes > 4<<20 {
		t.Errorf("500 keys left %d entries of %d bytes; the bounds are 50 views and 4 MiB", s.ViewEntries, s.ViewBytes)
	}
}

func TestFaultErrorPageIsKept(t *testing.T) {
	url := serve(t, reuse, script(t, "flaky.go", `
		func App(s *pn.Session) {
			if s.RequestHeader("Fail") != "" { panic("on purpose") }
			s.Main(pn.Text("fine"))
		}`))
	bad := get(t, url+"/flaky", "Fail", "yes")
	if bad.status != http.StatusInternalServerError {
		t.Errorf("a panic in App: status %d, want 500", bad.status)
	}
	for range 2 {
		if got := get(t, url+"/flaky"); got.status != http.StatusOK || !strings.Contains(got.body, "fine") {
			t.Errorf("after an error: status %d\n%s", got.status, got.body)
		}
	}
	if got := get(t, url+"/flaky", "Fail", "yes"); got.status != http.StatusInternalServerError {
		t.Errorf("the second failing request: status %d, want 500", got.status)
	}
}

func TestFaultTwoAppsWithOneKeyServeEachOthersPage(t *testing.T) {
	one := script(t, "one.go", `
		func SessionKey(r *pn.Request) string { return "same" }
		func App(s *pn.Session) { s.Main(pn.Text("this is one")) }`)
	two := script(t, "two.go", `
		func SessionKey(r *pn.Request) string { return "same" }
		func App(s *pn.Session) { s.Main(pn.Text("this is two")) }`)
	url := serve(t, reuse, one, two)
	for range 2 {
		for _, app := range []string{"one", "two"} {
			if body := get(t, url+"/"+app).body; !strings.Contains(body, "this is "+app) {
				t.Errorf("/%s shows another app's page", app)
			}
		}
	}
}

func TestFaultWhatTheFirstVisitorDoesShowsInTheSecondsPage(t *testing.T) {
	url := serve(t, reuse, script(t, "counter.go", `
		func App(s *pn.Session) {
			s.Title("Zero")
			clicks, label := 0, pn.Text("0 clicks")
			s.Main(label, pn.Button("More").OnClick(func() {
				clicks++
				label.Set("many clicks")
				s.Title("Many")
				s.Main(pn.Text("a new line"))
			}))
		}`))
	first := pntest.Visit(t, url+"/counter")
	first.Click("More")
	first.WaitText(".pn-text", "many clicks")
	second := pntest.Load(t, url+"/counter")
	if got := second.Text(".pn-text"); got != "0 clicks" || second.Title() != "Zero" || strings.Contains(second.HTML("body"), "a new line") {
		t.Errorf("the second visitor sees %q under the title %q", got, second.Title())
	}
}

func TestFaultPartsLandInTheWrongArea(t *testing.T) {
	url := serve(t, reuse, script(t, "areas.go", `
		func App(s *pn.Session) {
			s.Main(pn.Text("in main"))
			if s.Cookie("who", "") != "" { s.Sidebar(pn.Text("for members")) }
			s.Sidebar(pn.Text("in sidebar"))
			s.Header(pn.Text("in header"))
		}
		func SessionKey(r *pn.Request) string { return "" }`))
	check := func(p *pntest.Page) {
		t.Helper()
		for area, want := range map[string]string{"#pn-main": "in main", "#pn-header": "in header", "#pn-sidebar": "in sidebar"} {
			if got := p.Text(area); got != want {
				t.Errorf("%s shows %q, want %q", area, got, want)
			}
		}
	}
	p := pntest.Load(t, url+"/areas")
	check(p)
	p.GoLive()
	check(p)
}

func TestFaultReusedPageNeedsForeignHosts(t *testing.T) {
	url := serve(t, reuse, script(t, "page.go", `func App(s *pn.Session) { s.Main(pn.Text("content")) }`))
	for range 2 {
		got := get(t, url+"/page")
		for _, part := range []string{`src="http`, `href="http`, `src="//`, `href="//`, "@import", "url(http"} {
			if strings.Contains(got.body, part) {
				t.Errorf("the page holds %q: everything it needs must come from its own server", part)
			}
		}
		policy := got.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") && !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("the policy lets foreign hosts in: %q", policy)
		}
		if !strings.Contains(got.body, "content") {
			t.Error("the content is not in the page")
		}
	}
}

func TestFaultWarmingSeveralAppsDependsOnTheirOrder(t *testing.T) {
	one := script(t, "one.go", `
		func WarmURLs() []string { return []string{"?n=1", "?n=2"} }
		func App(s *pn.Session) { s.Main(pn.Text("one " + s.Arg("n", "0"))) }`)
	two := script(t, "two.go", `func App(s *pn.Session) { s.Main(pn.Text("two")) }`)
	warm := func(o *panelgo.Options) { o.Reuse, o.Warm = server.ReuseOn, true }
	for _, order := range [][]string{{one, two}, {two, one}} {
		url := serve(t, warm, order...)
		for path, want := range map[string]string{"/one": "one 0", "/one?n=1": "one 1", "/one?n=2": "one 2", "/two": "two"} {
			got := get(t, url+path)
			if got.status != http.StatusOK || !strings.Contains(got.body, want) {
				t.Errorf("%s after warming: status %d", path, got.status)
			}
			if how := got.header.Get("Server-Timing"); how != "reuse;desc=hit" {
				t.Errorf("%s after warming: %q, want a hit", path, how)
			}
		}
	}
}

func TestFaultOldTitleRemainsAfterAnEdit(t *testing.T) {
	dev := func(o *panelgo.Options) { o.Reuse, o.Dev = server.ReuseOn, true }
	file := script(t, "titled.go", `func App(s *pn.Session) { s.Title("Before"); s.Main(pn.Text("text")) }`)
	url := serve(t, dev, file)
	p := pntest.Visit(t, url+"/titled")
	if p.Title() != "Before" {
		t.Fatalf("title %q", p.Title())
	}
	edit(t, file, "Before", "After")
	p.WaitText("title", "After")
	if got := pntest.Load(t, url+"/titled").Title(); got != "After" {
		t.Errorf("a new visitor sees the title %q", got)
	}
}

func TestFaultLoopbackAddressRefusesTheSocket(t *testing.T) {
	url := serve(t, reuse, script(t, "page.go", `func App(s *pn.Session) { s.Main(pn.Text("content")) }`))
	port := url[strings.LastIndex(url, ":"):]
	for _, host := range []string{"http://127.0.0.1", "http://localhost"} {
		p := pntest.Load(t, host+port+"/page")
		p.Header("Origin", host+port)
		p.GoLive()
	}
}
