package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestHistogramBins(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		values []float64
		bins   int
		want   string
	}{
		{[]float64{0, 1, 2, 3, 4}, 4, "0..4 [1 1 1 2]"}, // a border belongs to the bin above, the highest to the last
		{[]float64{0, nan, 10, math.Inf(1)}, 2, "0..10 [1 1]"},
		{[]float64{5}, 0, "4.5..5.5 [1]"},
		{[]float64{-3, -3, -3}, 2, "-3.3..-2.7 [0 3]"},
		{[]float64{nan}, 3, "0..0 []"},
		{nil, 0, "0..0 []"},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8}, 0, "1..8 [2 2 2 2]"}, // Sturges' rule: 1 + log2(8)
		{[]float64{-1e299, 1e299}, 2, "-1e+299..1e+299 [1 1]"},
	}
	for _, test := range tests {
		low, high, counts := histogram(test.values, test.bins)
		if got := fmt.Sprintf("%v..%v %v", low, high, counts); got != test.want {
			t.Errorf("%v in %d bins: %s, want %s", test.values, test.bins, got, test.want)
		}
	}
}

// A value on a border belongs to the bin above it, however the border is
// rounded.
func TestHistogramBorders(t *testing.T) {
	for _, bins := range []int{3, 7, 10, 49, 100, MaxBins} {
		for _, ends := range [][2]float64{{0, 1}, {-1, 2}, {0.1, 0.7}, {1e6, 1e6 + 1}} {
			var values []float64
			for i := range bins + 1 {
				values = append(values, binBorder(ends[0], ends[1], i, bins))
			}
			_, _, counts := histogram(values, bins)
			want := slices.Repeat([]int{1}, bins)
			want[bins-1] = 2 // with the highest
			if !slices.Equal(counts, want) {
				t.Errorf("%d bins from %v to %v: %v", bins, ends[0], ends[1], counts)
			}
		}
	}
}

// The hover text of a bin that has values gives its ends and its count.
func TestHistogramTells(t *testing.T) {
	svg := Histogram([]float64{0, 1, 9, 10}).Bins(5).XFormat("{value:.0f} kg").figure.drawn().svg
	if strings.Count(svg, "<title>") != 2 || !strings.Contains(svg, "0 kg to 2 kg\n2") || !strings.Contains(svg, "8 kg to 10 kg\n2") {
		t.Error(svg)
	}
}

// Set replaces the values, and copies the new ones.
func TestHistogramSet(t *testing.T) {
	values := []float64{1, 2}
	c := Histogram(nil).Set(values)
	values[0] = 100
	if svg := c.figure.drawn().svg; !strings.Contains(svg, "values from 1.00 to 2.00") {
		t.Error(svg)
	}
	if pic := c.Set(nil).figure.drawn(); pic.svg != "" || pic.note != "No data" {
		t.Errorf("of no values: %+v", pic)
	}
}
