package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/visitor"
)

func TestSize(t *testing.T) {
	for text, want := range map[string]size{
		"14KiB": 14 << 10, "25 kib": 25 << 10, "1.5MiB": 3 << 19, "2GiB": 2 << 30,
		"100kB": 100_000, "1MB": 1e6, "20000": 20_000, "7B": 7,
		"": 0, "0": 0, "-1KiB": 0, "KiB": 0, "14 apples": 0, "inf": 0, "NaN": 0, "1e30": 0, "0.1B": 0,
	} {
		var s size
		err := s.Set(text)
		if s != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %d (%v), want %d", text, s, err, want)
		}
	}
	for s, want := range map[size]string{0: "0", 900: "900 B", 14 << 10: "14.0 KiB", 3 << 19: "1.5 MiB"} {
		if got := s.String(); got != want {
			t.Errorf("%d is shown as %q, want %q", int64(s), got, want)
		}
	}
}

// missed returns an error that names each bound that was missed, with the
// figure, and no other.
func TestMissedBounds(t *testing.T) {
	found := func(change func(*findings)) findings {
		r := findings{Report: &visitor.Report{Act: visitor.Latency{N: 10, P99: 20 * time.Millisecond}, PageBytes: 10 << 10, FileBytes: 4 << 10}, weight: 25 << 10}
		if change != nil {
			change(&r)
		}
		return r
	}
	failed := func(n int) func(*findings) {
		return func(r *findings) { r.Failures = []visitor.Failure{{Step: "go live", Count: n, First: "refused"}} }
	}
	for _, test := range []struct {
		name   string
		bounds bounds
		found  findings
		want   string
	}{
		{"no bounds", bounds{}, found(nil), ""},
		{"just kept", bounds{p99: 20 * time.Millisecond, firstView: 14 << 10, memory: 25 << 10}, found(nil), ""},
		{"slow", bounds{p99: 19 * time.Millisecond}, found(nil), "missed --max-p99 19ms (it was 20.0 ms)"},
		{"nothing was done", bounds{p99: time.Hour}, found(func(r *findings) { r.Act = visitor.Latency{} }), "missed --max-p99 1h0m0s (no action was answered)"},
		{"a big view and big sessions", bounds{firstView: 13 << 10, memory: 24 << 10}, found(nil),
			"missed --max-first-view 13.0 KiB (it was 14.0 KiB), --max-memory 24.0 KiB (it was 25.0 KiB)"},
		{"nothing was weighed", bounds{memory: 25 << 10}, found(func(r *findings) { r.weight, r.unweighed = 0, errors.New("no scales") }), "missed --max-memory 25.0 KiB (not weighed: no scales)"},
		{"errors", bounds{}, found(failed(2)), "missed --max-errors 0 (2 failed, the first to go live: refused)"},
		{"errors that may be", bounds{errors: 2}, found(failed(2)), ""},
	} {
		got := ""
		if err := test.bounds.missed(test.found); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// The report for people has every figure that was taken, and no other.
func TestPrintReport(t *testing.T) {
	r := findings{target: "app.go", weighed: 100, weight: 20 << 10, Report: &visitor.Report{
		Visitors: 4, Live: 3, Controls: 1, Opening: time.Second, Acting: 2 * time.Second,
		Load:   visitor.LatencyOf([]time.Duration{1_500 * time.Microsecond, 12 * time.Millisecond, 2 * time.Second}),
		GoLive: visitor.LatencyOf([]time.Duration{time.Millisecond, time.Millisecond, time.Millisecond}),
		Act:    visitor.LatencyOf([]time.Duration{time.Millisecond}), BytesUp: 60, BytesDown: 5000,
		PageBytes: 4000, FileBytes: 5169,
		Failures: []visitor.Failure{{Step: "load the page", Count: 1, First: "refused"}},
	}}
	want := `app.go: 3 of 4 visitors went live, 8 at once

                        p50        p90        p99        max    times
page load           12.0 ms    2000 ms    2000 ms    2000 ms        3
going live          1.00 ms    1.00 ms    1.00 ms    1.00 ms        3
action → answer     1.00 ms    1.00 ms    1.00 ms    1.00 ms        1

sessions         3.0 brought live per second
actions          0.5 answered per second, each 60 B up and 4.9 KiB down
first view       9.0 KiB: page 3.9 KiB, files 5.0 KiB
memory           20.0 KiB per live session, of 100: heap and stacks of the server, socket included
errors           1 failed to load the page: refused
`
	var out strings.Builder
	if err := printReport(&out, r, visitor.Plan{AtOnce: 8, Actions: 1}); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
