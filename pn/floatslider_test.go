package pn_test

import (
	"math"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestFloatSliderHTML(t *testing.T) {
	golden(t, "float-slider",
		example{"as it begins", pn.FloatSlider("Share", 0, 1)},
		example{"with a value", pn.FloatSlider("Share", 0, 1).Set(0.25)},
		example{"with a step and a format", pn.FloatSlider("Share", -2, 2).Step(0.5).Set(1.4).Format("{value:.1f} %")},
		example{"disabled", pn.FloatSlider("Share", 0, 1).Disabled(true)},
		example{"of one value", pn.FloatSlider("Share", 7, 7)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label":  func(s string) pn.Component { return pn.FloatSlider(s, 0, 1) },
		"format": func(s string) pn.Component { return pn.FloatSlider("", 0, 1).Format(s) },
	})
}

// Values are fitted as an IntSlider's, and are the decimal numbers one expects.
func TestFloatSliderFits(t *testing.T) {
	tests := []struct{ start, end, step, set, want float64 }{
		{0, 1, 0.1, 0.29, 0.3}, // not 0.30000000000000004
		{0, 1, 0.1, 0.3, 0.3},
		{0, 1, 0.1, -3, 0},
		{0, 1, 0.1, 3, 1},
		{0, 1, 0.1, math.Inf(1), 1},
		{0, 1, 0.1, math.Inf(-1), 0},
		{0, 1, 0.25, 0.375, 0.5},
		{0.05, 1, 0.1, 0.3, 0.35},
		{0, 1, 0.4, 1, 0.8},
		{0, 1, 3, 0.9, 0},
		{-1, 1, 0.5, -0.3, -0.5},
		{2, 2, 1, 5, 2},
		{0, 1, 1e-300, 0.5, 0.5},
		{0, 1e300, 1e-10, 1e299, 1e299},
		{0, 5e-324, 5e-324, 1, 5e-324},
	}
	for _, test := range tests {
		w := pn.FloatSlider("x", test.start, test.end).Step(test.step).Set(test.set)
		if got := w.Value(); got != test.want {
			t.Errorf("from %v to %v by %v: Set(%v) gives %v, want %v", test.start, test.end, test.step, test.set, got, test.want)
		}
		other := pn.FloatSlider("x", test.start, test.end).Set(test.set).Step(test.step)
		if got := other.Value(); got != test.want {
			t.Errorf("from %v to %v: Step(%v) after Set(%v) gives %v, want %v", test.start, test.end, test.step, test.set, got, test.want)
		}
	}
}

func FuzzFloatSliderFits(f *testing.F) {
	f.Add(0.0, 1.0, 0.1, 0.29)
	f.Add(-1e300, 1e300, 1e-300, 3.0)
	f.Add(0.0, 5e-324, 5e-324, 5e-324)
	f.Fuzz(func(t *testing.T, start, end, step, v float64) {
		if !(start <= end) || math.IsInf(end-start, 0) || !(step > 0) || math.IsInf(step, 0) || math.IsNaN(v) {
			return // no slider
		}
		w := pn.FloatSlider("x", start, end).Step(step).Set(v)
		got := w.Value()
		if !(got >= start && got <= end) {
			t.Errorf("from %v to %v by %v: %v became %v", start, end, step, v, got)
		}
		if again := w.Set(got).Value(); again != got {
			t.Errorf("from %v to %v by %v: %v became %v, and that %v", start, end, step, v, got, again)
		}
	})
}

func TestFloatSliderEvents(t *testing.T) {
	events(t, func() (pn.Component, func() float64) {
		w := pn.FloatSlider("x", 0, 10).Step(0.5).Set(5)
		return w, w.Value
	}, map[eventTest]float64{
		{"a value", "change", "2.5", ""}:                     2.5,
		{"a whole number", "change", "2", ""}:                2,
		{"below the range", "change", "-0.1", ""}:            0,
		{"above the range", "change", "1e99", ""}:            10,
		{"between two steps", "change", "3.3", ""}:           3.5,
		{"too large a number", "change", "1e999", "the val"}: 5,
		{"a string", "change", `"2.5"`, "the value"}:         5,
		{"a list", "change", "[2.5]", "the value"}:           5,
		{"null", "change", " null ", "null is no value"}:     5,
		{"another event", "input", "2.5", "no event"}:        5,
	})
}

func TestFloatSliderMistakes(t *testing.T) {
	for _, r := range [][2]float64{{2, 1}, {math.NaN(), 1}, {0, math.NaN()}, {0, math.Inf(1)}, {-1.7e308, 1.7e308}} {
		refused(t, "is no range", func() { pn.FloatSlider("x", r[0], r[1]) })
	}
	for _, step := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		refused(t, "must be more than 0", func() { pn.FloatSlider("x", 0, 1).Step(step) })
	}
	refused(t, "NaN is no number", func() { pn.FloatSlider("x", 0, 1).Set(math.NaN()) })
}
