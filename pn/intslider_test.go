package pn_test

import (
	"math"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestIntSliderHTML(t *testing.T) {
	golden(t, "int-slider",
		example{"as it begins", pn.IntSlider("Bins", 5, 50)},
		example{"with a value", pn.IntSlider("Bins", 5, 50).Set(20)},
		example{"beyond what a float64 holds", pn.IntSlider("Id", 0, 1<<53+9).Set(1<<53 + 1).Format("{value} {value:,} {value:.2f} {value:d} {value:,.1f}")},
		example{"with a step and a format", pn.IntSlider("Bins", 0, 10_000).Step(500).Set(2_400).Format("{value:,} bins")},
		example{"disabled", pn.IntSlider("Bins", 5, 50).Disabled(true)},
		example{"of one value", pn.IntSlider("Bins", 7, 7)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label":  func(s string) pn.Component { return pn.IntSlider(s, 0, 1) },
		"format": func(s string) pn.Component { return pn.IntSlider("", 0, 1).Format(s) },
	})
}

// A slider's value is moved into its range and onto the nearest step, counted
// from the start; upwards if two are equally near.
func TestIntSliderFits(t *testing.T) {
	const lowest, highest = math.MinInt, math.MaxInt
	tests := []struct{ start, end, step, set, want int }{
		{5, 50, 1, 20, 20},
		{5, 50, 1, 4, 5},
		{5, 50, 1, 51, 50},
		{0, 10, 5, 2, 0},
		{0, 10, 5, 3, 5},
		{0, 10, 2, 3, 4},
		{1, 10, 4, 6, 5},
		{1, 10, 4, 7, 9},
		{1, 10, 4, 10, 9}, // 13 lies outside
		{-10, 10, 3, 0, -1},
		{0, 10, 100, 9, 0},
		{0, 10, 0, 7, 7}, // a step is at least 1
		{lowest, highest, 1, 0, 0},
		{lowest, highest, 1, highest, highest},
		{lowest, highest, highest, highest, highest - 1},
		{3, 3, 1, 9, 3},
	}
	for _, test := range tests {
		w := pn.IntSlider("x", test.start, test.end).Step(test.step).Set(test.set)
		if got := w.Value(); got != test.want {
			t.Errorf("from %d to %d by %d: Set(%d) gives %d, want %d", test.start, test.end, test.step, test.set, got, test.want)
		}
		other := pn.IntSlider("x", test.start, test.end).Set(test.set).Step(test.step)
		if got := other.Value(); got != test.want {
			t.Errorf("from %d to %d: Step(%d) after Set(%d) gives %d, want %d", test.start, test.end, test.step, test.set, got, test.want)
		}
	}
}

func TestIntSliderEvents(t *testing.T) {
	events(t, func() (pn.Component, func() int) {
		w := pn.IntSlider("x", 0, 100).Step(10).Set(50)
		return w, w.Value
	}, map[eventTest]int{
		{"a value", "change", "20", ""}:                     20,
		{"below the range", "change", "-5", ""}:             0,
		{"above the range", "change", "1000", ""}:           100,
		{"between two steps", "change", "33", ""}:           30,
		{"a broken number", "change", "33.5", "the value"}:  50,
		{"too large a number", "change", "1e99", "the val"}: 50,
		{"a string", "change", `"20"`, "the value"}:         50,
		{"null", "change", "null", "null is no value"}:      50,
		{"nothing", "change", "", "the value"}:              50,
		{"another event", "click", "20", "no event"}:        50,
	})
}

func TestIntSliderMistakes(t *testing.T) {
	refused(t, "lies before", func() { pn.IntSlider("x", 2, 1) })
	refused(t, "format", func() { pn.IntSlider("x", 0, 1).Format("{value:q}") })
}
