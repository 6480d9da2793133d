package charts

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
)

// maxSeries bounds the series of a chart; more are a mistake in the script.
const maxSeries = 64

// xKind says what stands on the point axis.
type xKind int

const (
	xNumber   xKind = iota
	xTime           // seconds since 1970
	xCategory       // the number of the category
)

// series is one set of points under a name.
type series struct {
	name   string
	color  int // from 0
	kind   xKind
	whole  bool           // x are whole numbers
	zone   *time.Location // of times
	names  []string       // of categories, by point
	xs, ys []float64
	labels []string // hover text, by point
}

// data is what a chart shows.
type data struct {
	series     []*series
	categories []string // those of all series, in the order they were first named
}

// put adds a series, or replaces the one of that name.
func (d *data) put(name string, x any, y []float64) {
	next := &series{name: name, ys: slices.Clone(y)}
	next.place(x)
	if len(next.xs) != len(y) {
		panic(fmt.Sprintf("charts: series %q has %d x and %d y: give as many of each", name, len(next.xs), len(y)))
	}
	at := slices.IndexFunc(d.series, func(s *series) bool { return s.name == name })
	for i, s := range d.series {
		if i != at && len(y) > 0 && len(s.xs) > 0 && s.kind != next.kind {
			panic(fmt.Sprintf("charts: series %q has another kind of x than %q: numbers, times and categories cannot share an axis", name, s.name))
		}
	}
	switch {
	case at >= 0:
		next.color = d.series[at].color
		d.series[at] = next
	case len(d.series) >= maxSeries:
		panic(fmt.Sprintf("charts: series %q: a chart has at most %d series", name, maxSeries))
	default:
		next.color = d.freeColor()
		d.series = append(d.series, next)
	}
	d.categorize()
}

// place turns the x of a series into numbers.
func (s *series) place(x any) {
	switch x := x.(type) {
	case nil:
		s.whole, s.xs = true, make([]float64, len(s.ys))
		for i := range s.xs {
			s.xs[i] = float64(i + 1)
		}
	case []float64:
		s.xs = slices.Clone(x)
	case []int:
		s.whole, s.xs = true, make([]float64, len(x))
		for i, v := range x {
			s.xs[i] = float64(v)
		}
	case []time.Time:
		s.kind, s.xs, s.zone = xTime, make([]float64, len(x)), time.UTC
		for i, v := range x {
			s.xs[i] = seconds(v)
		}
		if len(x) > 0 {
			s.zone = x[0].Location()
		}
	case []string:
		s.kind, s.xs, s.names = xCategory, make([]float64, len(x)), slices.Clone(x)
	default:
		panic(fmt.Sprintf("charts: series %q: x is a %T: use []float64, []int, []time.Time, []string or nil", s.name, x))
	}
}

// freeColor is the first colour that no series has; so those that stay keep
// theirs when others come and go.
func (d *data) freeColor() int {
	for color := 0; ; color++ {
		if !slices.ContainsFunc(d.series, func(s *series) bool { return s.color == color }) {
			return color
		}
	}
}

// categorize numbers the categories anew: those that no series names any more
// are gone, however long a live chart runs.
func (d *data) categorize() {
	d.categories = nil
	number := map[string]int{}
	for _, s := range d.series {
		for i, name := range s.names {
			n, known := number[name]
			if !known {
				n = len(d.categories)
				number[name] = n
				d.categories = append(d.categories, name)
			}
			s.xs[i] = float64(n)
		}
	}
}

func (d *data) find(name string) *series {
	for _, s := range d.series {
		if s.name == name {
			return s
		}
	}
	return nil
}

func (d *data) remove(name string) {
	d.series = slices.DeleteFunc(d.series, func(s *series) bool { return s.name == name })
	d.categorize()
}

// axisKind is what stands on the point axis, and the zone of times.
func (d *data) axisKind() (xKind, *time.Location) {
	for _, s := range d.series {
		if len(s.xs) > 0 {
			return s.kind, s.zone
		}
	}
	return xNumber, nil
}

// whole tells that nothing lies between two whole numbers of the point axis.
func (d *data) whole() bool {
	return len(d.series) > 0 && !slices.ContainsFunc(d.series, func(s *series) bool { return !s.whole })
}

// shown are the series that have a point to show.
func (d *data) shown() []*series {
	return slices.DeleteFunc(slices.Clone(d.series), func(s *series) bool {
		return !slices.ContainsFunc(s.ys, finite) || extentOf(s).empty()
	})
}

// points are the numbers of the points that can be drawn.
func (s *series) points() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, x := range s.xs {
			if finite(x) && finite(s.ys[i]) && !yield(i) {
				return
			}
		}
	}
}

// count is how many points can be drawn.
func (s *series) count() (n int) {
	for range s.points() {
		n++
	}
	return n
}

func count(shown []*series) (n int) {
	for _, s := range shown {
		n += s.count()
	}
	return n
}

func seconds(t time.Time) float64 { return float64(t.Unix()) + float64(t.Nanosecond())/1e9 }

// timeAt is the time of a number of seconds, to what such a number can tell.
func timeAt(seconds float64, zone *time.Location) time.Time {
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*1e9)).Round(10 * time.Microsecond).In(zone)
}

// finite tells whether a value can be drawn. What cannot leaves a gap.
func finite(v float64) bool { return math.Abs(v) < 1e300 }

// extent is the range of points that can be drawn.
type extent struct{ left, right, low, high float64 }

// nothing is the extent of no point.
var nothing = extent{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}

func (e extent) empty() bool { return e.left > e.right }

// with is the extent that also holds a point.
func (e extent) with(x, y float64) extent {
	return extent{min(e.left, x), max(e.right, x), min(e.low, y), max(e.high, y)}
}

func extentOf(shown ...*series) extent {
	e := nothing
	for _, s := range shown {
		for i := range s.points() {
			e = e.with(s.xs[i], s.ys[i])
		}
	}
	return e
}
