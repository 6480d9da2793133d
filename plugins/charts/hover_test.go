package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// texts are the hover texts of a chart, by place.
func texts(c *LineChart) (out []string) {
	f := &c.figure
	for _, place := range places(f.shown()) {
		out = append(out, strings.ReplaceAll(f.tell(place, f.shown()), "\n", " | "))
	}
	return out
}

// The text of a place has the values of all series there, in the axes' formats.
func TestHoverTells(t *testing.T) {
	nan := math.NaN()
	c := Line().YFormat("{value:.1f} m").
		Series("a", []float64{2, 1, 1, nan, 4}, []float64{20, 10, 11, 5, nan}).
		Series("", []float64{1, 3}, []float64{100, 300})
	want := "[1 | a: 10.0 m | 100.0 m 2 | a: 20.0 m 3 | 300.0 m]"
	if got := fmt.Sprint(texts(c)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	named := Line().Series("a", []string{"Mon", "Tue"}, []float64{1, 1.0 / 3})
	if got := fmt.Sprint(texts(named)); got != "[Mon | a: 1 Tue | a: 0.333333]" {
		t.Errorf("categories: %s", got)
	}
}

// If there are few places, all have hover text; of many, some have, the first
// and the last among them.
func TestHoverPlaces(t *testing.T) {
	for _, test := range []struct{ points, places int }{{0, 0}, {1, 1}, {allBands, allBands}, {allBands + 1, someBands}, {100_000, someBands}} {
		got := texts(Line().Series("a", nil, make([]float64, test.points)))
		if len(got) != test.places {
			t.Errorf("%d points: %d places, want %d", test.points, len(got), test.places)
		}
		if len(got) > 0 && (got[0] != "1 | a: 0" || got[len(got)-1] != fmt.Sprintf("%s | a: 0", plainNumber(float64(test.points), 0))) {
			t.Errorf("%d points: the first place tells %q, the last %q", test.points, got[0], got[len(got)-1])
		}
	}
}

// The text of a place in a long series has the values of the other series
// there, however the lengths differ; gaps hide no place.
func TestHoverOfManyIsWhole(t *testing.T) {
	const n = 20_000
	xs, ys, gaps := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range xs {
		if xs[i] = float64(i); i%2 == 0 {
			gaps[i] = math.NaN()
		}
	}
	for i, text := range texts(Line().Series("long", xs, ys).Series("short", xs[:n/7*3], ys[:n/7*3]).Series("middle", xs[:n/2], ys[:n/2])) {
		if names := strings.Count(text, "|"); names != 3 && i < someBands*3/7-1 || names == 0 {
			t.Errorf("place %d: %s", i, text)
		}
	}
	if got := texts(Line().Series("gaps", xs, gaps)); len(got) != someBands {
		t.Errorf("%d places of a series full of gaps", len(got))
	}
}
