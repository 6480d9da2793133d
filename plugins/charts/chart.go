package charts

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// Chart is the base of all charts. T is the chart's own pointer type, so that
// options can be chained.
type Chart[T any] struct {
	pn.Base[T]
	figure figure
}

// init must be called once, by the constructor. words name the kind of chart;
// draw adds the marks.
func (c *Chart[T]) init(self T, words string, draw func(*figure, *plot)) T {
	c.figure = figure{words: words, draw: draw, ticks: aboutTicks}
	c.Base.Init(self, kind)
	c.Base.Height(320)
	c.Base.Sizing("stretch_width")
	return self
}

// change is Update for what the picture depends on.
func (c *Chart[T]) change(f func()) T {
	return c.Update(func() {
		c.figure.picture = nil
		f()
	})
}

// Title sets the title above the chart.
func (c *Chart[T]) Title(text string) T { return c.change(func() { c.figure.title = text }) }

// XLabel sets the label of the horizontal axis.
func (c *Chart[T]) XLabel(text string) T { return c.change(func() { c.figure.xLabel = text }) }

// YLabel sets the label of the vertical axis.
func (c *Chart[T]) YLabel(text string) T { return c.change(func() { c.figure.yLabel = text }) }

// XFormat sets how values on the horizontal axis are written: a format as in
// pn.NumberIndicator.Format, such as "{value:.1f} km", or a layout of package
// time when they are times. An unknown form panics.
func (c *Chart[T]) XFormat(format string) T {
	checkFormat(format)
	return c.change(func() { c.figure.xFormat = format })
}

// YFormat sets how values on the vertical axis are written, as in
// pn.NumberIndicator.Format. An unknown form panics.
func (c *Chart[T]) YFormat(format string) T {
	checkFormat(format)
	return c.change(func() { c.figure.yFormat = format })
}

// checkFormat lets pn check a format.
func checkFormat(format string) {
	if strings.Contains(format, "{") {
		pn.Number("", nil).Format(format)
	}
}

// YRange fixes the ends of the vertical axis; it panics unless both are finite
// and low is less than high. Without it the axis follows the data. Marks beyond
// the ends are cut off.
func (c *Chart[T]) YRange(low, high float64) T {
	if !finite(low) || !finite(high) || low >= high {
		panic(fmt.Sprintf("charts: a range from %v to %v: the first must be the smaller", low, high))
	}
	return c.change(func() { c.figure.low, c.figure.high, c.figure.fixed = low, high, true })
}

// Legend shows or hides the names of the series. By default they are shown if
// there are several.
func (c *Chart[T]) Legend(on bool) T {
	return c.change(func() { c.figure.legend, c.figure.legendSet = on, true })
}

// Render writes the chart. It draws only if something has changed since the
// last drawing.
func (c *Chart[T]) Render(m *pn.Markup) {
	f := &c.figure
	if n := ticksFor(c.Node().Style().Height); f.picture == nil || n != f.ticks {
		f.ticks = n
		f.picture = f.drawn()
	}
	f.write(m)
}

// SeriesChart is the base of charts that show series of points.
type SeriesChart[T any] struct{ Chart[T] }

// Series adds a series, or replaces the series of that name, which keeps its
// place and colour. x is []float64, []int, []time.Time, []string for
// categories, or nil for 1, 2, 3, …; it has as many entries as y. Times are
// shown in the zone of the first one. A value that is not finite leaves a gap.
// Both slices are copied. Series panics if x and y differ in length, if x has
// another type, if series would mix numbers, times and categories, or if there
// are 64 series already.
func (c *SeriesChart[T]) Series(name string, x any, y []float64) T {
	return c.change(func() { c.figure.put(name, x, y) })
}

// Remove removes a series, if it is there.
func (c *SeriesChart[T]) Remove(name string) T { return c.change(func() { c.figure.remove(name) }) }

// Clear removes all series.
func (c *SeriesChart[T]) Clear() T {
	return c.change(func() { c.figure.data = data{} })
}

// figure is a chart without its place on a page.
type figure struct {
	data
	words                 string // the kind of chart
	title, xLabel, yLabel string
	xFormat, yFormat      string
	low, high             float64
	fixed                 bool    // low and high were set by YRange
	least                 float64 // the least distance between ticks of values
	legend, legendSet     bool
	stacked, horizontal   bool
	draw                  func(*figure, *plot)

	ticks   int      // about how many fit on a vertical axis
	picture *picture // the last drawing; nil after a change
}

// color returns the class that gives a series its colour.
func (f *figure) color(s *series) string { return fmt.Sprintf("s%d", s.color%8+1) }
