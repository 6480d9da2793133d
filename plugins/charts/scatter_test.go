package charts

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Of many points every nth is drawn, counting only those that can be drawn.
func TestPointsAreBounded(t *testing.T) {
	full, gaps := make([]float64, 100_000), make([]float64, 100_000)
	for i := range gaps {
		if i%2 == 0 {
			gaps[i] = math.NaN()
		}
	}
	tests := []struct {
		name        string
		chart       *ScatterChart
		dots, texts int
	}{
		{"few", Scatter().Series("a", nil, full[:maxTold]), maxTold, maxTold},
		{"too many for texts", Scatter().Series("a", nil, full[:maxTold+1]), maxTold + 1, 0},
		{"the most", Scatter().Series("a", nil, full[:maxDots]), maxDots, 0},
		{"too many", Scatter().Series("a", nil, full), maxDots, 0},
		{"too many, full of gaps", Scatter().Series("a", nil, gaps), maxDots, 0},
		{"in two series", Scatter().Series("a", nil, full[:50_000]).Series("b", nil, full[:50_000]), maxDots, 0},
		{"gaps are no points", Scatter().Series("a", nil, gaps[:2*maxTold]), maxTold, maxTold},
	}
	for _, test := range tests {
		svg := test.chart.figure.drawn().svg
		if dots, texts := strings.Count(svg, "h0"), strings.Count(svg, "<title>"); dots != test.dots || texts != test.texts {
			t.Errorf("%s: %d points and %d texts, want %d and %d", test.name, dots, texts, test.dots, test.texts)
		}
	}
}

// The hover text of a point has its series, its label and its place.
func TestPointText(t *testing.T) {
	tests := []struct {
		chart *ScatterChart
		want  string
	}{
		{Scatter().Series("", nil, []float64{2.5}), "1, 2.5"},
		{Scatter().Series("a", []string{"Mon"}, []float64{2.5}).YFormat("{value:.2f} m"), "a\nMon, 2.50 m"},
		{Scatter().Series("a", nil, []float64{2}).Labels("a", []string{"Ada"}), "a\nAda\n1, 2"},
		{Scatter().Series("a", nil, []float64{2}).Labels("a", []string{"Ada"}).Series("a", nil, []float64{3}), "a\n1, 3"}, // labels go with the values
	}
	for _, test := range tests {
		f := &test.chart.figure
		if got := f.pointText(f.series[0], 0); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// The chart copies its labels.
func TestLabelsAreCopied(t *testing.T) {
	labels := []string{"one", "two"}
	c := Scatter().Series("a", nil, []float64{1, 2}).Labels("a", labels)
	labels[0] = "changed"
	if got := c.figure.series[0].labels; !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("%v", got)
	}
}
