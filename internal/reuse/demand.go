package reuse

import "time"

// demand measures how many visitors of one bucket come. Each visitor who comes
// while a spare is made needs one, so that many are wanted, and as many again
// for those who come in between.
type demand struct {
	slug   string
	making int       // spares that are being made
	ready  int       // spares that wait
	pause  time.Time // no spare is made until then

	span   time.Duration // how long it takes to make one
	since  time.Time     // start of the present window
	count  int           // visitors in the present window
	before int           // visitors in the window before
}

// minSpan is the least window, for apps that start in no time.
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

// want is how many spares there should be, ready or being made; at least one.
func (d *demand) want() int {
	most := max(d.count, d.before)
	if most <= 1 {
		return 1
	}
	return 2 * most
}
