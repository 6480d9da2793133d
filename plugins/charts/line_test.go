package charts

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

// strokes are the lines and lone points of a chart, by their classes.
func strokes(svg string) string {
	var out []string
	for _, m := range regexp.MustCompile(`class="([ld] s\d)"`).FindAllStringSubmatch(svg, -1) {
		out = append(out, m[1])
	}
	return strings.Join(out, ", ")
}

// A line ends at a gap. A point between gaps is a dot, because a line of one
// point would be invisible.
func TestLinesAndGaps(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		name  string
		chart *LineChart
		want  string
	}{
		{"whole", Line().Series("a", nil, []float64{1, 2, 3}), "l s1"},
		{"a gap", Line().Series("a", nil, []float64{1, 2, nan, 4, 5}), "l s1, l s1"},
		{"a lone point", Line().Series("a", nil, []float64{1, nan, 3, 4}), "d s1, l s1"},
		{"a gap of x", Line().Series("a", []float64{1, nan, 3}, []float64{1, 2, 3}), "d s1, d s1"},
		{"two series", Line().Series("a", nil, []float64{1, 2}).Series("b", nil, []float64{2, 3}), "l s1, l s2"},
		{"one has nothing", Line().Series("a", nil, []float64{nan}).Series("b", nil, []float64{2, 3}), "l s2"},
	}
	for _, test := range tests {
		if got := strokes(test.chart.figure.drawn().svg); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// The line goes through its points: the lowest at the bottom, the first at the
// left.
func TestLinePath(t *testing.T) {
	svg := Line().Series("a", []float64{0, 5, 10}, []float64{0, 10, 5}).figure.drawn().svg
	if want := `<path class="l s1" d="M0 1000l750-1000l750 500"/>`; !strings.Contains(svg, want) {
		t.Errorf("no %s in %s", want, svg)
	}
}

// Colours begin again after eight.
func TestColors(t *testing.T) {
	c := Line()
	for _, name := range strings.Split("abcdefghi", "") {
		c.Series(name, nil, []float64{1, 2})
	}
	if got, want := strokes(c.figure.drawn().svg), "l s1, l s2, l s3, l s4, l s5, l s6, l s7, l s8, l s1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
