package main

import (
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/visitor"
)

func TestSize(t *testing.T) {
	for text, want := range map[string]size{
		"14336": 14336, "1B": 1, "14KiB": 14 << 10, "14 KiB": 14 << 10, "1.5KiB": 1536, "2MiB": 2 << 20, "1GiB": 1 << 30,
		"25kB": 25_000, "3MB": 3_000_000, "1GB": 1_000_000_000,
		"": 0, "0": 0, "-1": 0, "KiB": 0, "much": 0, "1kb": 0, "NaN": 0, "Inf": 0, "1e300": 0, "0.5B": 0, // 0: refused
	} {
		var s size
		err := s.Set(text)
		if s != want || (err == nil) != (want != 0) {
			t.Errorf("%q is %d, %v; want %d", text, s, err, want)
		}
	}
}

func TestSizeIsWritten(t *testing.T) {
	for s, want := range map[size]string{1: "1 B", 1023: "1023 B", 1024: "1.0 KiB", 12_868: "12.6 KiB", 1 << 20: "1.0 MiB", -2048: "-2.0 KiB"} {
		if got := s.String(); got != want {
			t.Errorf("%d is written %q, want %q", int64(s), got, want)
		}
	}
}

// A bound is missed by more than it allows, and by figures that are not there.
func TestMissedBounds(t *testing.T) {
	met := visitor.Result{
		Load: visitor.Latencies{time.Millisecond}, Answers: visitor.Latencies{time.Millisecond, 20 * time.Millisecond},
		FirstView: 14 << 10, Memory: 25 << 10, Weighed: true, Errors: map[string]int{"x": 2, "y": 1},
	}
	exact := bounds{p99: 20 * time.Millisecond, firstView: 14 << 10, memory: 25 << 10, errors: 3}
	for _, test := range []struct {
		name   string
		bounds bounds
		result visitor.Result
		want   string
	}{
		{"all are kept, just so", exact, met, ""},
		{"none is given", bounds{errors: 3}, met, ""},
		{"errors are not allowed unless it is said", bounds{}, met, "--max-errors 0 is missed: visitors met 3"},
		{"a slow answer", bounds{p99: 19 * time.Millisecond, errors: 3}, met, "--max-p99 19ms is missed: the p99 of action → answer is 20.00 ms"},
		{"a large page", bounds{firstView: 14<<10 - 1, errors: 3}, met, "--max-first-view 14.0 KiB is missed: the first view has 14.0 KiB"},
		{"a heavy session", bounds{memory: 24 << 10, errors: 3}, met, "--max-memory 24.0 KiB is missed: a live session takes 25.0 KiB"},
		{"nothing was measured", exact, visitor.Result{},
			"--max-p99 20ms is missed: no action was answered\n--max-first-view 14.0 KiB is missed: no page was loaded\n--max-memory 25.0 KiB is missed: no session was weighed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(test.bounds.missed(&test.result), "\n"); got != test.want {
				t.Errorf("missed:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	for want, controls := range map[string][]visitor.Control{
		"none; the visitors only go live": nil,
		"2 checkbox, 1 select":            {{Kind: "checkbox"}, {Kind: "select"}, {Kind: "checkbox"}},
	} {
		if got := kinds(controls); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
