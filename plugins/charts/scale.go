package charts

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/pn"
)

// tick is a mark on an axis.
type tick struct {
	at    float64
	label string
}

// aboutTicks is how many ticks an axis should have.
const aboutTicks = 6

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

// span makes room around values that are all the same.
func span(low, high float64) (float64, float64) {
	if low < high {
		return low, high
	}
	room := math.Max(math.Abs(low)/10, 1)
	return low - room, high + room
}

// numberTicks finds round numbers from low to high. With round, the range is
// widened to begin and end at one.
func numberTicks(low, high float64, round bool, format func(v, step float64) string) (_, _ float64, ticks []tick) {
	low, high = span(low, high)
	step := nice((high - low) / aboutTicks)
	if step <= 0 || math.IsInf(step, 0) || low+step == low {
		return low, high, []tick{{low, format(low, 0)}, {high, format(high, 0)}} // the numbers are closer than can be told
	}
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	if round {
		first, last = math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
		low, high = math.Min(low, first*step), math.Max(high, last*step)
	}
	for i := 0; i <= int(math.Min(last-first, 3*aboutTicks)); i++ {
		v := (first + float64(i)) * step
		ticks = append(ticks, tick{v, format(v, step)})
	}
	return low, high, ticks
}

// plainNumber writes a number with as many decimals as the distance between
// ticks needs, and thousands apart.
func plainNumber(v, step float64) string {
	if a := math.Abs(v); a != 0 && (a >= 1e9 || a < 1e-6) {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	decimals := -1
	if step > 0 {
		decimals = int(math.Max(0, -math.Floor(math.Log10(step)+1e-9)))
	}
	return thousands(strconv.FormatFloat(v+0, 'f', decimals, 64))
}

// thousands sets narrow spaces between groups of three digits, from five on.
func thousands(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	if len(whole) > 4 {
		var b strings.Builder
		for i, c := range whole {
			if i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteString("\u202f")
			}
			b.WriteRune(c)
		}
		whole = b.String()
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

// formatter makes the labels of an axis: by a format as that of pn.Number, or
// plain.
func formatter(format string) func(v, step float64) string {
	if format == "" {
		return plainNumber
	}
	return func(v, _ float64) string { return pn.FormatNumber(format, v) }
}

// timeStep is a distance between ticks of a time axis.
type timeStep struct {
	months int
	by     time.Duration // when months is 0
	layout string
}

var timeSteps = []timeStep{
	{0, time.Millisecond, "15:04:05.000"}, {0, 10 * time.Millisecond, "15:04:05.000"}, {0, 100 * time.Millisecond, "15:04:05.0"},
	{0, time.Second, "15:04:05"}, {0, 5 * time.Second, "15:04:05"}, {0, 15 * time.Second, "15:04:05"}, {0, 30 * time.Second, "15:04:05"},
	{0, time.Minute, "15:04"}, {0, 5 * time.Minute, "15:04"}, {0, 15 * time.Minute, "15:04"}, {0, 30 * time.Minute, "15:04"},
	{0, time.Hour, "15:04"}, {0, 3 * time.Hour, "15:04"}, {0, 6 * time.Hour, "2 Jan 15:04"}, {0, 12 * time.Hour, "2 Jan 15:04"},
	{0, 24 * time.Hour, "2 Jan"}, {0, 48 * time.Hour, "2 Jan"}, {0, 7 * 24 * time.Hour, "2 Jan"}, {0, 14 * 24 * time.Hour, "2 Jan"},
	{1, 0, "Jan 2006"}, {3, 0, "Jan 2006"}, {6, 0, "Jan 2006"},
	{12, 0, "2006"}, {24, 0, "2006"}, {60, 0, "2006"}, {120, 0, "2006"}, {240, 0, "2006"}, {600, 0, "2006"}, {1200, 0, "2006"},
}

const month = 30 * 24 * time.Hour

func (s timeStep) seconds() float64 {
	if s.months > 0 {
		return (time.Duration(s.months) * month).Seconds()
	}
	return s.by.Seconds()
}

// timeTicks finds round times from low to high, in seconds since 1970.
func timeTicks(low, high float64, layout string) (ticks []tick) {
	step := timeSteps[len(timeSteps)-1]
	for _, s := range timeSteps {
		if (high-low)/s.seconds() <= aboutTicks+1 {
			step = s
			break
		}
	}
	if layout == "" {
		layout = step.layout
	}
	for t := step.first(timeAt(low)); seconds(t) <= high && len(ticks) < 3*aboutTicks; t = step.next(t) {
		if seconds(t) >= low {
			ticks = append(ticks, tick{seconds(t), t.Format(layout)})
		}
	}
	return ticks
}

// first is the round time at or before t.
func (s timeStep) first(t time.Time) time.Time {
	if s.months == 0 {
		return t.Truncate(s.by)
	}
	months := t.Year()*12 + int(t.Month()) - 1
	months -= months % s.months
	return time.Date(months/12, time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC)
}

func (s timeStep) next(t time.Time) time.Time {
	if s.months == 0 {
		return t.Add(s.by)
	}
	return t.AddDate(0, s.months, 0)
}

// maxLabels bounds the labels under an axis of categories; some are left out
// when there are more.
const maxLabels = 14

// categoryTicks labels every category, or every so many.
func categoryTicks(labels []string) (ticks []tick) {
	every := (len(labels) + maxLabels - 1) / maxLabels
	for i, label := range labels {
		if i%max(every, 1) == 0 {
			ticks = append(ticks, tick{float64(i), label})
		}
	}
	return ticks
}
