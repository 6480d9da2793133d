package pn_test

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

var stars = pn.Kind{Name: "stars", CSS: `.pn-stars output { color: var(--pn-accent) }`}

// NewStars begins at one star.
func NewStars(label string) *Stars {
	s := &Stars{label: label}
	return s.Init(s, stars, 1, func(n int) (int, error) {
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

// A component of one's own has the options, the value and the events of those of
// package pn.
func ExampleWidget() {
	film := NewStars("The film").Width(200).Set(4)
	fmt.Println(film.Node().Kind(), film.Value())
	fmt.Println(film.HandleEvent(pn.Event{Name: "change", Value: []byte("6")}))
	// Output:
	// stars 4
	// 6 stars: there are 1 to 5
}
