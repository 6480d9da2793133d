package charts

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPositions(t *testing.T) {
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		x    any
		want []float64
		kind xKind
	}{
		{nil, []float64{1, 2}, xNumber},
		{[]float64{0.5, -1}, []float64{0.5, -1}, xNumber},
		{[]int{3, 4}, []float64{3, 4}, xNumber},
		{[]time.Time{day, day.Add(500 * time.Millisecond)}, []float64{1709164800, 1709164800.5}, xTime},
		{[]string{"a", "b"}, []float64{0, 1}, xCategory},
	}
	for _, test := range tests {
		var d data
		d.put("s", test.x, []float64{1, 2})
		kind, _ := d.axisKind()
		if s := d.find("s"); !slices.Equal(s.xs, test.want) || kind != test.kind {
			t.Errorf("%T: %v of kind %v, want %v of kind %v", test.x, s.xs, kind, test.want, test.kind)
		}
	}
}

// A mistake of the author panics with a sentence about it.
func TestMistakes(t *testing.T) {
	tests := []struct {
		name, want string
		mistake    func()
	}{
		{"lengths", `series "a" has 1 x and 2 y: give as many of each`, func() { Line().Series("a", []float64{1}, []float64{1, 2}) }},
		{"a type of x", `series "a": x is a []bool: use`, func() { Line().Series("a", []bool{true}, []float64{1}) }},
		{"two kinds of x", `series "b" has another kind of x`, func() {
			Line().Series("a", []float64{1}, []float64{1}).Series("b", []string{"x"}, []float64{1})
		}},
		{"a range the wrong way round", "a range from 3 to 1", func() { Bar().YRange(3, 1) }},
		{"labels", `series "a" has 1 points and 2 labels`, func() { Scatter().Series("a", nil, []float64{1}).Labels("a", []string{"x", "y"}) }},
		{"labels of nothing", `labels for series "b", which is not there`, func() { Scatter().Labels("b", nil) }},
		{"a format", `format "{value:.1x}": use {value}`, func() { Line().YFormat("{value:.1x}") }},
		{"bins", "501 bins: use 1 to 500", func() { Histogram(nil).Bins(501) }},
		{"series", "at most 64 series", func() {
			c := Line()
			for i := range 65 {
				c.Series(fmt.Sprint(i), nil, []float64{1})
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, test.want) {
					t.Errorf("%q, want %q in it", got, test.want)
				}
			}()
			test.mistake()
		})
	}
}

// A series that is replaced keeps its place and colour; those that stay keep
// theirs when another goes.
func TestSeriesKeepTheirPlace(t *testing.T) {
	c := Line().Series("a", nil, []float64{1}).Series("b", nil, []float64{2}).Series("a", nil, []float64{3})
	f := &c.figure
	if len(f.series) != 2 || f.series[0].name != "a" || f.series[0].ys[0] != 3 || f.color(f.series[1]) != "s2" {
		t.Errorf("%v", f.series)
	}
	c.Remove("a").Remove("nobody")
	if len(f.series) != 1 || f.series[0].name != "b" || f.color(f.series[0]) != "s2" {
		t.Errorf("after Remove: %v", f.series)
	}
	c.Clear()
	if len(f.series) != 0 {
		t.Errorf("after Clear: %v", f.series)
	}
}

// The chart copies its data: the author may change the slices afterwards.
func TestSeriesAreCopied(t *testing.T) {
	xs, ys := []float64{1, 2}, []float64{3, 4}
	c := Line().Series("a", xs, ys)
	xs[0], ys[0] = 9, 9
	if s := c.figure.series[0]; s.xs[0] != 1 || s.ys[0] != 3 {
		t.Errorf("%v %v", s.xs, s.ys)
	}
}

// The categories of a live chart are those that its series name now.
func TestCategoriesFollowTheSeries(t *testing.T) {
	c := Bar().Series("a", []string{"Mon", "Tue"}, []float64{1, 2}).Series("b", []string{"Tue", "Wed"}, []float64{3, 4})
	tests := []struct {
		change func()
		want   string
	}{
		{func() {}, "[Mon Tue Wed]"},
		{func() { c.Series("a", []string{"Tue", "Thu"}, []float64{1, 2}) }, "[Tue Thu Wed]"},
		{func() { c.Remove("a") }, "[Tue Wed]"},
		{func() { c.Clear() }, "[]"},
	}
	for _, test := range tests {
		test.change()
		if got := fmt.Sprint(c.figure.categories); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
		for _, s := range c.figure.series {
			for i, x := range s.xs {
				if c.figure.categories[int(x)] != s.names[i] {
					t.Errorf("%s of %s is at %v in %s", s.names[i], s.name, x, test.want)
				}
			}
		}
	}
}
