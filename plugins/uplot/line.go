package uplot

import (
	"fmt"
	"math"
	"time"

	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
)

// Bounds of a chart.
const (
	maxLines = 16
	maxKeep  = 20_000 // points
)

// LineChart joins points by lines, and follows points that stream.
type LineChart struct {
	pn.Base[*LineChart]
	options options
	legend  *bool // nil follows the number of lines

	fixed  bool           // whether x are numbers or times is known
	zone   *time.Location // of the first time
	points points

	picture *charts.LineChart // the first paint; all that a page without the library has
	painted bool
	plain   bool // the page has no library, so that the picture follows the points
}

// options is what the browser's half is told besides the points.
type options struct {
	Names  []string `json:"names"`
	Title  string   `json:"title"`
	YLabel string   `json:"yLabel"`
	Times  bool     `json:"times"`          // x are seconds since 1970
	Zone   string   `json:"zone"`           // of times; "" is the browser's
	Range  *yRange  `json:"range,omitzero"` // nil follows the points
	Keep   int      `json:"keep"`
}

// yRange is the ends of the vertical axis.
type yRange struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Line returns a chart of lines, which share their x; names are what the lines are
// called. It panics without a name, if two are alike, or if there are more than 16.
func Line(names ...string) *LineChart {
	if len(names) == 0 || len(names) > maxLines {
		panic(fmt.Sprintf("uplot: Line with %d names: a chart has from 1 to %d lines, each with a name", len(names), maxLines))
	}
	known := map[string]bool{}
	for _, name := range names {
		if known[name] {
			panic(fmt.Sprintf("uplot: Line: two lines are called %q", name))
		}
		known[name] = true
	}
	c := &LineChart{options: options{Names: append([]string{}, names...), Keep: 1_000}, picture: charts.Line().Legend(false).Height(0).Sizing("stretch_both")}
	c.Init(c, kind).Height(320).Sizing("stretch_width")
	c.Node().Styled(func(s *pn.Style) { s.DefaultClasses = "pn-chart" }) // the styles of package charts
	return c
}

// Title sets the title above the chart.
func (c *LineChart) Title(text string) *LineChart {
	return c.Update(func() { c.options.Title = text })
}

// YLabel sets the label of the vertical axis.
func (c *LineChart) YLabel(text string) *LineChart {
	c.picture.YLabel(text)
	return c.Update(func() { c.options.YLabel = text })
}

// YRange fixes the ends of the vertical axis; it panics unless both are finite and low is
// less than high. Without it the axis follows the points. Lines beyond the ends are cut
// off.
func (c *LineChart) YRange(low, high float64) *LineChart {
	c.picture.YRange(low, high)
	return c.Update(func() { c.options.Range = &yRange{low, high} })
}

// Legend shows or hides the names of the lines. By default they are shown if there are
// several.
func (c *LineChart) Legend(on bool) *LineChart { return c.Update(func() { c.legend = &on }) }

// Keep sets how many points the chart shows at most, those that came last; 1,000 unless
// set. It panics unless it is from 1 to 20,000.
func (c *LineChart) Keep(points int) *LineChart {
	if points < 1 || points > maxKeep {
		panic(fmt.Sprintf("uplot: Keep(%d): a chart keeps from 1 to %d points", points, maxKeep))
	}
	return c.Update(func() {
		c.options.Keep = points
		c.points.drop(points)
	})
}

// Points replaces all points. x is []float64, []int or []time.Time, in any order, and y
// has as many values for each line, in the order of the names. Times are shown in the
// zone of the first one; where that is time.Local, in the browser's once the page is live.
// A value that is not finite leaves a gap. Points panics if lengths differ, if x is of
// another type, or numbers where it was times before.
func (c *LineChart) Points(x any, y ...[]float64) *LineChart {
	xs, zone := column(x)
	if len(y) != len(c.options.Names) {
		panic(fmt.Sprintf("uplot: Points with %d columns of y for %d lines: give one for each", len(y), len(c.options.Names)))
	}
	for i, ys := range y {
		if len(ys) != len(xs) {
			panic(fmt.Sprintf("uplot: Points: line %q has %d y for %d x: give as many of each", c.options.Names[i], len(ys), len(xs)))
		}
	}
	from := 0
	var rooms []*block
	c.Node().Peek(func() {
		if len(xs) > 0 {
			c.fix(zone)
		}
		c.points = points{}
		from = max(0, len(xs)-c.options.Keep)
		for range xs[from:] {
			rooms = append(rooms, c.points.room(c.options.Keep))
		}
	})
	row := make([]float64, 1+len(y))
	for i, b := range rooms {
		row[0] = xs[from+i]
		for j, ys := range y {
			row[1+j] = ys[from+i]
		}
		b.add(row...)
	}
	return c.Update(func() {}) // when the points are in their blocks
}

