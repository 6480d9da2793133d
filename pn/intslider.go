package pn

import (
	_ "embed"
	"fmt"
)

//go:embed intslider.css
var intSliderCSS string

var intSliderKind = declare(Kind{Name: "int-slider", CSS: intSliderCSS})

// IntSliderWidget picks a whole number from a range.
type IntSliderWidget struct {
	Widget[*IntSliderWidget, int]
	label            string
	start, end, step int
	format           string
	asked            int // the value before it was fitted to range and step
}

// IntSlider picks a whole number from start to end, both included, in steps of
// 1. It begins at start. It panics if end is less than start.
//
// The value always lies in the range and on a step counted from start. Any
// other value, set by the script or sent by a page, is moved to the nearest
// step (the upper one if two are equally near), as browsers do it. Panel keeps
// any number that a script sets.
func IntSlider(label string, start, end int) *IntSliderWidget {
	if end < start {
		panic(fmt.Sprintf("slider %q: the end %d lies before the start %d", label, end, start))
	}
	w := &IntSliderWidget{label: label, start: start, end: end, step: 1, format: "{value}", asked: start}
	return w.Init(w, intSliderKind, start, w.fit)
}

// Step sets the distance between two values, at least 1, which is the default.
// The value moves to the nearest step.
func (w *IntSliderWidget) Step(step int) *IntSliderWidget {
	asked := 0
	w.Update(func() { w.step, asked = max(step, 1), w.asked })
	return w.Set(asked)
}

// Format sets how the value is written beside the slider; see
// NumberIndicator.Format.
func (w *IntSliderWidget) Format(format string) *IntSliderWidget {
	checkFormat(format)
	return w.Update(func() { w.format = format })
}

// fit moves a value into the range and onto a step. Distances are unsigned, so
// that those of the widest range do not overflow.
func (w *IntSliderWidget) fit(v int) (int, error) {
	w.asked = v
	step, span := uint(w.step), uint(w.end)-uint(w.start)
	distance := uint(min(max(v, w.start), w.end)) - uint(w.start)
	over := distance % step
	distance -= over
	if over >= step-over && step <= span-distance {
		distance += step
	}
	return int(uint(w.start) + distance), nil
}

// Render writes the label, the value and the slider.
func (w *IntSliderWidget) Render(m *Markup) {
	m.Open("label").Label(w.label)
	showFigure(m, w.format, formatInt(w.format, w.Current()))
	m.Open("input").Attr("type", "range").Attr("autocomplete", "off").
		Attr("aria-label", w.label). // the label element names its first control, which is the output
		Int("min", w.start).Int("max", w.end).Int("step", w.step).
		Owned("value", fmt.Sprint(w.Current())).Bool("disabled", w.node.Style().Disabled).
		Sends("change", AsNumber).Shows(AsNumber)
	m.Value(w.Current()).Close()
}
