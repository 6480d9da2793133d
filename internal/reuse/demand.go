package reuse

import "time"

// demand is how much one bucket is asked for. Visitors who come while a spare
// is made need one each, so that is how many are wanted; as many again stand
// ready for those who come in between.
type demand struct {
	slug   string
	making int       // spares being made
	ready  int       // spares that wait
	pause  time.Time // until when none is made

	span   time.Duration // how long one takes to be made
	since  time.Time     // when the present window began
	count  int           // arrivals in it
	before int           // arrivals in the window before
}

// minSpan is the window for apps that start in no time.
const minSpan = 100 * time.Millisecond

// arrival counts a visitor.
func (d *demand) arrival(now time.Time) {
	window := max(d.span, minSpan)
	switch past := now.Sub(d.since); {
	case past >= 2*window:
		d.since, d.count, d.before = now, 0, 0
	case past >= window:
		d.since, d.count, d.before = now, 0, d.count
	}
	d.count++
}

// want is how many spares there should be, made or being made; at least one.
func (d *demand) want() int {
	most := max(d.count, d.before)
	if most <= 1 {
		return 1
	}
	return 2 * most
}
