package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/visitor"
)

// printReport prints the results of a benchmark for people.
func printReport(w io.Writer, r findings, p visitor.Plan) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d of %d visitors went live, %d at once\n\n", r.target, r.Live, r.Visitors, p.AtOnce)
	fmt.Fprintf(&b, "%-16s %10s %10s %10s %10s %8s\n", "", "p50", "p90", "p99", "max", "times")
	for _, line := range []struct {
		what string
		took visitor.Latency
	}{{"page load", r.Load}, {"going live", r.GoLive}, {"action → answer", r.Act}} {
		if line.took.N == 0 {
			continue
		}
		t := line.took
		fmt.Fprintf(&b, "%-16s %10s %10s %10s %10s %8d\n", line.what,
			milliseconds(t.P50), milliseconds(t.P90), milliseconds(t.P99), milliseconds(t.Max), t.N)
	}
	b.WriteByte('\n')
	tell := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "%-16s %s\n", what, fmt.Sprintf(format, args...))
	}
	tell("sessions", "%s brought live per second", rate(r.SessionsPerSecond()))
	switch {
	case r.Act.N > 0:
		tell("actions", "%s answered per second, each %s up and %s down", rate(r.ActionsPerSecond()),
			size(r.BytesUp/r.Act.N), size(r.BytesDown/r.Act.N))
	case r.Controls == 0 && p.Actions > 0:
		tell("actions", "none: the page has no controls that visitors use, so they only went live")
	default:
		tell("actions", "none")
	}
	tell("first view", "%s: page %s, files %s", size(r.FirstView()), size(r.PageBytes), size(r.FileBytes))
	switch {
	case r.unweighed != nil:
		tell("memory", "not weighed: %v", r.unweighed)
	case r.weight > 0:
		tell("memory", "%s per live session, of %d: heap and stacks of the server, socket included", size(r.weight), r.weighed)
	}
	if len(r.Failures) == 0 {
		tell("errors", "none")
	}
	for _, f := range r.Failures {
		tell("errors", "%d failed to %s: %s", f.Count, f.Step, f.First)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rate formats a number per second; small ones keep a decimal.
func rate(n float64) string {
	if n < 10 {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

func milliseconds(d time.Duration) string {
	switch ms := inMilliseconds(d); {
	case ms < 10:
		return fmt.Sprintf("%.2f ms", ms)
	case ms < 100:
		return fmt.Sprintf("%.1f ms", ms)
	default:
		return fmt.Sprintf("%.0f ms", ms)
	}
}

func inMilliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// latencyJSON is a Latency in milliseconds.
type latencyJSON struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

func latencyOf(l visitor.Latency) latencyJSON {
	return latencyJSON{l.N, inMilliseconds(l.P50), inMilliseconds(l.P90), inMilliseconds(l.P99), inMilliseconds(l.Max)}
}

// failureJSON is a Failure.
type failureJSON struct {
	Step  string `json:"step"`
	Count int    `json:"count"`
	First string `json:"first"`
}

// printJSON prints the results of a benchmark as JSON.
func printJSON(w io.Writer, r findings) error {
	failures := make([]failureJSON, 0, len(r.Failures))
	for _, f := range r.Failures {
		failures = append(failures, failureJSON(f))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(struct {
		App               string        `json:"app"`
		Visitors          int           `json:"visitors"`
		Live              int           `json:"live"`
		Controls          int           `json:"controls"`
		PageLoad          latencyJSON   `json:"page_load"`
		GoingLive         latencyJSON   `json:"going_live"`
		Action            latencyJSON   `json:"action"`
		SessionsPerSecond float64       `json:"sessions_per_second"`
		ActionsPerSecond  float64       `json:"actions_per_second"`
		PageBytes         int           `json:"page_bytes"`
		FileBytes         int           `json:"file_bytes"`
		BytesUp           int           `json:"bytes_up"`
		BytesDown         int           `json:"bytes_down"`
		SessionBytes      int           `json:"session_bytes,omitempty"`
		Failures          []failureJSON `json:"failures"`
	}{
		r.target, r.Visitors, r.Live, r.Controls, latencyOf(r.Load), latencyOf(r.GoLive), latencyOf(r.Act),
		r.SessionsPerSecond(), r.ActionsPerSecond(), r.PageBytes, r.FileBytes, r.BytesUp, r.BytesDown, r.weight, failures,
	})
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
