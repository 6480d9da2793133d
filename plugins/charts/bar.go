package charts

import (
	"slices"
	"sort"
)

// BarChart draws a bar from zero for each value.
type BarChart struct{ SeriesChart[*BarChart] }

// Bar makes a chart of bars. Bars of the same x stand side by side.
func Bar() *BarChart {
	c := &BarChart{}
	return c.init(c, drawBars)
}

// Stacked puts bars of the same x on top of each other, negative ones below
// zero.
func (c *BarChart) Stacked(on bool) *BarChart {
	return c.Update(func() { c.figure.stacked = on })
}

// Horizontal lays the bars on their side, the first at the top.
func (c *BarChart) Horizontal(on bool) *BarChart {
	return c.Update(func() { c.figure.horizontal = on })
}

// maxBars bounds the places of bars on an axis: what comes later is left out,
// and said to be.
const maxBars = 1_000

// bar is one bar: its slot on the point axis, its ends on the value axis.
type bar struct {
	slot, lane   int
	from, to     float64
	color, title string
}

func drawBars(f *figure, p *plot) {
	shown := f.shown()
	slots := f.slots(shown)
	if len(slots) == 0 {
		return
	}
	if len(slots) > maxBars {
		slots = slots[:maxBars]
		p.summary = "Only the first 1000 bars are shown"
	}
	bars, low, high := f.bars(shown, slots)
	labels := make([]string, len(slots))
	for i, x := range slots {
		labels[i] = f.slotName(slots, x)
	}
	low, high, ticks := f.valueAxis(low, high)
	if f.horizontal {
		p.setX(low, high, ticks)
		p.setY(-0.5, float64(len(slots))-0.5, upsideDown(categoryTicks(labels), len(slots)))
	} else {
		p.setX(-0.5, float64(len(slots))-0.5, categoryTicks(labels))
		p.setY(low, high, ticks)
	}
	p.grid(!f.horizontal)
	lanes := len(shown)
	if f.stacked {
		lanes = 1
	}
	for _, b := range bars {
		f.bar(p, b, len(slots), lanes)
	}
}

// slots are the places of bars: each category in its order, or each x by size.
func (f *figure) slots(shown []*series) (xs []float64) {
	for _, s := range shown {
		for i, x := range s.xs {
			if finite(x) && finite(s.ys[i]) {
				xs = append(xs, x)
			}
		}
	}
	sort.Float64s(xs)
	return slices.Compact(xs)
}

// slotName is the label under a bar.
func (f *figure) slotName(slots []float64, x float64) string {
	if f.kind != xTime || f.xFormat != "" {
		return f.name(x)
	}
	layout := "15:04:05"
	switch length := slots[len(slots)-1] - slots[0]; {
	case length > 2*366*24*3600:
		layout = "Jan 2006"
	case length >= 24*3600:
		layout = "2 Jan"
	}
	return timeAt(x).Format(layout)
}

// bars places all bars, and gives the range that they need.
func (f *figure) bars(shown []*series, slots []float64) (out []bar, low, high float64) {
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
			b := bar{slot: slot, lane: lane, to: s.ys[i], color: f.color(s), title: f.name(x) + "\n" + f.value(s.ys[i])}
			if s.name != "" {
				b.title = f.name(x) + "\n" + s.name + ": " + f.value(s.ys[i])
			}
			if f.stacked {
				at := side{slot, s.ys[i] < 0}
				b.lane, b.from = 0, ends[at]
				b.to += b.from
				ends[at] = b.to
			}
			low, high = min(low, b.to), max(high, b.to)
			out = append(out, b)
		}
	}
	return out, low, high
}

// bar draws one bar, 4/5 of its slot wide.
func (f *figure) bar(p *plot, b bar, slots, lanes int) {
	whole := canvasWidth
	value := func(v float64) int { return canvasHeight - p.y.Translate(min(max(v, p.y.Min), p.y.Max)) }
	if f.horizontal {
		whole = canvasHeight
		value = func(v float64) int { return p.x.Translate(min(max(v, p.x.Min), p.x.Max)) }
	}
	slot := float64(whole) / float64(slots)
	begin := (float64(b.slot)+0.1)*slot + 0.8*slot*float64(b.lane)/float64(lanes)
	from, to := int(begin), max(int(begin+0.8*slot/float64(lanes)), int(begin)+1)
	near, far := value(b.from), value(b.to)
	if f.horizontal {
		p.box("b "+b.color, b.title, min(near, far), from, max(near, far), to)
	} else {
		p.box("b "+b.color, b.title, from, min(near, far), to, max(near, far))
	}
}

// upsideDown counts from the top.
func upsideDown(ticks []tick, n int) []tick {
	for i := range ticks {
		ticks[i].at = float64(n-1) - ticks[i].at
	}
	return ticks
}
