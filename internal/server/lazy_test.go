package server_test

import (
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/pn/pntest"
)

func lazy(o *panelgo.Options) { o.Reuse = server.ReuseLazy }

// A visitor who only looks never gets a session, however often the page
// reconnects.
func TestLazyPageHasNoSessionUntilSomebodyActs(t *testing.T) {
	h := handler(t, lazy, script(t, "city.go", city))
	url := pntest.Serve(t, h) + "/city"
	p := pntest.Visit(t, url)
	for range 2 {
		p.Drop()
		p.GoLive()
	}
	if n := h.Stats().Sessions; n != 0 {
		t.Fatalf("%d sessions before anybody did anything", n)
	}
	for days := 2; days <= 4; days++ { // the first begins a session, the others use it
		p.Set("Days", days)
	}
	if got := p.Text(".pn-text"); got != "Berlin in 4 days" {
		t.Errorf("the page shows %q", got)
	}
	if n := h.Stats().Sessions; n != 1 {
		t.Errorf("%d sessions for one who acts", n)
	}
	p.Drop()
	p.GoLive()
	if got := p.Text(".pn-text"); got != "Berlin in 4 days" || h.Stats().Sessions != 1 {
		t.Errorf("after a lost socket the page shows %q, with %d sessions", got, h.Stats().Sessions)
	}
}

// A script that does things by itself has a session at once.
func TestLazyPageThatWorksByItself(t *testing.T) {
	for name, by := range map[string]string{
		"Every":  `s.Every(time.Millisecond, func() { n.Set(7) })`,
		"OnLoad": `s.OnLoad(func() { n.Set(7) })`,
		"Go":     `s.Go(func(context.Context) { n.Set(7) })`,
	} {
		t.Run(name, func(t *testing.T) {
			url := serve(t, lazy, script(t, "app.go", `package main
				import ("context"; "time"; "github.com/panelgo/panelgo/pn")
				var _ context.Context
				var _ time.Time
				func App(s *pn.Session) {
					n := pn.Number("N", 0)
					s.Main(n)
					`+by+`
				}`))
			pntest.Visit(t, url+"/app").WaitText(".pn-number-value", "7")
		})
	}
}

// If a session cannot begin, the page is closed with a reason and does not
// try again.
func TestLazySessionThatFails(t *testing.T) {
	url := serve(t, lazy, script(t, "app.go", `package main
		import ("os"; "github.com/panelgo/panelgo/pn")
		func App(s *pn.Session) {
			s.Main(pn.Button("Go"))
			if os.Getenv("PAGE_IS_MADE") != "" { panic("made before") }
		}`))
	p := pntest.Visit(t, url+"/app")
	t.Setenv("PAGE_IS_MADE", "yes")
	p.Fire("Go")
	if code, reason := p.WaitClosed(); code != 4000 || reason != "the page could not be started" {
		t.Errorf("closed with %d %q", code, reason)
	}
}

// In development an edit and its mistakes reach pages without a session, too.
func TestLazyPageInDevelopment(t *testing.T) {
	file := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("first")) }`)
	h := handler(t, func(o *panelgo.Options) { lazy(o); dev(o) }, file)
	p := pntest.Visit(t, pntest.Serve(t, h)+"/app")
	edit(t, file, `"first"`, `1`)
	p.WaitProblem("cannot use 1")
	edit(t, file, `Text(1)`, `Text("second")`)
	p.WaitText(".pn-text", "second")
	p.WaitProblem("")
}

// A page that was made for somebody else than who opens its socket, who has signed in
// meanwhile, gets what is different. One that is what its visitor would get now needs no
// session.
func TestLazyPageOfAnotherVisitor(t *testing.T) {
	const coarse = `func SessionKey(r *pn.Request) string { return "all" }`
	for name, test := range map[string]struct{ key, read, header, value, want string }{
		"a cookie":                    {"", `s.Cookie("sid", "nobody")`, "Cookie", "sid=alice", "alice"},
		"a cookie, with a coarse key": {coarse, `s.Cookie("sid", "nobody")`, "Cookie", "sid=alice", "alice"},
		"a header":                    {"", `s.RequestHeader("X-Team")`, "X-Team", "red", "red"},
		"a user":                      {"", `s.User()`, "From", "alice", "alice"},
		"a user, with a coarse key":   {coarse, `s.User()`, "From", "alice", "alice"},
		"a key":                       {`func SessionKey(r *pn.Request) string { return r.Cookie("sid", "nobody") }`, `s.Key()`, "Cookie", "sid=alice", "alice"},
		"nothing of the visitor":      {"", `"all"`, "Cookie", "sid=alice", "all"},
	} {
		t.Run(name, func(t *testing.T) {
			o := panelgo.Defaults()
			o.LogLevel = "error"
			lazy(&o)
			source := test.key + "\nfunc App(s *pn.Session) { s.Main(pn.Text(\"for \" + " + test.read + ")) }"
			h, err := panelgo.Handler([]string{script(t, "app.go", source)}, panelgo.WithOptions(o), panelgo.WithPlugins(gauge{}))
			if err != nil {
				t.Fatal(err)
			}
			url := pntest.Serve(t, h) + "/app"
			get(t, url, test.header, test.value) // the server has a view for alice

			pntest.Visit(t, url)
			if n := h.Stats().Sessions; n != 0 {
				t.Errorf("%d sessions for a page that is up to date", n)
			}
			p := pntest.Load(t, url)
			p.Header(test.header, test.value)
			p.GoLive()
			p.WaitText(".pn-text", "for "+test.want)
			if n, same := h.Stats().Sessions, test.want == "all"; (n == 0) != same {
				t.Errorf("%d sessions for a page that was made for somebody else", n)
			}
		})
	}
}
