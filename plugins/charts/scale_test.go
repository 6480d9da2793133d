package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
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
		{1e-9, 3e-9, true, "1e-09..3e-09: 1e-09 1.5e-09 2e-09 2.5e-09 3e-09"},
		{0, 3e12, true, "0..3e+12: 0 5e+11 1e+12 1.5e+12 2e+12 2.5e+12 3e+12"},
		{20_000, 70_000, true, "20000..70000: 20\u202f000 30\u202f000 40\u202f000 50\u202f000 60\u202f000 70\u202f000"},
		{2012, 2016, false, "2012..2016: 2012 2013 2014 2015 2016"}, // years stay whole
		{5, 5, true, "4..6: 4.0 4.5 5.0 5.5 6.0"},
		{0, 0, true, "-1..1: −1.0 −0.5 0.0 0.5 1.0"},
		{1e16, 1e16 + 2, false, "1e+16..1.0000000000000002e+16: 1e+16 1e+16"}, // closer than numbers can be told apart
	}
	for _, test := range tests {
		low, high, ticks := numberTicks(test.low, test.high, test.round, plainNumber)
		if got := fmt.Sprintf("%v..%v: %s", round12(low), round12(high), labels(ticks)); got != test.want {
			t.Errorf("from %v to %v: %s, want %s", test.low, test.high, got, test.want)
		}
	}
}

// Where numbers lie too far apart to count in ones, there are few ticks all the
// same.
func TestNumberTicksAreFew(t *testing.T) {
	for _, ends := range [][2]float64{{1e16, 1e16 + 8}, {9007199254740992, 9007199254741000}, {-1e299, 1e299}, {1e15, 1e15 + 0.5}, {0, 5e-324}, {1, math.Nextafter(1, 2)}} {
		for _, round := range []bool{true, false} {
			if _, _, ticks := numberTicks(ends[0], ends[1], round, plainNumber); len(ticks) == 0 || len(ticks) > 3*aboutTicks+1 {
				t.Errorf("from %v to %v: %d ticks", ends[0], ends[1], len(ticks))
			}
		}
	}
}

// round12 takes off what is beyond the precision of a picture.
func round12(v float64) float64 {
	if v == 0 || math.Abs(v) > 1e15 {
		return v
	}
	scale := math.Pow(10, 11-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

func TestTimeTicks(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04:05.000", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	tests := []struct{ from, to, layout, want string }{
		{"2024-03-01 12:00:00.000", "2024-03-01 12:00:00.005", "", "12:00:00.000 12:00:00.001 12:00:00.002 12:00:00.003 12:00:00.004 12:00:00.005"},
		{"2024-03-01 12:00:00.000", "2024-03-01 12:00:04.000", "", "12:00:00 12:00:01 12:00:02 12:00:03 12:00:04"},
		{"2024-03-01 12:00:00.000", "2024-03-01 13:00:00.000", "", "12:00 12:15 12:30 12:45 13:00"},
		{"2024-03-01 00:00:00.000", "2024-03-02 00:00:00.000", "", "1 Mar 00:00 1 Mar 06:00 1 Mar 12:00 1 Mar 18:00 2 Mar 00:00"},
		{"2024-02-27 00:00:00.000", "2024-03-02 00:00:00.000", "", "27 Feb 28 Feb 29 Feb 1 Mar 2 Mar"},
		{"2024-01-15 00:00:00.000", "2024-06-15 00:00:00.000", "", "Feb 2024 Mar 2024 Apr 2024 May 2024 Jun 2024"},
		{"2012-01-01 00:00:00.000", "2015-12-31 00:00:00.000", "", "2012 2013 2014 2015"},
		{"1500-01-01 00:00:00.000", "2000-01-01 00:00:00.000", "", "1500 1600 1700 1800 1900 2000"},
		{"2012-01-01 00:00:00.000", "2015-12-31 00:00:00.000", "06", "12 13 14 15"},
	}
	for _, test := range tests {
		got := labels(timeTicks(seconds(at(test.from)), seconds(at(test.to)), test.layout))
		if test.from[:4] == "1500" {
			// Which century's steps are taken is of no matter, that they are few is.
			if n := strings.Count(got, " ") + 1; n < 3 || n > aboutTicks+2 {
				t.Errorf("five centuries have the ticks %s", got)
			}
			continue
		}
		if got != test.want {
			t.Errorf("%s to %s: %s, want %s", test.from, test.to, got, test.want)
		}
	}
}

// An axis of many categories labels some of them.
func TestCategoryTicks(t *testing.T) {
	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprint("n", i))
	}
	if got := labels(categoryTicks(names[:3])); got != "n0 n1 n2" {
		t.Errorf("three: %s", got)
	}
	if got := categoryTicks(names); len(got) > maxLabels || got[1].at != 8 || got[1].label != "n8" {
		t.Errorf("a hundred: %v", got)
	}
	if got := categoryTicks(nil); got != nil {
		t.Errorf("none: %v", got)
	}
}