// Stream adds a point to each line: x is a float64, an int or a time.Time, and y has a
// value for each line, in the order of the names. The oldest point goes when there are
// more than Keep says. A value that is not finite leaves a gap. Stream panics if there
// are not as many y as lines, or if x is of another type than before.
func (c *LineChart) Stream(x any, y ...float64) *LineChart {
	at, zone := place(x)
	if len(y) != len(c.options.Names) {
		panic(fmt.Sprintf("uplot: Stream with %d values for %d lines: give one for each", len(y), len(c.options.Names)))
	}
	var b *block
	c.Node().Peek(func() {
		c.fix(zone)
		b = c.points.room(c.options.Keep)
	})
	b.add(append([]float64{at}, y...)...)
	return c.Update(func() {}) // when the point is in its block
}

// fix notes whether x are times, and panics if they were something else before. zone is
// nil for numbers.
func (c *LineChart) fix(zone *time.Location) {
	times := zone != nil
	switch {
	case c.fixed && times != c.options.Times:
		panic("uplot: numbers and times cannot share an axis")
	case !c.fixed:
		c.fixed, c.zone, c.options.Times = true, zone, times
		if times && zone != time.Local {
			c.options.Zone = zone.String()
		}
	}
}

// column converts a column of x to numbers. zone is nil unless they are times.
func column(x any) (xs []float64, zone *time.Location) {
	switch x := x.(type) {
	case []float64:
		return x, nil
	case []int:
		for _, v := range x {
			xs = append(xs, float64(v))
		}
		return xs, nil
	case []time.Time:
		for _, v := range x {
			xs = append(xs, seconds(v))
		}
		if len(x) == 0 {
			return nil, nil
		}
		return xs, x[0].Location()
	}
	panic(fmt.Sprintf("uplot: x is a %T: use []float64, []int or []time.Time", x))
}

// place converts one x to a number. zone is nil unless it is a time.
func place(x any) (at float64, zone *time.Location) {
	switch x := x.(type) {
	case float64:
		return x, nil
	case int:
		return float64(x), nil
	case time.Time:
		return seconds(x), x.Location()
	}
	panic(fmt.Sprintf("uplot: x is a %T: use a float64, an int or a time.Time", x))
}

// seconds returns a time in seconds since 1970, to the millisecond, as browsers have it.
func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1e3 }

// finite reports whether a value can be drawn.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// HandleEvent takes "plain": the page has no library, and shows the picture.
func (c *LineChart) HandleEvent(e pn.Event) error {
	if e.Name != "plain" {
		return fmt.Errorf("a chart has no event %q", e.Name)
	}
	c.Update(func() { c.plain = true })
	return nil
}

// Render writes the first paint, the place of the canvas over it, and the points.
func (c *LineChart) Render(m *pn.Markup) {
	c.paint()
	m.Open("div").Value(c.options)
	if c.options.Title != "" {
		m.Element("div", "pn-chart-title", c.options.Title)
	}
	if on := len(c.options.Names) > 1; c.legend == nil && on || c.legend != nil && *c.legend {
		m.Open("ul").Class("pn-chart-legend")
		for i, name := range c.options.Names {
			m.Element("li", fmt.Sprintf("s%d", i%8+1), name)
		}
		m.Close()
	}
	m.Open("div").Class("pn-uplot-body").Bool("data-plain", c.plain)
	m.Open("div").Class("pn-uplot-picture").Child(c.picture).Close()
	m.Open("div").Class("pn-uplot-canvas").Own().Close()
	m.Close()
	m.Open("div").Class("pn-uplot-points").Bool("hidden", true)
	for _, b := range c.points.blocks {
		m.Child(b)
	}
	m.Close().Close()
}

// paint gives the picture the points of the first rendering. Later ones are drawn in the
// browser, unless that cannot.
func (c *LineChart) paint() {
	if c.painted && !c.plain {
		return
	}
	c.painted = true
	c.picture.Clear()
	rows := c.points.rows(c.options.Keep)
	for i, name := range c.options.Names {
		ys := make([]float64, len(rows))
		for j, row := range rows {
			ys[j] = row[1+i]
		}
		c.picture.Series(name, c.xs(rows), ys)
	}
}

// xs are the x of rows as package charts takes them.
func (c *LineChart) xs(rows [][]float64) any {
	numbers, times := make([]float64, len(rows)), make([]time.Time, len(rows))
	for i, row := range rows {
		numbers[i] = row[0]
		if c.options.Times && finite(row[0]) {
			times[i] = time.UnixMilli(int64(math.Round(row[0] * 1e3))).In(c.zone)
		}
	}
	if c.options.Times {
		return times
	}
	return numbers
}
