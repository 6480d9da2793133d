package visitor

import (
	"math"
	"slices"
	"time"
)

// Latencies are how long one thing took, each time that it was done.
type Latencies []time.Duration

// sorted gives them in order, the shortest first.
func (l Latencies) sorted() Latencies {
	slices.Sort(l)
	return l
}

// Percentile is the least latency that p percent of all do not exceed, by the
// nearest rank: a latency that was measured, and none in between. The latencies
// of a Result are in order, as it wants them. Of none it is 0.
func (l Latencies) Percentile(p float64) time.Duration {
	if len(l) == 0 {
		return 0
	}
	rank := int(math.Ceil(p / 100 * float64(len(l))))
	return l[min(max(rank, 1), len(l))-1]
}

// perSecond is a rate; 0 when there was no time.
func perSecond(n int, took time.Duration) float64 {
	if took <= 0 {
		return 0
	}
	return float64(n) / took.Seconds()
}

// Result is what a crowd has met.
type Result struct {
	Address  string    // of the page, after redirects
	Controls []Control // of the page
	Live     int       // visitors who went live

	Load    Latencies // from the request to the whole page
	GoLive  Latencies // from the dial to the welcome
	Answers Latencies // from an action to the message that answers it

	VisitorsPerSecond float64 // who came and went live
	ActionsPerSecond  float64

	FirstView int64 // bytes of the largest page on the wire, head included
	BytesUp   int64 // by all who acted, while they did
	BytesDown int64
	Memory    int64 // of a live session and its visitor, if it was weighed
	Weighed   bool
	Errors    map[string]int
	TimeUp    bool // not all was done, because the time was up
}

// ErrorCount is how many errors there were, of any kind.
func (r *Result) ErrorCount() (n int) {
	for _, times := range r.Errors {
		n += times
	}
	return n
}
