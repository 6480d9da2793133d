package charts

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/pn"
)

// Chart is the base of all charts. T is the chart's own pointer type, so that
// options can be chained.
type Chart[T any] struct {
	pn.Base[T]
	figure figure
}

// Init must be called by the constructor, once. draw adds the marks.
func (c *Chart[T]) init(self T, draw func(*figure, *plot)) T {
	c.figure = figure{draw: draw, legend: true}
	c.Base.Init(self, kind)
	c.Base.Height(320)
	c.Base.Sizing("stretch_width")
	return self
}

// Title sets the line over the chart.
func (c *Chart[T]) Title(text string) T { return c.Update(func() { c.figure.title = text }) }

// XLabel says what stands on the horizontal axis.
func (c *Chart[T]) XLabel(text string) T { return c.Update(func() { c.figure.xLabel = text }) }

// YLabel says what stands on the vertical axis.
func (c *Chart[T]) YLabel(text string) T { return c.Update(func() { c.figure.yLabel = text }) }

// XFormat sets how values on the horizontal axis are written: a format as
// that of pn.Number, as "{value:.1f} km", or a layout of package time when
// they are times.
func (c *Chart[T]) XFormat(format string) T { return c.Update(func() { c.figure.xFormat = format }) }

// YFormat sets how values on the vertical axis are written, as pn.Number's
// Format does.
func (c *Chart[T]) YFormat(format string) T { return c.Update(func() { c.figure.yFormat = format }) }

// YRange fixes the ends of the vertical axis. Without it the axis follows the
// data. Marks beyond the ends are cut off.
func (c *Chart[T]) YRange(low, high float64) T {
	if !finite(low) || !finite(high) || low >= high {
		panic(fmt.Sprintf("charts: a range from %v to %v: the first must be the smaller", low, high))
	}
	return c.Update(func() { c.figure.low, c.figure.high, c.figure.fixed = low, high, true })
}

// Legend shows or hides the names of the series. It is shown by itself when
// there are several.
func (c *Chart[T]) Legend(on bool) T { return c.Update(func() { c.figure.legend = on }) }

// Render writes the chart.
func (c *Chart[T]) Render(m *pn.Markup) { c.figure.render(m) }

// SeriesChart is the base of charts that show series of points.
type SeriesChart[T any] struct{ Chart[T] }

// Series adds a series, or replaces the one of that name, which keeps its
// place and colour. x is []float64, []int, []time.Time, []string for
// categories, or nil for 1, 2, 3, …; it has as many entries as y. A value that
// is not finite leaves a gap. Both are copied.
func (c *SeriesChart[T]) Series(name string, x any, y []float64) T {
	return c.Update(func() { c.figure.put(name, x, y) })
}

// Remove takes a series out. One that is not there is no mistake.
func (c *SeriesChart[T]) Remove(name string) T { return c.Update(func() { c.figure.remove(name) }) }

// Clear takes all series out.
func (c *SeriesChart[T]) Clear() T {
	return c.Update(func() { c.figure.series, c.figure.categories = nil, nil })
}

// figure is a chart without its place on a page.
type figure struct {
	data
	title, xLabel, yLabel string
	xFormat, yFormat      string
	low, high             float64
	fixed                 bool // low and high are the author's
	legend                bool
	stacked, horizontal   bool
	draw                  func(*figure, *plot)
}

// shown are the series that have something to show.
func (f *figure) shown() []*series {
	return slices.DeleteFunc(slices.Clone(f.series), func(s *series) bool {
		_, _, x := extent(s.xs)
		_, _, y := extent(s.ys)
		return !x || !y
	})
}

// color is the class with the colour of a series: by its place, so that it
// stays when others come and go.
func (f *figure) color(s *series) string {
	return fmt.Sprintf("s%d", slices.Index(f.series, s)%8+1)
}
