package charts

import (
	"slices"
	"sort"
	"strings"

	"github.com/go-analyze/charts/chartdraw"
	"github.com/go-analyze/charts/chartdraw/drawing"
)

// LineChart joins the points of each series.
type LineChart struct{ SeriesChart[*LineChart] }

// Line makes a chart of lines: charts.Line().Series("High", days, highs).
func Line() *LineChart {
	c := &LineChart{}
	return c.init(c, drawLines)
}

func drawLines(f *figure, p *plot) {
	shown := f.shown()
	if !f.axes(p, shown, false) {
		return
	}
	for _, s := range shown {
		f.line(p, s)
	}
	f.hover(p, shown)
}

// axes fixes both axes by what the series hold, and draws the grid. It is
// false when there is nothing.
func (f *figure) axes(p *plot, shown []*series, zero bool) bool {
	var xs, ys [][]float64
	for _, s := range shown {
		xs, ys = append(xs, s.xs), append(ys, s.ys)
	}
	if zero {
		ys = append(ys, []float64{0})
	}
	left, right, ok := extent(xs...)
	low, high, _ := extent(ys...)
	if !ok {
		return false
	}
	p.setX(f.pointAxis(left, right))
	p.setY(f.valueAxis(low, high))
	p.grid(true)
	return true
}

// stroke is a style of chartdraw that is drawn with a class and nothing else.
func stroke(class string) chartdraw.Style {
	return chartdraw.Style{ClassName: class, StrokeColor: drawing.ColorBlack, StrokeWidth: 1}
}

func (f *figure) line(p *plot, s *series) {
	for _, run := range runs(s.xs, s.ys) {
		xs, ys := thin(run[0], run[1])
		if len(xs) == 1 { // a line of one point would not be seen
			p.SetClassName("d " + f.color(s))
			p.dot(p.at(xs[0], ys[0]))
			p.Stroke()
			continue
		}
		chartdraw.Draw.LineSeries(&p.canvas, box, &p.x, &p.y, stroke("l "+f.color(s)), chartdraw.ContinuousSeries{XValues: xs, YValues: ys})
	}
}

// maxBands bounds how many places of a chart tell their values.
const maxBands = 60

// hover lays a band over each value of the point axis, or over as many as
// there may be, that tells the values of all series there.
func (f *figure) hover(p *plot, shown []*series) {
	var xs []float64
	for _, s := range shown {
		for i, x := range s.xs {
			if finite(x) && finite(s.ys[i]) {
				xs = append(xs, x)
			}
		}
	}
	sort.Float64s(xs)
	if xs = slices.Compact(xs); len(xs) > maxBands {
		some := make([]float64, maxBands)
		for i := range some {
			some[i] = xs[i*(len(xs)-1)/(maxBands-1)]
		}
		xs = slices.Compact(some)
	}
	texts := f.textsAt(xs, shown)
	for i, x := range xs {
		from, to := 0, canvasWidth
		if i > 0 {
			from = p.x.Translate((xs[i-1] + x) / 2)
		}
		if i < len(xs)-1 {
			to = p.x.Translate((x + xs[i+1]) / 2)
		}
		p.box("h", texts[i], from, 0, to, canvasHeight)
	}
}

// textsAt tells the values of all series at some places.
func (f *figure) textsAt(xs []float64, shown []*series) []string {
	lines := make([][]string, len(xs))
	for i, x := range xs {
		lines[i] = []string{f.name(x)}
	}
	for _, s := range shown {
		told := make([]bool, len(xs))
		for j, x := range s.xs {
			i, ok := slices.BinarySearch(xs, x)
			if !ok || told[i] || !finite(s.ys[j]) {
				continue
			}
			told[i] = true
			text := f.value(s.ys[j])
			if s.name != "" {
				text = s.name + ": " + text
			}
			lines[i] = append(lines[i], text)
		}
	}
	out := make([]string, len(xs))
	for i := range lines {
		out[i] = strings.Join(lines[i], "\n")
	}
	return out
}
