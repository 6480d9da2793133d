package charts

import (
	"math"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// tick is a mark on an axis.
type tick struct {
	at    float64
	label string
}

// aboutTicks is how many ticks an axis has when there is enough space.
const aboutTicks = 6

// ticksFor returns how many ticks fit on the vertical axis of a chart of some
// height, in pixels.
func ticksFor(height int) int {
	const around, each = 80, 36 // pixels: title, legend and the other axis; a label
	if height <= 0 {
		return aboutTicks
	}
	return min(max((height-around)/each, 2), aboutTicks)
}

// nice rounds a distance between ticks to 1, 2 or 5 times a power of ten.
func nice(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, f := range []float64{1, 2, 5} {
		if step <= f*power*1.0001 {
			return f * power
		}
	}
	return 10 * power
}

// span widens a range whose ends are equal.
func span(low, high float64) (float64, float64) {
	if low < high {
		return low, high
	}
	room := math.Abs(low) / 10
	if room == 0 {
		room = 1
	}
	return low - room, high + room
}

// axis says how ticks are chosen for a range of numbers.
type axis struct {
	about  int     // the number of ticks to aim for
	least  float64 // the least distance between them
	round  bool    // the ends of the axis are ticks, too
	format func(v, step float64) string
}

// ticks returns the ends of the axis and round numbers between low and high.
func (a axis) ticks(low, high float64) (_, _ float64, ticks []tick) {
	low, high = span(low, high)
	step := max(nice((high-low)/float64(a.about)), a.least)
	if step <= 0 || low+step == low || high-step == high {
		return low, high, []tick{{low, a.format(low, 0)}, {high, a.format(high, 0)}} // the ends are too close for a tick between them
	}
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	if a.round {
		first, last = math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
		low, high = math.Min(low, first*step), math.Max(high, last*step)
	}
	for i := range int(math.Min(last-first, 3*aboutTicks)) + 1 {
		v := (first + float64(i)) * step
		ticks = append(ticks, tick{v, a.format(v, step)})
	}
	return low, high, ticks
}

// plainNumber formats a number: for a tick, with as many decimals as the
// distance step between ticks needs; for a value (step 0), with six digits, and
// whole numbers in full.
func plainNumber(v, step float64) string {
	size := math.Abs(v)
	digits := 6
	if step > 0 && size > 0 {
		digits = magnitude(size) - magnitude(step) + 1
	}
	switch {
	case size == 0 && step < 1e-6:
		return "0"
	case size != 0 && size < 1e-6 || size >= 1e15 || step > 0 && (step < 1e-6 || size >= 1e9):
		return exponent(v, min(max(digits, 1), 16))
	case step > 0:
		return thousands(strconv.FormatFloat(v+0, 'f', max(0, -magnitude(step)), 64)) // no minus before a zero
	case v == math.Trunc(v):
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	}
	return thousands(withoutZeros(strconv.FormatFloat(v, 'f', max(0, digits-1-magnitude(size)), 64)))
}

// magnitude returns the power of ten of a number's first digit.
func magnitude(size float64) int { return int(math.Floor(math.Log10(size) + 1e-9)) }

// exponent writes 1.5e9 for 1,500,000,000.
func exponent(v float64, digits int) string {
	number, power, _ := strings.Cut(strconv.FormatFloat(v, 'e', digits-1, 64), "e")
	n, _ := strconv.Atoi(power)
	return strings.Replace(withoutZeros(number), "-", "−", 1) + strings.Replace("e"+strconv.Itoa(n), "-", "−", 1)
}

// withoutZeros removes the zeros at the end of a fraction.
func withoutZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// thousands puts narrow spaces between groups of three digits, in numbers of
// five digits and more.
func thousands(s string) string {
	whole, rest, fraction := strings.Cut(s, ".")
	whole, negative := strings.CutPrefix(whole, "-")
	var b strings.Builder
	if negative {
		b.WriteString("−")
	}
	for i, c := range whole {
		if i > 0 && len(whole) > 4 && (len(whole)-i)%3 == 0 {
			b.WriteString("\u202f")
		}
		b.WriteRune(c)
	}
	if fraction {
		b.WriteString("." + rest)
	}
	return b.String()
}

// formatter returns the function that formats the labels of an axis: by a
// format, as in pn.NumberIndicator.Format, or plainly.
func formatter(format string) func(v, step float64) string {
	if format == "" {
		return plainNumber
	}
	return func(v, _ float64) string { return pn.FormatNumber(format, v+0) } // no minus before a zero
}

// maxLabels bounds the labels under an axis of categories.
const maxLabels = 14

// categoryTicks labels every category, or every nth if there are more than
// most.
func categoryTicks(labels []string, most int) (ticks []tick) {
	every := (len(labels) + most - 1) / most
	for i, label := range labels {
		if i%max(every, 1) == 0 {
			ticks = append(ticks, tick{float64(i), label})
		}
	}
	return ticks
}
