package pn

import (
	_ "embed"
	"fmt"
)

//go:embed rating.css
var ratingCSS string

var ratingKind = declare(Kind{Name: "rating", CSS: ratingCSS})

// RatingWidget gives a number of stars.
type RatingWidget struct {
	Widget[*RatingWidget, int]
	label string
	most  int
}

// Rating gives 1 to most stars; 0, with which it begins, is none yet. It panics if most
// is not from 1 to 100. Setting another value panics.
func Rating(label string, most int) *RatingWidget {
	if most < 1 || most > 100 {
		panic(fmt.Sprintf("rating %q: %d stars are not from 1 to 100", label, most))
	}
	w := &RatingWidget{label: label, most: most}
	return w.Init(w, ratingKind, 0, w.fit)
}

func (w *RatingWidget) fit(v int) (int, error) {
	if v < 0 || v > w.most {
		return 0, fmt.Errorf("rating %q: %d is not from 0 to %d", w.label, v, w.most)
	}
	return v, nil
}

// Render writes the label, a radio button for each star, and one that takes the rating back.
func (w *RatingWidget) Render(m *Markup) {
	m.Open("fieldset").Element("legend", "pn-label", w.label)
	m.Open("div").Class("pn-rating-stars")
	for i := 1; i <= w.most; i++ {
		w.choice(m, i, fmt.Sprintf("%d of %d", i, w.most), "★")
	}
	w.choice(m, 0, "none", "×")
	m.Close()
	m.Value(w.Current()).Close()
}

// choice writes the radio button of a value.
func (w *RatingWidget) choice(m *Markup, value int, name, sign string) {
	m.Open("label")
	m.Open("input").Attr("type", "radio").Group().Int("value", value).Attr("autocomplete", "off").
		Attr("aria-label", name).
		OwnedBool("checked", value == w.Current()).Bool("disabled", w.node.Style().Disabled).
		Sends("change", AsNumber).Shows(AsChecked)
	m.Element("span", "", sign).Close()
}
