package server_test

import (
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/pn/pntest"
)

// stars is a script with components of its own: a widget, a layout, and one that
// is neither.
const stars = `package main

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

type Stars struct {
	pn.Widget[*Stars, int]
	label string
	most  int
}

func NewStars(label string, most int) *Stars {
	s := &Stars{label: label, most: most}
	return s.Init(s, pn.Kind{Name: "stars"}, 1, func(v int) (int, error) {
		if v < 1 || v > s.most {
			return 0, fmt.Errorf("%d is not a number of stars from 1 to %d", v, s.most)
		}
		return v, nil
	})
}

func (s *Stars) Most(n int) *Stars { return s.Update(func() { s.most = n }) }

func (s *Stars) Render(m *pn.Markup) {
	m.Open("label").Label(s.label)
	m.Open("input").Attr("type", "number").Int("max", s.most).Owned("value", fmt.Sprint(s.Current())).
		Sends("change", pn.AsNumber).Shows(pn.AsNumber)
	m.Value(s.Current()).Close()
}

type Frame struct {
	pn.Layout[*Frame]
	title string
}

func NewFrame(title string, objects ...pn.Component) *Frame {
	f := &Frame{title: title}
	return f.Init(f, pn.Kind{Name: "frame"}, objects)
}

func (f *Frame) Render(m *pn.Markup) {
	m.Open("fieldset").Element("legend", "", f.title)
	for _, c := range f.Current() {
		m.Child(c)
	}
	m.Close()
}

type Bell struct {
	pn.Base[*Bell]
	rung int
}

func NewBell() *Bell {
	b := &Bell{}
	return b.Init(b, pn.Kind{Name: "bell"})
}

func (b *Bell) Render(m *pn.Markup) { m.Open("button").Attr("data-rung", fmt.Sprint(b.rung)).Sends("click", pn.AsNone).Text("Ring").Close() }

func (b *Bell) HandleEvent(e pn.Event) error {
	if e.Name != "click" {
		return fmt.Errorf("a bell has no event %q", e.Name)
	}
	b.Update(func() { b.rung++ })
	return nil
}

func App(s *pn.Session) {
	film, bell := NewStars("Film", 5).Set(2).Width(200), NewBell().Classes("loud")
	heard := pn.Text("")
	film.OnChange(func(v int) { heard.Set(fmt.Sprint("heard of ", v)) })
	s.Main(
		NewFrame("Tonight", film).Append(bell, heard),
		pn.Button("More stars").OnClick(func() { film.Most(10).Set(7) }),
		pn.View(func() pn.Component { return NewFrame("Seen", pn.Text(fmt.Sprint(film.Value(), " stars"))) }),
	)
}
`

// A script's own components are shown, take events, and are patched like those of
// package pn.
func TestComponentsOfAScript(t *testing.T) {
	p := pntest.OpenScript(t, script(t, "stars.go", stars))
	for part, want := range map[string]string{
		"#pn-main > fieldset:first-child > legend": "Tonight",
		".pn-stars .pn-label":                      "Film",
		".pn-view .pn-frame .pn-text":              "2 stars",
	} {
		if got := p.Text(part); got != want {
			t.Errorf("%s is %q, want %q", part, got, want)
		}
	}
	if !p.Has(`.pn-stars[data-pn=stars][style="width:200px;"]`) || !p.Has(".pn-bell.loud[data-rung='0']") {
		t.Errorf("common options are not in the page:\n%s", p.HTML("#pn-main"))
	}

	p.Set("Film", 4)
	p.WaitText(".pn-view .pn-text", "4 stars")
	p.WaitText(".pn-frame > .pn-text", "heard of 4")
	p.Click("Ring")
	p.Click("Ring")
	if !p.Has(".pn-bell[data-rung='2']") {
		t.Errorf("the bell was not patched:\n%s", p.HTML("#pn-main"))
	}

	p.Set("Film", 0) // refused: the page lets a person enter it
	if got := p.Text(".pn-view .pn-text"); got != "4 stars" {
		t.Errorf("after no stars it shows %q", got)
	}
	p.Click("More stars")
	p.WaitText(".pn-view .pn-text", "7 stars")
	if !p.Has(".pn-stars input[max='10']") {
		t.Errorf("the widget was not patched:\n%s", p.HTML("#pn-main"))
	}
}

// A component belongs to the session that made it, also when sessions have
// variables of their own and those of the other were used last.
func TestComponentsOfTwoSessions(t *testing.T) {
	url := serve(t, plain, script(t, "owned.go", `package main

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

var owner string

type Tag struct {
	pn.Base[*Tag]
	clicks int
}

func (t *Tag) Render(m *pn.Markup) { m.Open("button").Attr("title", fmt.Sprint(owner, t.clicks)).Text("Tag").Close() }

func (t *Tag) HandleEvent(pn.Event) error {
	t.clicks++
	t.Update(func() { owner += "!" })
	return nil
}

func App(s *pn.Session) {
	owner = s.Arg("owner", "")
	t := &Tag{}
	s.Main(t.Init(t, pn.Kind{Name: "tag"}))
}
`)) + "/owned"
	var pages []*pntest.Page
	for _, owner := range []string{"a", "b", "c"} {
		pages = append(pages, pntest.Visit(t, url+"?owner="+owner))
	}
	for i, text := range []string{"!1", "!!2"} {
		for j, owner := range []string{"a", "b", "c"} {
			pages[j].Click("Tag")
			if want := owner + text; !pages[j].Has(fmt.Sprintf("[title='%s']", want)) {
				t.Errorf("after click %d of %s there is no %s:\n%s", i+1, owner, want, pages[j].HTML("#pn-main"))
			}
		}
	}
}
