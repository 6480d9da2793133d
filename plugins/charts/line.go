package charts

import (
	"github.com/go-analyze/charts/chartdraw"
	"github.com/go-analyze/charts/chartdraw/drawing"
)

// LineChart joins the points of each series by a line.
type LineChart struct{ SeriesChart[*LineChart] }

// Line returns a chart of lines: charts.Line().Series("High", days, highs).
func Line() *LineChart {
	c := &LineChart{}
	return c.init(c, "line chart", drawLines)
}

func drawLines(f *figure, p *plot) {
	shown := f.shown()
	if len(shown) == 0 {
		return
	}
	f.axes(p, extentOf(shown...))
	for _, s := range shown {
		for _, run := range runs(s.xs, s.ys, share(shown)) {
			p.line(f.color(s), curve{p, s.xs, s.ys, run})
		}
	}
	f.hover(p, shown)
}

// axes fixes both axes and draws the grid.
func (f *figure) axes(p *plot, e extent) {
	p.setX(f.pointAxis(e.left, e.right))
	p.setY(f.valueAxis(e.low, e.high))
	p.grid(true)
}

// stroke returns a style of chartdraw that draws with a class and nothing else.
func stroke(class string) chartdraw.Style {
	return chartdraw.Style{ClassName: class, StrokeColor: drawing.ColorBlack, StrokeWidth: 1}
}

// line joins points. A single point would be invisible as a line, so it is
// drawn as a dot.
func (p *plot) line(color string, c curve) {
	if c.Len() == 1 {
		p.SetClassName("d " + color)
		p.dot(p.at(c.GetValues(0)))
		p.Stroke()
		return
	}
	chartdraw.Draw.LineSeries(&p.canvas, box, &p.x, &p.y, stroke("l "+color), c)
}

// curve is a line for chartdraw: points of a series, by index.
type curve struct {
	p      *plot
	xs, ys []float64
	run    []int
}

func (c curve) Len() int { return len(c.run) }

func (c curve) GetValues(i int) (x, y float64) { return c.xs[c.run[i]], c.p.near(c.ys[c.run[i]]) }
