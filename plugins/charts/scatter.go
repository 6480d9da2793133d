package charts

import (
	"fmt"
	"slices"
)

// ScatterChart shows each value as a point.
type ScatterChart struct{ SeriesChart[*ScatterChart] }

// Scatter makes a chart of points.
func Scatter() *ScatterChart {
	c := &ScatterChart{}
	return c.init(c, drawPoints)
}

// Labels sets the hover text of a series' points, one for each. It is for the
// values that are there: Series takes them away.
func (c *ScatterChart) Labels(name string, labels []string) *ScatterChart {
	return c.Update(func() {
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

// Bounds of points: how many of a chart have hover text, and how many of a
// series are drawn at all. Of more, every so manyeth is.
const (
	maxToldPoints = 600
	maxPoints     = 5_000
)

func drawPoints(f *figure, p *plot) {
	shown := f.shown()
	if !f.pointAxes(p, shown) {
		return
	}
	total := 0
	for _, s := range shown {
		total += len(s.xs)
	}
	for _, s := range shown {
		f.points(p, s, total <= maxToldPoints)
	}
}

// pointAxes leaves room around the points.
func (f *figure) pointAxes(p *plot, shown []*series) bool {
	if !f.axes(p, shown, false) {
		return false
	}
	if f.kind != xCategory {
		room := (p.x.Max - p.x.Min) / 30
		p.x.Min, p.x.Max = p.x.Min-room, p.x.Max+room
	}
	p.grid(false)
	return true
}

func (f *figure) points(p *plot, s *series, told bool) {
	every := (len(s.xs) + maxPoints - 1) / maxPoints
	p.SetClassName("d " + f.color(s))
	for i := 0; i < len(s.xs); i += max(every, 1) {
		if !finite(s.xs[i]) || !finite(s.ys[i]) {
			continue
		}
		p.dot(p.at(s.xs[i], s.ys[i]))
		if told {
			p.flush(f.pointText(s, i))
		}
	}
	p.Stroke()
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
