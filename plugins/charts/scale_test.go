package charts

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// labels writes ticks as a person reads them.
func labels(ticks []tick) string {
	var out []string
	for _, t := range ticks {
		out = append(out, t.label)
	}
	return strings.Join(out, " ")
}

func TestNumberTicks(t *testing.T) {
	tests := []struct {
		low, high float64
		round     bool
		want      string // the ends of the axis, and the ticks
	}{
		{0, 10, true, "0..10: 0 2 4 6 8 10"},
		{0, 100, false, "0..100: 0 20 40 60 80 100"},
		{3, 97, true, "0..100: 0 20 40 60 80 100"},
		{3, 97, false, "3..97: 20 40 60 80"},
		{-8, 38, true, "-10..40: −10 0 10 20 30 40"},
		{0.1, 0.35, true, "0.1..0.35: 0.10 0.15 0.20 0.25 0.30 0.35"},
		{1e-9, 3e-9, true, "1e-09..3e-09: 1e−9 1.5e−9 2e−9 2.5e−9 3e−9"},
		{0, 3e12, true, "0..3e+12: 0 5e11 1e12 1.5e12 2e12 2.5e12 3e12"},
		{20_000, 70_000, true, "20000..70000: 20\u202f000 30\u202f000 40\u202f000 50\u202f000 60\u202f000 70\u202f000"},
		{1e9, 1e9 + 3, false, "1e+09..1.000000003e+09: 1e9 1.0000000005e9 1.000000001e9 1.0000000015e9 1.000000002e9 1.0000000025e9 1.000000003e9"},
		{2012, 2016, false, "2012..2016: 2012 2013 2014 2015 2016"}, // years stay whole
		{5, 5, true, "4.4..5.6: 4.4 4.6 4.8 5.0 5.2 5.4 5.6"},
		{0, 0, true, "-1..1: −1.0 −0.5 0.0 0.5 1.0"},
		{1e16, 1e16 + 2, false, "1e+16..1.0000000000000002e+16: 1e16 1e16"}, // closer than numbers can be told apart
	}
	for _, test := range tests {
		low, high, ticks := axis{about: aboutTicks, round: test.round, format: plainNumber}.ticks(test.low, test.high)
		if got := fmt.Sprintf("%v..%v: %s", round12(low), round12(high), labels(ticks)); got != test.want {
			t.Errorf("from %v to %v: %s, want %s", test.low, test.high, got, test.want)
		}
	}
}

// Numbers that are too large to count in ones still get few ticks.
func TestNumberTicksAreFew(t *testing.T) {
	for _, ends := range [][2]float64{{1e16, 1e16 + 8}, {9007199254740992, 9007199254741000}, {-1e299, 1e299}, {1e15, 1e15 + 0.5}, {0, 5e-324}, {1, math.Nextafter(1, 2)}} {
		for _, round := range []bool{true, false} {
			if _, _, ticks := (axis{about: aboutTicks, round: round, format: plainNumber}).ticks(ends[0], ends[1]); len(ticks) == 0 || len(ticks) > 3*aboutTicks+1 {
				t.Errorf("from %v to %v: %d ticks", ends[0], ends[1], len(ticks))
			}
		}
	}
}

// round12 removes what is beyond the precision of a picture.
func round12(v float64) float64 {
	if v == 0 || math.Abs(v) > 1e15 {
		return v
	}
	scale := math.Pow(10, 11-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// The numbers of the file are also those of the browser's half of plugins/uplot, which
// internal/e2e compares.
func TestPlainNumber(t *testing.T) {
	text, err := os.ReadFile("testdata/numbers.json")
	if err != nil {
		t.Fatal(err)
	}
	var tests [][3]any // a number, its step, and how it is written
	if err := json.Unmarshal(text, &tests); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		if got := plainNumber(test[0].(float64), test[1].(float64)); got != test[2] {
			t.Errorf("%v, ticks %v apart: %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// A low chart has few labels beside it.
func TestTicksFor(t *testing.T) {
	for height, want := range map[int]int{0: 6, 60: 2, 200: 3, 320: 6, 2000: 6} {
		if got := ticksFor(height); got != want {
			t.Errorf("%d pixels: %d ticks, want %d", height, got, want)
		}
	}
}

// An axis of many categories labels some of them.
func TestCategoryTicks(t *testing.T) {
	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprint("n", i))
	}
	if got := labels(categoryTicks(names[:3], maxLabels)); got != "n0 n1 n2" {
		t.Errorf("three: %s", got)
	}
	if got := categoryTicks(names, maxLabels); len(got) > maxLabels || got[1].at != 8 || got[1].label != "n8" {
		t.Errorf("a hundred: %v", got)
	}
	if got := categoryTicks(nil, maxLabels); got != nil {
		t.Errorf("none: %v", got)
	}
}
