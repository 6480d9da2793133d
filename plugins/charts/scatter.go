package charts

import (
	"fmt"
	"slices"
)

// ScatterChart shows each value as a point.
type ScatterChart struct{ SeriesChart[*ScatterChart] }

// Scatter returns a chart of points.
func Scatter() *ScatterChart {
	c := &ScatterChart{}
	return c.init(c, "scatter chart", drawPoints)
}

// Labels sets the hover texts of a series' points, one for each. They belong to
// the current values: a later call of Series removes them. Labels panics if
// there is no such series, or if the numbers of points and labels differ.
func (c *ScatterChart) Labels(name string, labels []string) *ScatterChart {
	return c.change(func() {
		s := c.figure.find(name)
		if s == nil {
			panic(fmt.Sprintf("charts: labels for series %q, which is not there", name))
		}
		if len(labels) != len(s.xs) {
			panic(fmt.Sprintf("charts: series %q has %d points and %d labels: give as many of each", name, len(s.xs), len(labels)))
		}
		s.labels = slices.Clone(labels)
	})
}

// Bounds of the points of a chart: of more than maxTold points none has hover
// text; of more than maxDots every nth is drawn.
const (
	maxTold = 600
	maxDots = 5_000
)

func drawPoints(f *figure, p *plot) {
	shown := f.shown()
	if len(shown) == 0 {
		return
	}
	e := extentOf(shown...)
	left, right, xTicks := f.pointAxis(e.left, e.right)
	if kind, _ := f.axisKind(); kind != xCategory {
		room := right/40 - left/40
		left, right = left-room, right+room
	}
	p.setX(left, right, xTicks)
	p.setY(f.valueAxis(e.low, e.high))
	p.grid(true)
	p.grid(false)
	total := count(shown)
	for _, s := range shown {
		f.points(p, s, 1+(total-1)/maxDots, total <= maxTold)
	}
}

// points draws every nth point of a series, with hover text if told.
func (f *figure) points(p *plot, s *series, every int, told bool) {
	p.group("d " + f.color(s))
	n := 0
	for i := range s.points() {
		if n++; (n-1)%every != 0 {
			continue
		}
		p.dot(p.at(s.xs[i], p.near(s.ys[i])))
		if told {
			p.flush(f.pointText(s, i))
		}
	}
	p.Stroke()
	p.end()
}

func (f *figure) pointText(s *series, i int) string {
	text := f.name(s.xs[i]) + ", " + f.value(s.ys[i])
	if s.labels != nil {
		text = s.labels[i] + "\n" + text
	}
	if s.name != "" {
		text = s.name + "\n" + text
	}
	return text
}
