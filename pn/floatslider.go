package pn

import (
	"fmt"
	"math"
	"strconv"
)

// FloatSliderWidget picks a number from a range.
type FloatSliderWidget struct {
	Widget[*FloatSliderWidget, float64]
	label            string
	start, end, step float64
	format           string
}

// FloatSlider picks a number from start to end, both included. It begins at
// start and moves in hundredths of the range, unless Step says otherwise.
func FloatSlider(label string, start, end float64) *FloatSliderWidget {
	if !(start <= end) || math.IsInf(start, 0) || math.IsInf(end, 0) {
		panic(fmt.Sprintf("slider %q: %v to %v is no range", label, start, end))
	}
	w := &FloatSliderWidget{label: label, start: start, end: end, step: (end - start) / 100, format: "{value}"}
	return w.Init(w, "float-slider", start, w.fit)
}

// Step sets the distance between two values; more than 0.
func (w *FloatSliderWidget) Step(step float64) *FloatSliderWidget {
	if !(step > 0) || math.IsInf(step, 0) {
		panic(fmt.Sprintf("slider %q: the step %v must be more than 0", w.label, step))
	}
	return w.Update(func() { w.step = step })
}

// Format sets how the value is written beside the slider; see Number.Format.
func (w *FloatSliderWidget) Format(format string) *FloatSliderWidget {
	return w.Update(func() { w.format = format })
}

// fit refuses what is out of range.
func (w *FloatSliderWidget) fit(v float64) (float64, error) {
	if !(v >= w.start && v <= w.end) {
		return 0, fmt.Errorf("slider %q: %v is not from %v to %v", w.label, v, w.start, w.end)
	}
	return v, nil
}

// Render writes the label, the value and the slider.
func (w *FloatSliderWidget) Render(m *Markup) {
	float := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	m.Open("label").Element("span", "pn-label", w.label)
	m.Element("output", "pn-slider-value", formatNumber(w.format, w.Current()))
	m.Open("input").Attr("type", "range").
		Attr("min", float(w.start)).Attr("max", float(w.end)).Attr("step", float(w.step)).
		Owned("value", float(w.Current())).Bool("disabled", w.node.Style().Disabled)
	m.Value(w.Current()).Close()
}
