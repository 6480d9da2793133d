package visitor

import (
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	upTo := func(n int) (l Latencies) { // n, …, 2, 1
		for i := n; i > 0; i-- {
			l = append(l, time.Duration(i))
		}
		return l.sorted()
	}
	for _, test := range []struct {
		name string
		of   Latencies
		p    float64
		want time.Duration
	}{
		{"of none", nil, 99, 0},
		{"of one, the lowest", upTo(1), 0, 1},
		{"of one, the highest", upTo(1), 100, 1},
		{"the middle of two is the lower", upTo(2), 50, 1},
		{"the middle of three", upTo(3), 50, 2},
		{"half of ten", upTo(10), 50, 5},
		{"nine of ten", upTo(10), 90, 9},
		{"99 of 100", upTo(100), 99, 99},
		{"99 of 101 is not yet 99 percent", upTo(101), 99, 100},
		{"99 of few is the longest", upTo(50), 99, 50},
		{"all", upTo(1000), 100, 1000},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.of.Percentile(test.p); got != test.want {
				t.Errorf("p%v is %d, want %d", test.p, got, test.want)
			}
		})
	}
}

func TestPerSecond(t *testing.T) {
	if got := perSecond(10, 2*time.Second); got != 5 {
		t.Errorf("10 in 2 s are %v a second", got)
	}
	if got := perSecond(0, 0); got != 0 {
		t.Errorf("none in no time are %v a second", got)
	}
}
