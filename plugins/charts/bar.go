package charts

import (
	"fmt"
	"slices"
)

// BarChart draws a bar from zero for each value.
type BarChart struct{ SeriesChart[*BarChart] }

// Bar returns a chart of bars. Bars of the same x stand side by side.
func Bar() *BarChart {
	c := &BarChart{}
	return c.init(c, "bar chart", drawBars)
}

// Stacked puts bars of the same x on top of each other, negative ones below
// zero.
func (c *BarChart) Stacked(on bool) *BarChart {
	return c.change(func() { c.figure.stacked = on })
}

// Horizontal lays the bars on their side, the first at the top. The axes change
// places, with their labels, formats and range: Y still refers to the values.
func (c *BarChart) Horizontal(on bool) *BarChart {
	return c.change(func() { c.figure.horizontal = on })
}

// maxBars bounds the bars of a chart. Later ones are left out, and a note says
// so.
const maxBars = 1_000

// bar is one bar: its slot on the point axis, its lane in that slot, and its
// ends on the value axis.
type bar struct {
	slot, lane int
	from, to   float64
	series     *series
	point      int
}

func drawBars(f *figure, p *plot) {
	shown := f.shown()
	if len(shown) == 0 {
		return
	}
	slots := slots(shown)
	if most := maxBars / len(shown); len(slots) > most {
		p.note = fmt.Sprintf("Only the first %d of %d are shown", most, len(slots))
		slots = slots[:most]
	}
	bars := f.bars(shown, slots)
	if len(bars) == maxBars && p.note == "" && count(shown) > maxBars { // several share a place
		p.note = fmt.Sprintf("Only the first %d of %d are shown", maxBars, count(shown))
	}
	low, high := 0.0, 0.0
	for _, b := range bars {
		low, high = min(low, b.to), max(high, b.to)
	}
	f.barAxes(p, slots, low, high)
	p.grid(!f.horizontal)
	lanes := len(shown)
	if f.stacked {
		lanes = 1
	}
	for i, b := range bars {
		if i == 0 || b.series != bars[i-1].series {
			p.end()
			p.group("b " + f.color(b.series))
		}
		f.bar(p, b, len(slots), lanes)
	}
	p.end()
	f.zero(p)
}

// barAxes fixes both axes.
func (f *figure) barAxes(p *plot, slots []float64, low, high float64) {
	labels := make([]string, len(slots))
	for i, x := range slots {
		labels[i] = f.slotName(slots, x)
	}
	most := maxLabels
	if f.horizontal && f.ticks < aboutTicks { // the chart is low
		most = 2 * f.ticks
	}
	ticks, end := categoryTicks(labels, most), float64(len(slots))-0.5
	if f.horizontal {
		for i := range ticks { // the first is at the top
			ticks[i].at = float64(len(slots)-1) - ticks[i].at
		}
		p.setX(f.valueAxis(low, high))
		p.setY(-0.5, end, ticks)
	} else {
		p.setX(-0.5, end, ticks)
		p.setY(f.valueAxis(low, high))
	}
}

// slots returns the places of bars: each category in its order, or each x in
// ascending order.
func slots(shown []*series) (xs []float64) {
	for _, s := range shown {
		for i := range s.points() {
			xs = append(xs, s.xs[i])
		}
	}
	slices.Sort(xs)
	return slices.Compact(xs)
}

// slotName returns the label under a bar.
func (f *figure) slotName(slots []float64, x float64) string {
	kind, zone := f.axisKind()
	if kind != xTime || f.xFormat != "" {
		return f.name(x)
	}
	layout := "15:04:05"
	switch length := slots[len(slots)-1] - slots[0]; {
	case length > 2*366*24*3600:
		layout = "Jan 2006"
	case length >= 24*3600:
		layout = "2 Jan"
	}
	return timeAt(x, zone).Format(layout)
}

// bars places all bars, those of one series after another.
func (f *figure) bars(shown []*series, slots []float64) (out []bar) {
	type side struct {
		slot     int
		negative bool
	}
	ends := map[side]float64{}
	for lane, s := range shown {
		for i, x := range s.xs {
			slot, ok := slices.BinarySearch(slots, x)
			if !ok || !finite(s.ys[i]) {
				continue
			}
			b := bar{slot: slot, lane: lane, to: s.ys[i], series: s, point: i}
			if f.stacked {
				at := side{slot, s.ys[i] < 0}
				b.lane, b.from = 0, ends[at]
				b.to += b.from
				ends[at] = b.to
			}
			if out = append(out, b); len(out) == maxBars {
				return out
			}
		}
	}
	return out
}

// bar draws one bar. The bars of a slot use 4/5 of its width.
func (f *figure) bar(p *plot, b bar, slots, lanes int) {
	values, whole := &p.y, canvasWidth
	if f.horizontal {
		values, whole = &p.x, canvasHeight
	}
	value := func(v float64) int { return values.Translate(min(max(v, values.Min), values.Max)) }
	slot := float64(whole) / float64(slots)
	begin := (float64(b.slot) + 0.1 + 0.8*float64(b.lane)/float64(lanes)) * slot
	from, to := int(begin), max(int(begin+0.8*slot/float64(lanes)), int(begin)+1)
	near, far := min(value(b.from), value(b.to)), max(value(b.from), value(b.to))
	if f.horizontal {
		p.box(f.barText(b), near, from, far, to)
	} else {
		p.box(f.barText(b), from, canvasHeight-far, to, canvasHeight-near)
	}
}

func (f *figure) barText(b bar) string {
	text := f.value(b.series.ys[b.point])
	if b.series.name != "" {
		text = b.series.name + ": " + text
	}
	return f.name(b.series.xs[b.point]) + "\n" + text
}

// zero draws the line that bars stand on, if they extend in both directions
// from it.
func (f *figure) zero(p *plot) {
	values := &p.y
	if f.horizontal {
		values = &p.x
	}
	if values.Min >= 0 || values.Max <= 0 {
		return
	}
	p.SetClassName("z")
	if f.horizontal {
		p.across(false, 0)
	} else {
		p.across(true, 0)
	}
	p.Stroke()
}
