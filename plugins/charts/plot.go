package charts

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-analyze/charts/chartdraw"
)

// plot is the area between the axes while it is drawn.
type plot struct {
	canvas
	x, y           chartdraw.ContinuousRange
	xTicks, yTicks []tick
	note           string // shown below the chart
	says           string // for people who cannot see the chart
}

// box is the whole canvas, in chartdraw's terms.
var box = chartdraw.Box{Right: canvasWidth, Bottom: canvasHeight, IsSet: true}

// at returns the place of a point on the canvas.
func (p *plot) at(x, y float64) (int, int) {
	return p.x.Translate(x), canvasHeight - p.y.Translate(y)
}

// near limits a value to a few heights of the canvas: beyond that it is
// invisible, and its place might overflow.
func (p *plot) near(y float64) float64 {
	const heights = 20
	room := heights * p.y.GetDelta()
	return min(max(y, p.y.Min-room), p.y.Max+room)
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
	ticks := p.xTicks
	if horizontal {
		ticks = p.yTicks
	}
	p.SetClassName("g")
	for _, t := range ticks {
		p.across(horizontal, t.at)
	}
	p.Stroke()
}

// across adds a line over the whole canvas to the path.
func (p *plot) across(horizontal bool, at float64) {
	if horizontal {
		_, y := p.at(p.x.Min, at)
		p.MoveTo(0, y)
		p.LineTo(canvasWidth, y)
	} else {
		x, _ := p.at(at, p.y.Min)
		p.MoveTo(x, 0)
		p.LineTo(x, canvasHeight)
	}
}

// valueAxis returns the range and the ticks of an axis of values.
func (f *figure) valueAxis(low, high float64) (float64, float64, []tick) {
	a := axis{about: f.ticks, round: !f.fixed, least: f.least, format: formatter(f.yFormat)}
	if f.horizontal {
		a.about = aboutTicks
	}
	if f.fixed {
		low, high = f.low, f.high
	}
	return a.ticks(low, high)
}

// pointAxis returns the range and the ticks of an axis of points: numbers,
// times or categories.
func (f *figure) pointAxis(low, high float64) (float64, float64, []tick) {
	switch kind, zone := f.axisKind(); kind {
	case xCategory:
		return low - 0.5, high + 0.5, categoryTicks(f.categories, maxLabels)
	case xTime:
		if low == high {
			low, high = low-day.Seconds()/2, high+day.Seconds()/2
		}
		return low, high, timeTicks(low, high, zone, f.xFormat)
	}
	a := axis{about: aboutTicks, format: formatter(f.xFormat)}
	if f.whole() {
		a.least = 1
	}
	return a.ticks(low, high)
}

// name formats a value of the point axis for hover text.
func (f *figure) name(x float64) string {
	switch kind, zone := f.axisKind(); kind {
	case xCategory:
		return f.categories[int(x)]
	case xTime:
		if f.xFormat != "" {
			return timeAt(x, zone).Format(f.xFormat)
		}
		return timeText(timeAt(x, zone))
	}
	return formatter(f.xFormat)(x, 0)
}

// value formats a value for hover text.
func (f *figure) value(y float64) string { return formatter(f.yFormat)(y, 0) }

// drawn draws the chart. A panic of the library becomes a note in place of the
// picture.
func (f *figure) drawn() (out *picture) {
	defer func() {
		if v := recover(); v != nil {
			out = &picture{note: fmt.Sprintf("This chart cannot be drawn: %v", v)}
		}
	}()
	p := &plot{}
	f.draw(f, p)
	if len(p.out) == 0 {
		return &picture{note: "No data"}
	}
	return &picture{
		svg: p.svg(f.label(p)), note: p.note,
		x: marks(p.xTicks, &p.x), y: marks(p.yTicks, &p.y),
	}
}

// label describes the chart in words.
func (f *figure) label(p *plot) string {
	parts := []string{f.words}
	if f.title != "" {
		parts[0] = f.title + ", " + f.words
	}
	if p.says != "" {
		parts = append(parts, p.says)
	}
	const most = 8
	for i, s := range f.shown() {
		if i == most {
			parts = append(parts, "…")
			break
		}
		e := extentOf(s)
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s from %s to %s", s.name, f.value(e.low), f.value(e.high))))
	}
	return strings.Join(parts, "; ")
}

// marks converts the ticks of an axis to labels with a place.
func marks(ticks []tick, r *chartdraw.ContinuousRange) (out []mark) {
	for _, t := range ticks {
		share := math.Round(1000*(t.at-r.Min)/r.GetDelta())/10 + 0 // no minus before a zero
		out = append(out, mark{share, t.label})
	}
	return out
}
