package charts

import (
	"slices"

	"github.com/go-analyze/charts/chartdraw"
)

// AreaChart fills the space between each series and zero.
type AreaChart struct{ SeriesChart[*AreaChart] }

// Area returns a chart of areas.
func Area() *AreaChart {
	c := &AreaChart{}
	return c.init(c, "area chart", drawAreas)
}

// Stacked puts the series on top of each other: each point begins where the
// series before it ends at the same x.
func (c *AreaChart) Stacked(on bool) *AreaChart {
	return c.change(func() { c.figure.stacked = on })
}

func drawAreas(f *figure, p *plot) {
	shown := f.shown()
	if len(shown) == 0 {
		return
	}
	tops, bottoms := stack(shown, f.stacked)
	e := extentOf(tops...)
	f.axes(p, e.with(e.left, 0))
	for i, s := range tops {
		for _, run := range runs(s.xs, s.ys, share(shown)) {
			top := curve{p, s.xs, s.ys, run}
			if len(run) > 1 {
				chartdraw.Draw.BoundedSeries(&p.canvas, box, &p.x, &p.y, stroke("a "+f.color(s)), band{top, bottoms[i]})
			}
			p.line(f.color(s), top)
		}
	}
	f.hover(p, shown)
}

// stack returns the upper and the lower edge of each area.
func stack(shown []*series, stacked bool) (tops []*series, bottoms [][]float64) {
	below := map[float64]float64{}
	for _, s := range shown {
		top, bottom := *s, make([]float64, len(s.xs))
		if stacked {
			top.ys = slices.Clone(s.ys)
			for j := range s.points() {
				bottom[j] = below[s.xs[j]]
				top.ys[j] += bottom[j]
			}
			for j := range s.points() {
				below[s.xs[j]] = top.ys[j]
			}
		}
		tops, bottoms = append(tops, &top), append(bottoms, bottom)
	}
	return tops, bottoms
}

// band is an area for chartdraw: the space under a curve.
type band struct {
	curve
	bottom []float64
}

func (b band) GetBoundedValues(i int) (x, high, low float64) {
	x, high = b.GetValues(i)
	return x, high, b.p.near(b.bottom[b.run[i]])
}
