package pn

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed floatslider.css
var floatSliderCSS string

var floatSliderKind = declare(Kind{Name: "float-slider", CSS: floatSliderCSS})

// FloatSliderWidget picks a number from a range.
type FloatSliderWidget struct {
	Widget[*FloatSliderWidget, float64]
	label            string
	start, end, step float64
	format           string
	asked            float64 // the value before it was fitted to range and step
}

// FloatSlider picks a number from start to end, both included. It begins at
// start. Its steps are hundredths of the range unless Step says otherwise;
// Panel's are 0.1. It panics if end is less than start, if either is not
// finite, or if the range is wider than a float64 can express.
//
// The value is kept in the range and on a step, as IntSlider does it.
func FloatSlider(label string, start, end float64) *FloatSliderWidget {
	if !(start <= end) || math.IsInf(end-start, 0) {
		panic(fmt.Sprintf("slider %q: %v to %v is no range", label, start, end))
	}
	step := (end - start) / 100
	if step == 0 {
		step = 1
	}
	w := &FloatSliderWidget{label: label, start: start, end: end, step: step, format: "{value}", asked: start}
	return w.Init(w, floatSliderKind, start, w.fit)
}

// Step sets the distance between two values; it panics if it is not more than
// 0. The value moves to the nearest step.
func (w *FloatSliderWidget) Step(step float64) *FloatSliderWidget {
	if !(step > 0) || math.IsInf(step, 0) {
		panic(fmt.Sprintf("slider %q: the step %v must be more than 0", w.label, step))
	}
	asked := 0.0
	w.Update(func() { w.step, asked = step, w.asked })
	return w.Set(asked)
}

// Format sets how the value is written beside the slider; see
// NumberIndicator.Format.
func (w *FloatSliderWidget) Format(format string) *FloatSliderWidget {
	checkFormat(format)
	return w.Update(func() { w.format = format })
}

// fit moves a value into the range and onto a step.
func (w *FloatSliderWidget) fit(v float64) (float64, error) {
	if math.IsNaN(v) {
		return 0, fmt.Errorf("slider %q: NaN is no number", w.label)
	}
	w.asked = v
	v = min(max(v, w.start), w.end)
	const rounding = 1e-9 // of a step: the error of the arithmetic
	if (w.end-w.start)/w.step > 1<<50 {
		return v, nil // finer than a float64 can count
	}
	steps := math.Floor((v-w.start)/w.step + 0.5)
	steps = min(steps, math.Floor((w.end-w.start)/w.step+rounding))
	fitted := w.start + steps*w.step
	if math.Abs(v-fitted) <= rounding*w.step {
		return v, nil
	}
	return min(round(fitted, max(decimals(w.start), decimals(w.step))), w.end), nil
}

// decimals returns the number of decimals that a number is written with.
func decimals(v float64) int {
	_, places, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(places)
}

// round removes the error of binary arithmetic from a sum of decimal numbers:
// three steps of 0.1 are 0.3.
func round(v float64, places int) float64 {
	if places > 15 {
		return v
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', places, 64), 64)
	if err != nil {
		return v
	}
	return rounded
}

// Render writes the label, the value and the slider.
func (w *FloatSliderWidget) Render(m *Markup) {
	float := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	m.Open("label").Label(w.label)
	showFigure(m, w.format, formatNumber(w.format, w.Current()))
	m.Open("input").Attr("type", "range").Attr("autocomplete", "off").
		Attr("aria-label", w.label). // the label element names its first control, which is the output
		Attr("min", float(w.start)).Attr("max", float(w.end)).Attr("step", float(w.step)).
		Owned("value", float(w.Current())).Bool("disabled", w.node.Style().Disabled).
		Sends("change", AsNumber).Shows(AsNumber)
	m.Value(w.Current()).Close()
}
