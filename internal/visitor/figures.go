package visitor

import (
	"slices"
	"time"
)

// Latency sums up how long something took. N is the number of samples; half of
// them took no longer than P50, nine tenths no longer than P90, and so on.
type Latency struct {
	N                  int
	P50, P90, P99, Max time.Duration
}

// LatencyOf sums up samples. It sorts them.
func LatencyOf(samples []time.Duration) Latency {
	slices.Sort(samples)
	return Latency{
		N: len(samples), P50: percentile(samples, 50), P90: percentile(samples, 90),
		P99: percentile(samples, 99), Max: percentile(samples, 100),
	}
}

// percentile returns the least sample that is no less than so many hundredths
// of all; 0 without samples.
func percentile(sorted []time.Duration, hundredths int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*hundredths + 99) / 100
	return sorted[max(rank, 1)-1]
}

// Failure is a step at which visitors failed: how many, and the error of the
// first.
type Failure struct {
	Step  string
	Count int
	First string
}

// Report is the result of a Plan.
type Report struct {
	Visitors int
	Live     int // visitors that went live
	Controls int // controls on the page

	Load, GoLive, Act Latency
	Opening, Acting   time.Duration // how long the whole crowd took
	PageBytes         int           // size of the page, as transferred
	FileBytes         int           // size of the files that it needs to go live, as transferred
	BytesUp           int           // size of all events
	BytesDown         int           // size of the messages that answered them
	Failures          []Failure
}

// FirstView is the number of bytes that a new visitor transfers to see the
// page and go live.
func (r *Report) FirstView() int { return r.PageBytes + r.FileBytes }

// Failed is the number of visitors that failed at some step.
func (r *Report) Failed() int {
	n := 0
	for _, f := range r.Failures {
		n += f.Count
	}
	return n
}

// SessionsPerSecond is how many visitors went live per second.
func (r *Report) SessionsPerSecond() float64 { return perSecond(r.Live, r.Opening) }

// ActionsPerSecond is how many actions were answered per second.
func (r *Report) ActionsPerSecond() float64 { return perSecond(r.Act.N, r.Acting) }

func perSecond(n int, took time.Duration) float64 {
	if took <= 0 {
		return 0
	}
	return float64(n) / took.Seconds()
}
