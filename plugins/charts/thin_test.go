package charts

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	tests := []struct {
		xs, ys []float64
		want   string // the numbers of the points
	}{
		{nil, nil, "[]"},
		{[]float64{1}, []float64{nan}, "[]"},
		{[]float64{1, 2, 3}, []float64{1, 2, 3}, "[[0 1 2]]"},
		{[]float64{1, 2, 3, 4, nan, 6}, []float64{1, nan, 3, 4, 5, inf}, "[[0] [2 3]]"},
		{[]float64{1, 2, 3}, []float64{1, 1e300, 3}, "[[0] [2]]"}, // too large to be drawn
	}
	for _, test := range tests {
		if got := fmt.Sprint(runs(test.xs, test.ys, 100)); got != test.want {
			t.Errorf("%v %v: %s, want %s", test.xs, test.ys, got, test.want)
		}
	}
}

// A thinned line keeps its ends, every peak and wide gaps, however many gaps
// there are.
func TestRunsThin(t *testing.T) {
	const n = 1_000_000
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range xs {
		xs[i] = float64(i)
		if i%2 == 1 || i > 400_000 && i < 500_000 {
			ys[i] = math.NaN()
		}
	}
	ys[123_456], ys[700_000] = 50, -50
	got := runs(xs, ys, maxLinePoints)
	if len(got) != 2 {
		t.Fatalf("%d runs for one wide gap", len(got))
	}
	all := slices.Concat(got...)
	if len(all) > maxLinePoints || all[0] != 0 || all[len(all)-1] != n-2 || !slices.IsSorted(all) ||
		!slices.Contains(all, 123_456) || !slices.Contains(all, 700_000) {
		t.Errorf("%d points from %d to %d, with the highest: %v, the lowest: %v", len(all), all[0], all[len(all)-1],
			slices.Contains(all, 123_456), slices.Contains(all, 700_000))
	}
	if first, second := got[0], got[1]; first[len(first)-1] != 400_000 || second[0] != 500_000 {
		t.Errorf("the gap is from %d to %d", first[len(first)-1], second[0])
	}
}

// All lines of a chart together are bounded, too.
func TestShare(t *testing.T) {
	for _, n := range []int{0, 1, 10, 64} {
		if got := share(make([]*series, n)); got > maxLinePoints || got*n > maxPoints || got < 100 {
			t.Errorf("%d series: %d points each", n, got)
		}
	}
}
