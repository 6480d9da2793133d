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

// init must be called by the constructor, once. words say what kind of chart
// it is; draw adds the marks.
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

// Title sets the line over the chart.
func (c *Chart[T]) Title(text string) T { return c.change(func() { c.figure.title = text }) }

// XLabel says what stands on the horizontal axis.
func (c *Chart[T]) XLabel(text string) T { return c.change(func() { c.figure.xLabel = text }) }

// YLabel says what stands on the vertical axis.
func (c *Chart[T]) YLabel(text string) T { return c.change(func() { c.figure.yLabel = text }) }

// XFormat sets how values on the horizontal axis are written: a format as
// that of pn.Number, as "{value:.1f} km", or a layout of package time when
// they are times.
func (c *Chart[T]) XFormat(format string) T {
	checkFormat(format)
	return c.change(func() { c.figure.xFormat = format })
}

// YFormat sets how values on the vertical axis are written, as pn.Number's
// Format does.
func (c *Chart[T]) YFormat(format string) T {
	checkFormat(format)
	return c.change(func() { c.figure.yFormat = format })
}

// checkFormat has pn say what is wrong with a format.
func checkFormat(format string) {
	if strings.Contains(format, "{") {
		pn.Number("", nil).Format(format)
	}
}

// YRange fixes the ends of the vertical axis. Without it the axis follows the
// data. Marks beyond the ends are cut off.
func (c *Chart[T]) YRange(low, high float64) T {
	if !finite(low) || !finite(high) || low >= high {
		panic(fmt.Sprintf("charts: a range from %v to %v: the first must be the smaller", low, high))
	}
	return c.change(func() { c.figure.low, c.figure.high, c.figure.fixed = low, high, true })
}

// Legend shows or hides the names of the series. Without it they are shown
// when there are several.
func (c *Chart[T]) Legend(on bool) T {
	return c.change(func() { c.figure.legend, c.figure.legendSet = on, true })
}

// Render writes the chart. It is drawn only when something has changed since
// it was drawn last.
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

// Series adds a series, or replaces the one of that name, which keeps its
// place and colour. x is []float64, []int, []time.Time, []string for
// categories, or nil for 1, 2, 3, …; it has as many entries as y. Times are
// shown in the zone of the first. A value that is not finite leaves a gap.
// Both are copied.
func (c *SeriesChart[T]) Series(name string, x any, y []float64) T {
	return c.change(func() { c.figure.put(name, x, y) })
}

// Remove takes a series out. One that is not there is no mistake.
func (c *SeriesChart[T]) Remove(name string) T { return c.change(func() { c.figure.remove(name) }) }

// Clear takes all series out.
func (c *SeriesChart[T]) Clear() T {
	return c.change(func() { c.figure.data = data{} })
}

// figure is a chart without its place on a page.
type figure struct {
	data
	words                 string // what kind of chart it is
	title, xLabel, yLabel string
	xFormat, yFormat      string
	low, high             float64
	fixed                 bool    // low and high are the author's
	least                 float64 // the least distance between ticks of values
	legend, legendSet     bool
	stacked, horizontal   bool
	draw                  func(*figure, *plot)

	ticks   int      // about how many a vertical axis has room for
	picture *picture // as it was drawn last; nil after a change
}

// color is the class with the colour of a series.
func (f *figure) color(s *series) string { return fmt.Sprintf("s%d", s.color%8+1) }
