package charts

import (
	"slices"

	"github.com/go-analyze/charts/chartdraw"
)

// AreaChart fills the space between a line and zero.
type AreaChart struct{ SeriesChart[*AreaChart] }

// Area makes a chart of areas.
func Area() *AreaChart {
	c := &AreaChart{}
	return c.init(c, drawAreas)
}

// Stacked puts the series on top of each other: each point begins where the
// series before it ends at the same x.
func (c *AreaChart) Stacked(on bool) *AreaChart {
	return c.Update(func() { c.figure.stacked = on })
}

func drawAreas(f *figure, p *plot) {
	shown := f.shown()
	tops, bottoms := make([]*series, len(shown)), make([][]float64, len(shown))
	below := map[float64]float64{}
	for i, s := range shown {
		top := &series{name: s.name, xs: s.xs, ys: slices.Clone(s.ys)}
		bottoms[i] = make([]float64, len(s.xs))
		for j, x := range s.xs {
			if f.stacked && finite(x) && finite(s.ys[j]) {
				bottoms[i][j] = below[x]
				top.ys[j] += below[x]
				below[x] = top.ys[j]
			}
		}
		tops[i] = top
	}
	if !f.axes(p, tops, true) {
		return
	}
	for i, s := range shown {
		f.area(p, f.color(s), tops[i], bottoms[i])
	}
	f.hover(p, shown)
}

func (f *figure) area(p *plot, color string, top *series, bottom []float64) {
	begin := 0
	for i := 0; i <= len(top.xs); i++ {
		if i < len(top.xs) && finite(top.xs[i]) && finite(top.ys[i]) {
			continue
		}
		if i-begin > 1 {
			xs, highs := thin(top.xs[begin:i], top.ys[begin:i])
			lows := bottom[begin:i]
			if len(xs) != i-begin {
				xs, highs, lows = thinArea(top.xs[begin:i], top.ys[begin:i], bottom[begin:i])
			}
			chartdraw.Draw.BoundedSeries(&p.canvas, box, &p.x, &p.y, stroke("a "+color), bounds{xs, highs, lows})
			chartdraw.Draw.LineSeries(&p.canvas, box, &p.x, &p.y, stroke("l "+color), chartdraw.ContinuousSeries{XValues: xs, YValues: highs})
		}
		begin = i + 1
	}
}

// thinArea leaves every so manyeth point: both edges must keep the same x.
func thinArea(xs, highs, lows []float64) (tx, th, tl []float64) {
	for k := range maxLinePoints {
		i := k * (len(xs) - 1) / (maxLinePoints - 1)
		tx, th, tl = append(tx, xs[i]), append(th, highs[i]), append(tl, lows[i])
	}
	return tx, th, tl
}

// bounds is an area for chartdraw.
type bounds struct{ xs, highs, lows []float64 }

func (b bounds) Len() int { return len(b.xs) }

func (b bounds) GetBoundedValues(i int) (x, high, low float64) { return b.xs[i], b.highs[i], b.lows[i] }
