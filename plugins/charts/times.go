package charts

import (
	"slices"
	"strings"
	"time"
)

// timeStep is a distance between ticks of a time axis.
type timeStep struct {
	months int
	by     time.Duration // when months is 0
	layout string
}

const (
	day   = 24 * time.Hour
	month = 30 * day // about
	year  = 365 * day
)

// timeSteps are the distances up to half a year. Longer ones are a round number
// of years.
var timeSteps = slices.Concat(
	steps(time.Millisecond, "15:04:05.000", 1, 2, 5, 10, 20, 50, 100, 200, 500),
	steps(time.Second, "15:04:05", 1, 2, 5, 10, 15, 30),
	steps(time.Minute, "15:04", 1, 2, 5, 10, 15, 30),
	steps(time.Hour, "15:04", 1, 2, 3, 6, 12),
	steps(day, "2 Jan", 1, 2, 7, 14),
	[]timeStep{{1, 0, "Jan"}, {2, 0, "Jan"}, {3, 0, "Jan"}, {6, 0, "Jan"}},
)

func steps(unit time.Duration, layout string, counts ...time.Duration) (out []timeStep) {
	for _, n := range counts {
		out = append(out, timeStep{by: n * unit, layout: layout})
	}
	return out
}

// stepFor returns the distance between ticks that suits a range, in seconds.
func stepFor(length float64) timeStep {
	for _, s := range timeSteps {
		if length <= (aboutTicks+1)*(s.by+time.Duration(s.months)*month).Seconds() {
			return s
		}
	}
	return timeStep{months: 12 * int(nice(max(length/year.Seconds()/aboutTicks, 1))), layout: "2006"}
}

// timeTicks returns round times of a zone from low to high, in seconds since
// 1970.
func timeTicks(low, high float64, zone *time.Location, layout string) (ticks []tick) {
	step := stepFor(high - low)
	// Round times are round on a wall clock. They are computed as if that clock
	// showed UTC, in which every hour of every day occurs exactly once.
	wall := step.first(onClock(timeAt(low, zone), time.UTC))
	for range 3 * aboutTicks {
		t := onClock(wall, zone)
		if seconds(t) > high {
			break
		}
		if seconds(t) >= low {
			label := step.label(wall, len(ticks) == 0)
			if layout != "" {
				label = t.Format(layout)
			}
			ticks = append(ticks, tick{seconds(t), label})
		}
		wall = step.next(wall)
	}
	if len(ticks) == 0 { // the range is less than a millisecond
		text := timeText(timeAt(low, zone))
		if layout != "" {
			text = timeAt(low, zone).Format(layout)
		}
		ticks = []tick{{low, text}}
	}
	return ticks
}

// onClock returns the time at which the clocks of a zone show what the clocks
// of t's zone show at t.
func onClock(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// first returns the round time at or before t.
func (s timeStep) first(t time.Time) time.Time {
	if s.months == 0 {
		return t.Truncate(s.by)
	}
	months := t.Year()*12 + int(t.Month()) - 1
	months -= ((months % s.months) + s.months) % s.months
	return time.Date(0, time.Month(months+1), 1, 0, 0, 0, 0, time.UTC)
}

func (s timeStep) next(t time.Time) time.Time {
	if s.months == 0 {
		return t.Add(s.by)
	}
	return t.AddDate(0, s.months, 0)
}

// label returns the part of a tick's time that is new: at midnight the day, at
// the first month and each January the year.
func (s timeStep) label(t time.Time, first bool) string {
	switch {
	case s.layout == "15:04" && t.Hour() == 0 && t.Minute() == 0:
		return t.Format("2 Jan")
	case s.layout == "Jan" && (first || t.Month() == time.January):
		return t.Format("Jan 2006")
	}
	return t.Format(s.layout)
}

// timeText formats a time in full, without zeros at its end.
func timeText(t time.Time) string {
	text := strings.TrimSuffix(t.Format("2 Jan 2006 15:04:05.999999"), " 00:00:00")
	if t.Second() == 0 && strings.Count(text, ":") == 2 && !strings.Contains(text, ".") {
		text = strings.TrimSuffix(text, ":00")
	}
	return text
}
