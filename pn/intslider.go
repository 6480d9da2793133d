package pn

import "fmt"

// IntSliderWidget picks a whole number from a range.
type IntSliderWidget struct {
	Widget[*IntSliderWidget, int]
	label            string
	start, end, step int
	format           string
}

// IntSlider picks a whole number from start to end, both included. It begins
// at start.
func IntSlider(label string, start, end int) *IntSliderWidget {
	if end < start {
		panic(fmt.Sprintf("slider %q: the end %d lies before the start %d", label, end, start))
	}
	w := &IntSliderWidget{label: label, start: start, end: end, step: 1, format: "{value}"}
	return w.Init(w, "int-slider", start, w.fit)
}

// Step sets the distance between two values; at least 1.
func (w *IntSliderWidget) Step(step int) *IntSliderWidget {
	return w.Update(func() { w.step = max(step, 1) })
}

// Format sets how the value is written beside the slider; see Number.Format.
func (w *IntSliderWidget) Format(format string) *IntSliderWidget {
	return w.Update(func() { w.format = format })
}

// fit refuses what is out of range.
func (w *IntSliderWidget) fit(v int) (int, error) {
	if v < w.start || v > w.end {
		return 0, fmt.Errorf("slider %q: %d is not from %d to %d", w.label, v, w.start, w.end)
	}
	return v, nil
}

// Render writes the label, the value and the slider.
func (w *IntSliderWidget) Render(m *Markup) {
	value := fmt.Sprint(w.Current())
	m.Open("label")
	m.Open("span").Class("pn-label").Text(w.label).Close()
	m.Element("output", "pn-slider-value", formatNumber(w.format, float64(w.Current())))
	m.Open("input").Attr("type", "range").
		Int("min", w.start).Int("max", w.end).Int("step", w.step).
		Owned("value", value).Bool("disabled", w.node.Style().Disabled)
	m.Value(w.Current())
	m.Close()
}
