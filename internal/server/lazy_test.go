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
		import "github.com/panelgo/panelgo/pn"
		var runs int
		func App(s *pn.Session) {
			s.Main(pn.Button("Go"))
			if s.Cookie("bad", "") != "" { panic("bad cookie") }
		}`))
	p := pntest.Load(t, url+"/app")
	p.Header("Cookie", "bad=1")
	p.GoLive()
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
