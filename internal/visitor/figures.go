package visitor

import (
	"slices"
	"time"
)

// Latency is how long something took, of all times that it was done: half of
// them took no longer than P50, nine tenths no longer than P90.
type Latency struct {
	N                  int
	P50, P90, P99, Max time.Duration
}

// LatencyOf sums up samples, which it puts in order.
func LatencyOf(samples []time.Duration) Latency {
	slices.Sort(samples)
	return Latency{
		N: len(samples), P50: percentile(samples, 50), P90: percentile(samples, 90),
		P99: percentile(samples, 99), Max: percentile(samples, 100),
	}
}

// percentile is the least sample that is no less than so many hundredths of
// all; 0 when there are none.
func percentile(sorted []time.Duration, hundredths int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*hundredths + 99) / 100
	return sorted[max(rank, 1)-1]
}

// Failure is a step that failed visitors, and why it failed the first of them.
type Failure struct {
	Step  string
	Count int
	First string
}

// Report is what a crowd found.
type Report struct {
	Visitors int
	Live     int // of them went live
	Controls int // on the page

	Load, GoLive, Act Latency
	Opening, Acting   time.Duration // how long the crowd took for each
	PageBytes         int           // of the page, as it travelled
	FileBytes         int           // of the files that it needs to go live, which a browser keeps
	BytesUp           int           // of all events
	BytesDown         int           // of the messages that answered them
	Failures          []Failure
}

// FirstView is what a new visitor fetches to see the page and go live.
func (r *Report) FirstView() int { return r.PageBytes + r.FileBytes }

// Failed is how many visitors did not get to the end.
func (r *Report) Failed() int {
	n := 0
	for _, f := range r.Failures {
		n += f.Count
	}
	return n
}

// SessionsPerSecond is how many visitors went live in a second.
func (r *Report) SessionsPerSecond() float64 { return perSecond(r.Live, r.Opening) }

// ActionsPerSecond is how many actions were answered in a second.
func (r *Report) ActionsPerSecond() float64 { return perSecond(r.Act.N, r.Acting) }

func perSecond(n int, took time.Duration) float64 {
	if took <= 0 {
		return 0
	}
	return float64(n) / took.Seconds()
}
