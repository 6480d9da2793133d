//go:build ignore

package main

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// Stars rates something with 1 to 5 stars.
type Stars struct {
	pn.Widget[*Stars, int]
	label string
}

// NewStars begins at one star.
func NewStars(label string) *Stars {
	s := &Stars{label: label}
	return s.Init(s, pn.Kind{Name: "stars", CSS: ".pn-stars output { color: rgb(200, 100, 0) }"}, 1, func(n int) (int, error) {
		if n < 1 || n > 5 {
			return 0, fmt.Errorf("%d stars: there are 1 to 5", n)
		}
		return n, nil
	})
}

// Render writes the label, the stars and the slider that picks them.
func (s *Stars) Render(m *pn.Markup) {
	m.Open("label").Label(s.label)
	m.Element("output", "", strings.Repeat("★", s.Current()))
	m.Open("input").Attr("type", "range").Int("min", 1).Int("max", 5).Owned("value", fmt.Sprint(s.Current())).
		Sends("change", pn.AsNumber).Shows(pn.AsNumber)
	m.Value(s.Current()).Close()
}

// Bell counts how often it was rung.
type Bell struct {
	pn.Base[*Bell]
	rung int
}

// NewBell hangs a bell.
func NewBell() *Bell {
	b := &Bell{}
	return b.Init(b, pn.Kind{Name: "bell"})
}

// Render writes the bell.
func (b *Bell) Render(m *pn.Markup) {
	m.Open("button").Attr("type", "button").Sends("click", pn.AsNone).Text(fmt.Sprint("Rung ", b.rung)).Close()
}

// HandleEvent rings.
func (b *Bell) HandleEvent(e pn.Event) error {
	if e.Name != "click" {
		return fmt.Errorf("a bell has no event %q", e.Name)
	}
	b.Update(func() { b.rung++ })
	return nil
}

// Frame frames other components.
type Frame struct{ pn.Layout[*Frame] }

// NewFrame frames components.
func NewFrame(objects ...pn.Component) *Frame {
	f := &Frame{}
	return f.Init(f, pn.Kind{Name: "frame"}, objects)
}

// Render writes what it frames.
func (f *Frame) Render(m *pn.Markup) {
	m.Open("fieldset")
	for _, c := range f.Current() {
		m.Child(c)
	}
	m.Close()
}

// App rates a film.
func App(s *pn.Session) {
	film, bell := NewStars("The film").Set(2), NewBell()
	frame := NewFrame(film, bell)
	s.Main(frame, pn.View(func() pn.Component { return pn.Text(fmt.Sprint(film.Value(), " of 5")) }),
		pn.Button("Turn").OnClick(func() { frame.SetObjects(bell, film) }))
}
