package charts

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
)

// maxSeries bounds the series of a chart.
const maxSeries = 64

// xKind is the kind of values on the point axis.
type xKind int

const (
	xNumber   xKind = iota
	xTime           // seconds since 1970
	xCategory       // the number of the category
)

// series is a named set of points.
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

// data is the content of a chart.
type data struct {
	series     []*series
	categories []string // of all series, in the order of their first appearance
}

// put adds a series, or replaces the series of that name.
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

// place converts the x of a series to numbers.
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

// freeColor returns the first colour that no series has, so that series keep
// their colours when others come and go.
func (d *data) freeColor() int {
	for color := 0; ; color++ {
		if !slices.ContainsFunc(d.series, func(s *series) bool { return s.color == color }) {
			return color
		}
	}
}

// categorize numbers the categories anew. Categories that no series names any
// more are dropped, so that their number stays bounded in a live chart.
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

// axisKind returns the kind of values on the point axis, and the zone if they
// are times.
func (d *data) axisKind() (xKind, *time.Location) {
	for _, s := range d.series {
		if len(s.xs) > 0 {
			return s.kind, s.zone
		}
	}
	return xNumber, nil
}

// whole reports whether all values of the point axis are whole numbers.
func (d *data) whole() bool {
	return len(d.series) > 0 && !slices.ContainsFunc(d.series, func(s *series) bool { return !s.whole })
}

// shown returns the series that have a point to draw.
func (d *data) shown() []*series {
	return slices.DeleteFunc(slices.Clone(d.series), func(s *series) bool {
		return !slices.ContainsFunc(s.ys, finite) || extentOf(s).empty()
	})
}

// points yields the indexes of the points that can be drawn.
func (s *series) points() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, x := range s.xs {
			if finite(x) && finite(s.ys[i]) && !yield(i) {
				return
			}
		}
	}
}

// count returns how many points can be drawn.
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

// timeAt converts seconds since 1970 to a time, as exactly as a float64 can
// express it.
func timeAt(seconds float64, zone *time.Location) time.Time {
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*1e9)).Round(10 * time.Microsecond).In(zone)
}

// finite reports whether a value can be drawn. Any other value leaves a gap.
func finite(v float64) bool { return math.Abs(v) < 1e300 }

// extent is the range of the points that can be drawn.
type extent struct{ left, right, low, high float64 }

// nothing is the extent of no points.
var nothing = extent{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}

func (e extent) empty() bool { return e.left > e.right }

// with returns the extent enlarged by a point.
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
