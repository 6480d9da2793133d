package charts

import (
	"fmt"
	"math"
	"testing"
)

// Stacked areas begin where those before them end at the same x.
func TestStack(t *testing.T) {
	nan := math.NaN()
	c := Area().Series("a", []float64{1, 2, 3}, []float64{1, nan, 3}).Series("b", []float64{1, 2, 4}, []float64{10, 20, 40})
	tests := []struct {
		stacked bool
		want    string // upper and lower edges
	}{
		{false, "[1 NaN 3] [0 0 0] [10 20 40] [0 0 0]"},
		{true, "[1 NaN 3] [0 0 0] [11 20 40] [1 0 0]"},
	}
	for _, test := range tests {
		tops, bottoms := stack(c.figure.shown(), test.stacked)
		if got := fmt.Sprint(tops[0].ys, bottoms[0], tops[1].ys, bottoms[1]); got != test.want {
			t.Errorf("stacked %v: %s, want %s", test.stacked, got, test.want)
		}
	}
	if ys := c.figure.series[1].ys; ys[0] != 10 {
		t.Errorf("stacking changed the data: %v", ys)
	}
}

// Points of one series at the same x do not stand on each other.
func TestStackOnOthersOnly(t *testing.T) {
	c := Area().Series("a", []float64{1, 1}, []float64{3, 5}).Series("b", []float64{1}, []float64{10})
	tops, bottoms := stack(c.figure.shown(), true)
	if got, want := fmt.Sprint(tops[0].ys, bottoms[0], tops[1].ys, bottoms[1]), "[3 5] [0 0] [15] [5]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
