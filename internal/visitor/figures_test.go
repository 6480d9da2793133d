package visitor

import (
	"testing"
	"time"
)

func TestLatencyOf(t *testing.T) {
	upTo := func(n int) (samples []time.Duration) {
		for i := range n {
			samples = append(samples, time.Duration((i*7)%n+1)) // 1 to n, in disorder
		}
		return samples
	}
	for _, test := range []struct {
		name    string
		samples []time.Duration
		want    Latency
	}{
		{"none", nil, Latency{}},
		{"one is all of them", upTo(1), Latency{1, 1, 1, 1, 1}},
		{"two", upTo(2), Latency{2, 1, 2, 2, 2}},
		{"few: the last hundredth is the slowest", upTo(50), Latency{50, 25, 45, 50, 50}},
		{"a hundred", upTo(100), Latency{100, 50, 90, 99, 100}},
		{"many", upTo(1000), Latency{1000, 500, 900, 990, 1000}},
		{"the same", []time.Duration{5, 5, 5}, Latency{3, 5, 5, 5, 5}},
	} {
		if got := LatencyOf(test.samples); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestPerSecond(t *testing.T) {
	r := Report{Live: 50, Opening: 2 * time.Second}
	if got := r.SessionsPerSecond(); got != 25 {
		t.Errorf("50 in two seconds are %v per second", got)
	}
	if got := r.ActionsPerSecond(); got != 0 {
		t.Errorf("no actions are %v per second", got)
	}
}
