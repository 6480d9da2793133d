package charts

import (
	"fmt"
	"math"
	"slices"
)

// HistogramChart counts how many values fall into each of some bins.
type HistogramChart struct {
	Chart[*HistogramChart]
	values []float64
	bins   int
}

// Histogram makes a histogram of values. Those that are not finite are left out.
func Histogram(values []float64) *HistogramChart {
	c := &HistogramChart{values: slices.Clone(values)}
	c.init(c, nil)
	return c.Update(func() { c.figure.draw = c.drawBins })
}

// MaxBins bounds the bins of a histogram.
const MaxBins = 500

// Bins sets how many bins there are, from 1 to MaxBins; 0 chooses by the
// number of values, by Sturges' rule.
func (c *HistogramChart) Bins(n int) *HistogramChart {
	if n < 0 || n > MaxBins {
		panic(fmt.Sprintf("charts: %d bins: use 1 to %d, or 0 to have them chosen", n, MaxBins))
	}
	return c.Update(func() { c.bins = n })
}

// Set replaces the values.
func (c *HistogramChart) Set(values []float64) *HistogramChart {
	return c.Update(func() { c.values = slices.Clone(values) })
}

func (c *HistogramChart) drawBins(f *figure, p *plot) {
	low, high, counts := histogram(c.values, c.bins)
	if counts == nil {
		return
	}
	_, _, ticks := numberTicks(low, high, false, formatter(f.xFormat))
	p.setX(low, high, ticks)
	p.setY(f.valueAxis(0, float64(slices.Max(counts))))
	p.grid(true)
	width := (high - low) / float64(len(counts))
	for i, n := range counts {
		if n == 0 {
			continue
		}
		from, to := low+float64(i)*width, low+float64(i+1)*width
		left, bottom := p.at(from, 0)
		right, top := p.at(to, min(float64(n), p.y.Max))
		step := nice(width / 10)
		title := fmt.Sprintf("%s to %s\n%s", plainNumber(math.Round(from/step)*step, step), plainNumber(math.Round(to/step)*step, step), f.value(float64(n)))
		p.box("b s1", title, left+1, top, max(right-1, left+2), bottom)
	}
}

// histogram counts values in bins of equal width; a value on a border counts
// to the bin above it, the highest to the last bin.
func histogram(values []float64, bins int) (low, high float64, counts []int) {
	low, high, ok := extent(values)
	if !ok {
		return 0, 0, nil
	}
	low, high = span(low, high)
	n := 0
	for _, v := range values {
		if finite(v) {
			n++
		}
	}
	if bins == 0 {
		bins = int(math.Ceil(math.Log2(float64(n)))) + 1
	}
	counts = make([]int, bins)
	for _, v := range values {
		if finite(v) {
			counts[min(int(float64(bins)*((v-low)/(high-low))), bins-1)]++
		}
	}
	return low, high, counts
}
