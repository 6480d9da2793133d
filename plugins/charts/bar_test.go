package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// ends are the ends of all bars on the value axis, by series and place.
func ends(c *BarChart) string {
	var out []string
	shown := c.figure.shown()
	for _, b := range c.figure.bars(shown, slots(shown)) {
		out = append(out, fmt.Sprintf("%s%d.%d:%v..%v", b.series.name, b.slot, b.lane, b.from, b.to))
	}
	return strings.Join(out, " ")
}

// Bars begin at zero, side by side or on top of each other: positive ones above
// zero, negative ones below. A value that is not finite leaves its place empty.
func TestBars(t *testing.T) {
	c := Bar().Series("a", nil, []float64{1, -2, 3}).Series("b", nil, []float64{4, -5, math.NaN()}).Series("c", nil, []float64{-1, -1, 1})
	if got, want := ends(c), "a0.0:0..1 a1.0:0..-2 a2.0:0..3 b0.1:0..4 b1.1:0..-5 c0.2:0..-1 c1.2:0..-1 c2.2:0..1"; got != want {
		t.Errorf("side by side: %s\nwant %s", got, want)
	}
	c.Stacked(true)
	if got, want := ends(c), "a0.0:0..1 a1.0:0..-2 a2.0:0..3 b0.0:1..5 b1.0:-2..-7 c0.0:0..-1 c1.0:-7..-8 c2.0:3..4"; got != want {
		t.Errorf("stacked: %s\nwant %s", got, want)
	}
}

// Numbers are in ascending order, categories in the order of their first
// appearance.
func TestSlots(t *testing.T) {
	c := Bar().Series("a", []float64{30, 10}, []float64{1, 1}).Series("b", []float64{20, 10}, []float64{1, 1})
	if got := fmt.Sprint(slots(c.figure.shown())); got != "[10 20 30]" {
		t.Errorf("numbers: %s", got)
	}
	c = Bar().Series("a", []string{"z", "a"}, []float64{1, 1}).Series("b", []string{"m", "a"}, []float64{1, 1})
	if got := fmt.Sprint(slots(c.figure.shown()), c.figure.categories); got != "[0 1 2] [z a m]" {
		t.Errorf("categories: %s", got)
	}
}

// A note says what is left out.
func TestTooManyBars(t *testing.T) {
	c := Bar()
	for _, name := range []string{"a", "b", "c", "d"} {
		c.Series(name, nil, make([]float64, 500))
	}
	pic := c.figure.drawn()
	if got := strings.Count(pic.svg, "<title>"); got != maxBars || pic.note != "Only the first 250 of 500 are shown" {
		t.Errorf("%d bars, %q", got, pic.note)
	}
}

// The same is true for bars that share a place.
func TestTooManyBarsOfOnePlace(t *testing.T) {
	pic := Bar().Series("a", make([]float64, 5_000), make([]float64, 5_000)).figure.drawn()
	if got := strings.Count(pic.svg, "<title>"); got != maxBars || pic.note != "Only the first 1000 of 5000 are shown" {
		t.Errorf("%d bars, %q", got, pic.note)
	}
	if pic := Bar().Series("a", nil, make([]float64, maxBars)).figure.drawn(); pic.note != "" {
		t.Errorf("as many as there may be: %q", pic.note)
	}
}

// Horizontal bars of a low chart have few labels beside them.
func TestHorizontalLabels(t *testing.T) {
	for _, test := range []struct{ height, most, least int }{{320, maxLabels, 10}, {150, 4, 2}} {
		c := Bar().Horizontal(true).Series("a", []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}, make([]float64, 12))
		c.figure.ticks = ticksFor(test.height)
		if got := len(c.figure.drawn().y); got > test.most || got < test.least {
			t.Errorf("%d pixels: %d labels", test.height, got)
		}
	}
}

// For horizontal bars Y still refers to the values, now below the chart.
func TestHorizontal(t *testing.T) {
	c := Bar().Horizontal(true).YFormat("{value} kg").Series("a", []string{"first", "second"}, []float64{1, 2})
	pic := c.figure.drawn()
	if got := fmt.Sprint(pic.y, pic.x[0], pic.x[len(pic.x)-1]); got != "[{75 first} {25 second}] {0 0 kg} {100 2 kg}" {
		t.Errorf("%s", got)
	}
}
