package charts

import (
	"slices"
	"strings"
)

// Bounds of the places of a chart that have hover text: up to allBands places
// all have it, of more places someBands have.
const (
	allBands  = 100
	someBands = 60
)

// place is a value of the point axis that hover text describes.
type place struct {
	x      float64
	points []int // by series, the index of its point there, or -1
}

// hover lays a band over each place, with the values of all series there as its
// text.
func (f *figure) hover(p *plot, shown []*series) {
	places := places(shown)
	p.group("h")
	for i, place := range places {
		from, to := 0, canvasWidth
		if i > 0 {
			from = p.x.Translate((places[i-1].x + place.x) / 2)
		}
		if i < len(places)-1 {
			to = p.x.Translate((place.x + places[i+1].x) / 2)
		}
		p.box(f.tell(place, shown), from, 0, to, canvasHeight)
	}
	p.end()
}

// places returns the places where series have points, in ascending order; if
// there are many, a selection.
func places(shown []*series) []place {
	xs := hoverXs(shown)
	out := make([]place, len(xs))
	for i, x := range xs {
		out[i] = place{x, slices.Repeat([]int{-1}, len(shown))}
	}
	for n, s := range shown {
		for i := range s.points() {
			if at, found := slices.BinarySearch(xs, s.xs[i]); found && out[at].points[n] < 0 {
				out[at].points[n] = i
			}
		}
	}
	return out
}

// hoverXs selects the places that have hover text. The last point of each
// series is always a candidate, because that is what is new in live data.
func hoverXs(shown []*series) (xs []float64) {
	for _, s := range shown {
		every, n, last := s.count()/share(shown)+1, 0, 0.0
		for i := range s.points() {
			last = s.xs[i]
			if n%every == 0 {
				xs = append(xs, last)
			}
			n++
		}
		xs = append(xs, last)
	}
	slices.Sort(xs)
	xs = slices.Compact(xs)
	if len(xs) <= allBands {
		return xs
	}
	some := make([]float64, someBands)
	for i := range some {
		some[i] = xs[i*(len(xs)-1)/(someBands-1)]
	}
	return some
}

// tell returns the hover text of a place: one value of each series.
func (f *figure) tell(at place, shown []*series) string {
	var b strings.Builder
	b.WriteString(f.name(at.x))
	for n, i := range at.points {
		if i < 0 {
			continue
		}
		b.WriteByte('\n')
		if name := shown[n].name; name != "" {
			b.WriteString(name + ": ")
		}
		b.WriteString(f.value(shown[n].ys[i]))
	}
	return b.String()
}
