package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-analyze/charts/chartdraw"

	"github.com/panelgo/panelgo/pn"
)

// plot is the area between the axes.
type plot struct {
	canvas
	x, y           chartdraw.ContinuousRange
	xTicks, yTicks []tick
	summary        string
}

// box is the whole canvas, for chartdraw.
var box = chartdraw.Box{Right: canvasWidth, Bottom: canvasHeight, IsSet: true}

// at is the place of a point on the canvas.
func (p *plot) at(x, y float64) (int, int) {
	return p.x.Translate(x), canvasHeight - p.y.Translate(y)
}

// setX fixes the horizontal axis.
func (p *plot) setX(low, high float64, ticks []tick) {
	p.x, p.xTicks = chartdraw.ContinuousRange{Min: low, Max: high, Domain: canvasWidth}, ticks
}

// setY fixes the vertical axis.
func (p *plot) setY(low, high float64, ticks []tick) {
	p.y, p.yTicks = chartdraw.ContinuousRange{Min: low, Max: high, Domain: canvasHeight}, ticks
}

// grid draws a line at each tick of an axis.
func (p *plot) grid(horizontal bool) {
	p.SetClassName("g")
	if horizontal {
		for _, t := range p.yTicks {
			y := canvasHeight - p.y.Translate(t.at)
			p.MoveTo(0, y)
			p.LineTo(canvasWidth, y)
		}
	} else {
		for _, t := range p.xTicks {
			x := p.x.Translate(t.at)
			p.MoveTo(x, 0)
			p.LineTo(x, canvasHeight)
		}
	}
	p.Stroke()
}

// valueAxis is the range and the ticks of an axis of values.
func (f *figure) valueAxis(low, high float64) (float64, float64, []tick) {
	format := formatter(f.yFormat)
	if f.fixed {
		_, _, ticks := numberTicks(f.low, f.high, false, format)
		return f.low, f.high, ticks
	}
	return numberTicks(low, high, true, format)
}

// pointAxis is the range and the ticks of an axis of points: numbers, times or
// categories.
func (f *figure) pointAxis(low, high float64) (float64, float64, []tick) {
	switch f.kind {
	case xCategory:
		return low - 0.5, high + 0.5, categoryTicks(f.categories)
	case xTime:
		low, high = span(low, high)
		return low, high, timeTicks(low, high, f.xFormat)
	}
	return numberTicks(low, high, false, formatter(f.xFormat))
}

// name is a value of the point axis in words, for hover text.
func (f *figure) name(x float64) string {
	switch f.kind {
	case xCategory:
		if i := int(x); i >= 0 && i < len(f.categories) {
			return f.categories[i]
		}
	case xTime:
		layout := f.xFormat
		if layout == "" {
			layout = "2 Jan 2006 15:04:05"
		}
		return strings.TrimSuffix(timeAt(x).Format(layout), " 00:00:00")
	}
	return formatter(f.xFormat)(x, 0)
}

// value is a value in words, for hover text.
func (f *figure) value(y float64) string { return formatter(f.yFormat)(y, 0) }

// render writes title, legend, axes and the picture.
func (f *figure) render(m *pn.Markup) {
	p := &plot{}
	p.setX(0, 1, nil)
	p.setY(0, 1, nil)
	f.safely(p)
	m.Open("div")
	if f.title != "" {
		m.Element("div", "pn-chart-title", f.title)
	}
	if len(f.series) > 1 && f.legend {
		m.Open("ul").Class("pn-chart-legend")
		for _, s := range f.series {
			m.Element("li", f.color(s), s.name)
		}
		m.Close()
	}
	m.Open("div").Class("pn-chart-body")
	if f.yLabel != "" {
		m.Element("div", "pn-chart-ylabel", f.yLabel)
	}
	axis(m, "pn-chart-y", "bottom", p.yTicks, &p.y)
	m.Open("div").Class("pn-chart-plot").Raw(p.svg(f.label(p))).Close()
	axis(m, "pn-chart-x", "left", p.xTicks, &p.x)
	if f.xLabel != "" {
		m.Element("div", "pn-chart-xlabel", f.xLabel)
	}
	m.Close()
	if p.summary != "" {
		m.Element("div", "pn-chart-note", p.summary)
	}
	m.Close()
}

// safely draws. What the library cannot cope with shows as a note and harms
// nobody.
func (f *figure) safely(p *plot) {
	defer func() {
		if v := recover(); v != nil {
			p.out, p.path = nil, nil
			p.summary = fmt.Sprintf("This chart cannot be drawn: %v", v)
		}
	}()
	if f.draw(f, p); len(p.out) == 0 && p.summary == "" {
		p.summary = "No data"
	}
}

// label says in words what the chart shows.
func (f *figure) label(p *plot) string {
	parts := []string{"Chart"}
	if f.title != "" {
		parts[0] = f.title
	}
	for i, s := range f.series {
		if i == 8 {
			parts = append(parts, "…")
			break
		}
		if s.name != "" {
			parts = append(parts, s.name)
		}
	}
	if p.summary != "" {
		parts = append(parts, p.summary)
	}
	return strings.Join(parts, ", ")
}

// axis writes the labels of ticks. One that nobody sees keeps the room that
// the longest needs.
func axis(m *pn.Markup, class, side string, ticks []tick, r *chartdraw.ContinuousRange) {
	longest, length := "", 0
	for _, t := range ticks {
		n := utf8.RuneCountInString(t.label)
		if length += n + 2; n > utf8.RuneCountInString(longest) {
			longest = t.label
		}
	}
	switch { // what does not fit into a narrow chart loses some labels
	case length > 45:
		class += " pn-chart-long"
	case length > 25:
		class += " pn-chart-middling"
	}
	m.Open("div").Class(class)
	m.Element("i", "", longest)
	for _, t := range ticks {
		share := 0.0
		if d := r.GetDelta(); d != 0 {
			share = math.Round(1000*(t.at-r.Min)/d)/10 + 0 // no minus before a zero
		}
		m.Open("span").Attr("style", side+":"+strconv.FormatFloat(share, 'f', 1, 64)+"%").Text(t.label).Close()
	}
	m.Close()
}
