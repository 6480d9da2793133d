package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn/pntest"
)

// A component that a script uses twice is refused with the line that asks for the
// second place. The page stays as it was, and its session goes on.
func TestComponentUsedTwice(t *testing.T) {
	const app = `package main

import "github.com/panelgo/panelgo/pn"

// Frame is a layout of the script's own.
type Frame struct{ pn.Layout[*Frame] }

func NewFrame(objects ...pn.Component) *Frame { f := &Frame{}; return f.Init(f, pn.Kind{Name: "frame"}, objects) }

func (f *Frame) Render(m *pn.Markup) {
	m.Open("section")
	for _, c := range f.Current() {
		m.Child(c)
	}
	m.Close()
}

func App(s *pn.Session) {
	out, side, seen := pn.Text("before"), pn.Text("side"), pn.Text("seen")
	left, right, frame := pn.Column(out), pn.Column(), NewFrame()
	s.Sidebar(side)
	_, _, _ = side, seen, frame
	s.Main(left, right, frame, pn.View(func() pn.Component { return seen }))
	s.Main(pn.Button("Work").OnClick(func() { out.Set("works") }), pn.Button("Twice").OnClick(func() {
		out.Set("changed")
		TWICE
		out.Set("not reached")
	}))
}
`
	for _, twice := range []string{
		`a := pn.Text("twice"); s.Main(a, a)`,
		`s.Main(out)`,
		`s.Sidebar(side)`,
		`s.Header(seen)`,
		`right.Append(out)`,
		`right.Insert(0, pn.Row(out))`,
		`right.Append(side)`,
		`right.SetObjects(side)`,
		`right.Append(right)`,
		`frame.Append(out)`,
		`frame.Append(frame)`,
		`right.Append(pn.Tabs().Add("Tab", out))`,
		`s.Main(pn.View(func() pn.Component { return nil }), pn.Card(pn.Row(out)))`,
	} {
		t.Run(twice, func(t *testing.T) {
			t.Parallel()
			url := serve(t, dev, script(t, "app.go", strings.Replace(app, "TWICE", twice, 1))) + "/app"
			p := pntest.Visit(t, url)
			before := p.HTML("body")
			p.Click("Twice")
			p.WaitProblem("app.go:26")
			if after := strings.Replace(p.HTML("body"), ">changed<", ">before<", 1); after != before {
				t.Errorf("the page was\n%s\nand is\n%s", before, after)
			}
			p.Click("Work")
			p.WaitText(".pn-column .pn-text", "works")
		})
		t.Run("at first: "+twice, func(t *testing.T) {
			t.Parallel()
			at := strings.Replace(strings.Replace(app, "TWICE", "", 1), "\ts.Main(pn.Button", "\t"+twice+"\n\ts.Main(pn.Button", 1)
			got := get(t, serve(t, dev, script(t, "app.go", at))+"/app")
			if twice == "s.Header(seen)" { // the view has not run: it is the second place
				if got.status != http.StatusInternalServerError || !strings.Contains(got.body, "in two places on the page") {
					t.Errorf("status %d:\n%s", got.status, got.body)
				}
			} else if got.status != http.StatusInternalServerError || !strings.Contains(got.body, "app.go:24") {
				t.Errorf("status %d, without the line:\n%s", got.status, got.body)
			}
		})
	}
}
