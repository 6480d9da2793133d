package charts

import (
	"math"
	"strings"
	"testing"
	"time"
)

// A chart describes itself in words.
func TestLabel(t *testing.T) {
	many := Line()
	for _, name := range strings.Split("abcdefghij", "") {
		many.Series(name, nil, []float64{1, 2})
	}
	tests := []struct {
		figure *figure
		want   string
	}{
		{&Line().Title("Tide").YFormat("{value} m").Series("bay", nil, []float64{1, 3}).figure, "Tide, line chart; bay from 1 m to 3 m"},
		{&Scatter().Series("", nil, []float64{1, 3}).figure, "scatter chart; from 1 to 3"},
		{&Histogram([]float64{1, 2, 9}).figure, "histogram; values from 1.0 to 9.0"},
		{&Area().Series("a", nil, []float64{1}).Series("b", nil, []float64{math.NaN()}).figure, "area chart; a from 1 to 1"},
		{&many.figure, "line chart; a from 1 to 2; b from 1 to 2; c from 1 to 2; d from 1 to 2; e from 1 to 2; f from 1 to 2; g from 1 to 2; h from 1 to 2; …"},
	}
	for _, test := range tests {
		if svg := test.figure.drawn().svg; !strings.Contains(svg, `aria-label="`+test.want+`"`) {
			t.Errorf("%.300s, want the label %s", svg, test.want)
		}
	}
}

// The point axis counts whole numbers by ones, and reaches to the data's ends.
func TestPointAxis(t *testing.T) {
	zone := time.FixedZone("east", 3600)
	noon := time.Date(2024, 5, 1, 12, 0, 0, 0, zone)
	tests := []struct {
		x    any
		want string
	}{
		{nil, "1 2 3"},
		{[]int{10, 11, 12}, "10 11 12"},
		{[]float64{1, 2, 3}, "1.0 1.5 2.0 2.5 3.0"},
		{[]string{"x", "y", "z"}, "x y z"},
		{[]time.Time{noon, noon.Add(time.Hour), noon.Add(2 * time.Hour).UTC()}, "12:00 12:30 13:00 13:30 14:00"}, // in the zone of the first
	}
	for _, test := range tests {
		f := &Line().Series("a", test.x, []float64{1, 2, 3}).figure
		e := extentOf(f.shown()...)
		if _, _, ticks := f.pointAxis(e.left, e.right); labels(ticks) != test.want {
			t.Errorf("%T: %s, want %s", test.x, labels(ticks), test.want)
		}
	}
}

// Around a single time there is a day, whatever the century.
func TestPointAxisOfOneTime(t *testing.T) {
	for _, year := range []int{1800, 1970, 2024} {
		f := &Line().Series("a", []time.Time{time.Date(year, 2, 3, 0, 0, 0, 0, time.UTC)}, []float64{1}).figure
		e := extentOf(f.shown()...)
		if _, _, ticks := f.pointAxis(e.left, e.right); labels(ticks) != "12:00 18:00 3 Feb 06:00 12:00" {
			t.Errorf("%d: %s", year, labels(ticks))
		}
	}
}

// Values far beyond a fixed range keep places that a browser can work with.
func TestNear(t *testing.T) {
	for _, v := range []float64{1e299, -1e299} {
		svg := Line().YRange(0, 1e-9).Series("a", nil, []float64{0, v, 1e-9}).figure.drawn().svg
		at := strings.Index(svg, `class="l s1"`)
		path, _, _ := strings.Cut(svg[at:], "/>")
		if len(path) > 60 {
			t.Errorf("%v: %s", v, path)
		}
	}
}
