package charts

import (
	"cmp"
	"slices"
	"strings"
)

// Bounds of the places of a chart that tell their values: up to allBands all
// of them do, of more someBands do.
const (
	allBands  = 100
	someBands = 60
)

// told is a point that hover text may tell of.
type told struct {
	x             float64
	series, point int
}

// hover lays a band over each value of the point axis that tells the values of
// all series there.
func (f *figure) hover(p *plot, shown []*series) {
	places := places(shown)
	p.group("h")
	for i, place := range places {
		from, to := 0, canvasWidth
		if i > 0 {
			from = p.x.Translate((places[i-1][0].x + place[0].x) / 2)
		}
		if i < len(places)-1 {
			to = p.x.Translate((place[0].x + places[i+1][0].x) / 2)
		}
		p.box(f.tell(place, shown), from, 0, to, canvasHeight)
	}
	p.end()
}

// places are points with the same x, in order. Of many, some are picked.
func places(shown []*series) (out [][]told) {
	var all []told
	for n, s := range shown {
		for i := 0; i < len(s.xs); i += len(s.xs)/share(shown) + 1 {
			if finite(s.xs[i]) && finite(s.ys[i]) {
				all = append(all, told{s.xs[i], n, i})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(a.x, b.x) })
	begin := 0
	for i := range all {
		if i == len(all)-1 || all[i+1].x != all[begin].x {
			out = append(out, all[begin:i+1])
			begin = i + 1
		}
	}
	if len(out) <= allBands {
		return out
	}
	some := make([][]told, someBands)
	for i := range some {
		some[i] = out[i*(len(out)-1)/(someBands-1)]
	}
	return some
}

// tell writes the values of a place, one of each series.
func (f *figure) tell(place []told, shown []*series) string {
	var b strings.Builder
	b.WriteString(f.name(place[0].x))
	last := -1
	for _, t := range place {
		if t.series == last {
			continue
		}
		last = t.series
		b.WriteByte('\n')
		if name := shown[t.series].name; name != "" {
			b.WriteString(name + ": ")
		}
		b.WriteString(f.value(shown[t.series].ys[t.point]))
	}
	return b.String()
}
