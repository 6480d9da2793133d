package charts

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Bounds of one chart. Series beyond are a mistake in the script; points
// beyond are thinned out when they are drawn.
const (
	maxSeries     = 64
	maxCategories = 2_000
)

// xKind says what stands on the horizontal axis.
type xKind int

const (
	xNumber   xKind = iota
	xTime           // seconds since 1970
	xCategory       // the number of the category
)

// series is one set of points under a name.
type series struct {
	name   string
	xs, ys []float64
	labels []string // hover text, by point
}

// data is what a chart shows.
type data struct {
	kind       xKind
	series     []*series
	categories []string
}

// put adds a series, or replaces the one of that name.
func (d *data) put(name string, x any, y []float64) {
	xs, kind := d.positions(name, x, len(y))
	if len(xs) != len(y) {
		panic(fmt.Sprintf("charts: series %q has %d x and %d y: give as many of each", name, len(xs), len(y)))
	}
	if len(xs) > 0 {
		if kind != d.kind && slices.ContainsFunc(d.series, func(s *series) bool { return s.name != name && len(s.xs) > 0 }) {
			panic(fmt.Sprintf("charts: series %q has another kind of x than the others: numbers, times and categories cannot share an axis", name))
		}
		d.kind = kind
	}
	s := d.find(name)
	if s == nil {
		if len(d.series) >= maxSeries {
			panic(fmt.Sprintf("charts: series %q: a chart has at most %d series", name, maxSeries))
		}
		s = &series{name: name}
		d.series = append(d.series, s)
	}
	s.xs, s.ys, s.labels = xs, slices.Clone(y), nil
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
	d.series = slices.DeleteFunc(slices.Clone(d.series), func(s *series) bool { return s.name == name })
}

// positions turns the x of a series into numbers.
func (d *data) positions(name string, x any, n int) ([]float64, xKind) {
	switch x := x.(type) {
	case nil:
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = float64(i + 1)
		}
		return xs, xNumber
	case []float64:
		return slices.Clone(x), xNumber
	case []int:
		xs := make([]float64, len(x))
		for i, v := range x {
			xs[i] = float64(v)
		}
		return xs, xNumber
	case []time.Time:
		xs := make([]float64, len(x))
		for i, v := range x {
			xs[i] = seconds(v)
		}
		return xs, xTime
	case []string:
		xs := make([]float64, len(x))
		for i, v := range x {
			xs[i] = float64(d.category(v))
		}
		return xs, xCategory
	}
	panic(fmt.Sprintf("charts: series %q: x is a %T: use []float64, []int, []time.Time, []string or nil", name, x))
}

func (d *data) category(name string) int {
	i := slices.Index(d.categories, name)
	if i < 0 {
		if len(d.categories) >= maxCategories {
			panic(fmt.Sprintf("charts: more than %d categories", maxCategories))
		}
		i = len(d.categories)
		d.categories = append(slices.Clip(d.categories), name)
	}
	return i
}

func seconds(t time.Time) float64 { return float64(t.Unix()) + float64(t.Nanosecond())/1e9 }

func timeAt(seconds float64) time.Time {
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*1e9)).UTC()
}

// finite tells whether a value can be drawn. What cannot leaves a gap.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) && math.Abs(v) < 1e300 }

// extent is the range of finite values; ok is false when there are none.
func extent(values ...[]float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, vs := range values {
		for _, v := range vs {
			if finite(v) {
				low, high, ok = min(low, v), max(high, v), true
			}
		}
	}
	return low, high, ok
}

// runs splits a series at its gaps.
func runs(xs, ys []float64) (out [][2][]float64) {
	begin := 0
	for i := 0; i <= len(xs); i++ {
		if i < len(xs) && finite(xs[i]) && finite(ys[i]) {
			continue
		}
		if i > begin {
			out = append(out, [2][]float64{xs[begin:i], ys[begin:i]})
		}
		begin = i + 1
	}
	return out
}

// maxLinePoints bounds the points of one line. A longer one keeps the first,
// the last, the lowest and the highest of as many stretches as fit, so that no
// peak is lost.
const maxLinePoints = 800

func thin(xs, ys []float64) (tx, ty []float64) {
	if len(xs) <= maxLinePoints {
		return xs, ys
	}
	const stretches = maxLinePoints / 4
	for b := range stretches {
		from, to := b*len(xs)/stretches, (b+1)*len(xs)/stretches
		low, high := from, from
		for i := from; i < to; i++ {
			if ys[i] < ys[low] {
				low = i
			}
			if ys[i] > ys[high] {
				high = i
			}
		}
		keep := []int{from, low, high, to - 1}
		slices.Sort(keep)
		for _, i := range slices.Compact(keep) {
			tx, ty = append(tx, xs[i]), append(ty, ys[i])
		}
	}
	return tx, ty
}
