package charts

import (
	"fmt"
	"math"
	"slices"
)

// HistogramChart shows how many values fall into each of several bins.
type HistogramChart struct {
	Chart[*HistogramChart]
	values []float64
	bins   int
}

// Histogram returns a histogram of values, which are copied. Values that are
// not finite are left out.
func Histogram(values []float64) *HistogramChart {
	c := &HistogramChart{values: slices.Clone(values)}
	c.init(c, "histogram", c.drawBins)
	c.figure.least = 1 // counts are whole
	return c
}

// MaxBins is the largest number of bins of a histogram.
const MaxBins = 500

// Bins sets the number of bins, from 1 to MaxBins; 0, the default, chooses it
// from the number of values by Sturges' rule. Any other number panics.
func (c *HistogramChart) Bins(n int) *HistogramChart {
	if n < 0 || n > MaxBins {
		panic(fmt.Sprintf("charts: %d bins: use 1 to %d, or 0 to have them chosen", n, MaxBins))
	}
	return c.change(func() { c.bins = n })
}

// Set replaces the values, which are copied.
func (c *HistogramChart) Set(values []float64) *HistogramChart {
	return c.change(func() { c.values = slices.Clone(values) })
}

func (c *HistogramChart) drawBins(f *figure, p *plot) {
	low, high, counts := histogram(c.values, c.bins)
	if counts == nil {
		return
	}
	p.setX(f.pointAxis(low, high))
	p.setY(f.valueAxis(0, float64(slices.Max(counts))))
	p.grid(true)
	p.group("b s1")
	at := func(i int) float64 { return binBorder(low, high, i, len(counts)) }
	border := f.borders(at(1) - at(0))
	for i, n := range counts {
		if n == 0 {
			continue
		}
		left, bottom := p.at(at(i), p.near(0))
		right, top := p.at(at(i+1), p.near(float64(n)))
		title := border(at(i)) + " to " + border(at(i+1)) + "\n" + f.value(float64(n))
		p.box(title, left+1, top, max(right-1, left+2), bottom)
	}
	p.end()
	p.says = fmt.Sprintf("values from %s to %s", border(low), border(high))
}

// borders formats the borders of bins, as precisely as their width makes
// sensible.
func (f *figure) borders(width float64) func(v float64) string {
	format, step := formatter(f.xFormat), nice(width/10)
	return func(v float64) string {
		if f.xFormat == "" && step > 0 {
			return format(math.Round(v/step)*step, step)
		}
		return format(v, 0)
	}
}

// histogram counts values in bins of equal width. A value on a border belongs
// to the bin above it, the highest value to the last bin.
func histogram(values []float64, bins int) (low, high float64, counts []int) {
	e, n := nothing, 0
	for _, v := range values {
		if finite(v) {
			e, n = e.with(v, 0), n+1
		}
	}
	if n == 0 {
		return 0, 0, nil
	}
	low, high = span(e.left, e.right)
	if bins == 0 {
		bins = int(math.Ceil(math.Log2(float64(n)))) + 1
	}
	counts = make([]int, bins)
	for _, v := range values {
		if finite(v) {
			counts[binOf(v, low, high, bins)]++
		}
	}
	return low, high, counts
}

// binOf returns the bin of a value. Rounding may put the first guess one bin
// off.
func binOf(v, low, high float64, bins int) int {
	bin := min(int(float64(bins)*((v-low)/(high-low))), bins-1)
	switch {
	case bin > 0 && v < binBorder(low, high, bin, bins):
		return bin - 1
	case bin < bins-1 && v >= binBorder(low, high, bin+1, bins):
		return bin + 1
	}
	return bin
}

// binBorder returns the lower end of a bin, which is the upper end of the bin
// before it.
func binBorder(low, high float64, bin, bins int) float64 {
	if bin == bins {
		return high
	}
	return low + (high-low)*float64(bin)/float64(bins)
}
