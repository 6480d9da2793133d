package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/visitor"
)

// percentiles are those that are told. 100 is the longest.
var percentiles = []struct {
	name string
	p    float64
}{{"p50", 50}, {"p90", 90}, {"p99", 99}, {"max", 100}}

// writeTable writes figures for a person.
func (b *bench) writeTable(to io.Writer, r *visitor.Result) error {
	var out strings.Builder
	c := b.crowd
	fmt.Fprintf(&out, "%s: %d visitors, %d actions each, %d at a time\n", r.Address, c.Visitors, c.Actions, c.Concurrency)
	fmt.Fprintf(&out, "controls: %s\n\n", kinds(r.Controls))
	writeLatencies(&out, r)
	out.WriteByte('\n')
	facts := tabwriter.NewWriter(&out, 0, 0, 3, ' ', 0)
	b.writeFacts(facts, r)
	facts.Flush()
	for _, kind := range slices.Sorted(maps.Keys(r.Errors)) {
		fmt.Fprintf(&out, "  %d × %s\n", r.Errors[kind], kind)
	}
	_, err := io.WriteString(to, out.String())
	return err
}

// writeLatencies writes a line for each thing that was timed.
func writeLatencies(to io.Writer, r *visitor.Result) {
	line := func(what string, cell func(p float64, name string) string) {
		fmt.Fprintf(to, "%-15s", what)
		for _, p := range percentiles {
			fmt.Fprintf(to, "%13s", cell(p.p, p.name))
		}
		fmt.Fprintln(to)
	}
	line("", func(_ float64, name string) string { return name })
	for _, row := range []struct {
		what string
		of   visitor.Latencies
	}{{"page load", r.Load}, {"going live", r.GoLive}, {"action → answer", r.Answers}} {
		line(row.what, func(p float64, _ string) string {
			if len(row.of) == 0 {
				return "–"
			}
			return inMilliseconds(row.of.Percentile(p))
		})
	}
}

// writeFacts writes what is one figure each.
func (b *bench) writeFacts(to io.Writer, r *visitor.Result) {
	fact := func(what, format string, args ...any) {
		fmt.Fprintf(to, "%s\t%s\n", what, fmt.Sprintf(format, args...))
	}
	fact("visitors", "%d live, %.0f/s", r.Live, r.VisitorsPerSecond)
	if n := len(r.Answers); n > 0 {
		fact("actions", "%d answered, %.0f/s", n, r.ActionsPerSecond)
		fact("bytes per action", "%d B up, %d B down", r.BytesUp/int64(n), r.BytesDown/int64(n))
	}
	if len(r.Load) > 0 {
		fact("first view", "%s: the page on the wire, its head too", size(r.FirstView))
	}
	if r.Weighed {
		per := "live session"
		if b.served.Reuse == server.ReuseLazy {
			per = "visitor who has done nothing, and may have no session yet"
		}
		fact("memory", "%s per %s, the visitor's own end included: it is in this process", size(r.Memory), per)
	}
	if r.TimeUp {
		fact("time", "was up after %v: not all was done", b.crowd.Duration)
	}
	errors := "none"
	if n := r.ErrorCount(); n > 0 {
		errors = fmt.Sprint(n)
	}
	fact("errors", "%s", errors)
}

// kinds counts controls by kind: "2 checkbox, 1 select".
func kinds(controls []visitor.Control) string {
	if len(controls) == 0 {
		return "none; the visitors only go live"
	}
	count := map[string]int{}
	for _, c := range controls {
		count[c.Kind]++
	}
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%d %s", count[kind], kind))
	}
	return strings.Join(parts, ", ")
}

func inMilliseconds(d time.Duration) string { return fmt.Sprintf("%.2f ms", milliseconds(d)) }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// figures are what --json prints: times in milliseconds, sizes in bytes.
type figures struct {
	URL         string             `json:"url"`
	Visitors    int                `json:"visitors"`
	Actions     int                `json:"actions_each"`
	Concurrency int                `json:"concurrency"`
	Controls    int                `json:"controls"`
	Live        int                `json:"live"`
	Answered    int                `json:"answered"`
	PageLoad    map[string]float64 `json:"page_load_ms"`
	GoingLive   map[string]float64 `json:"going_live_ms"`
	Answer      map[string]float64 `json:"answer_ms,omitempty"` // none without an action
	VisitorRate float64            `json:"visitors_per_second"`
	ActionRate  float64            `json:"actions_per_second"`
	FirstView   int64              `json:"first_view_bytes"`
	Up          int64              `json:"bytes_up"`
	Down        int64              `json:"bytes_down"`
	Memory      *int64             `json:"memory_bytes,omitempty"` // of a session and its visitor; none for a URL
	TimeUp      bool               `json:"time_up"`
	Errors      map[string]int     `json:"errors"`
	Missed      []string           `json:"missed"`
}

// writeJSON writes figures for a program.
func writeJSON(to io.Writer, c visitor.Crowd, r *visitor.Result, missed []string) error {
	f := figures{
		URL: r.Address, Visitors: c.Visitors, Actions: c.Actions, Concurrency: c.Concurrency,
		Controls: len(r.Controls), Live: r.Live, Answered: len(r.Answers),
		PageLoad: told(r.Load), GoingLive: told(r.GoLive), Answer: told(r.Answers),
		VisitorRate: r.VisitorsPerSecond, ActionRate: r.ActionsPerSecond,
		FirstView: r.FirstView, Up: r.BytesUp, Down: r.BytesDown,
		TimeUp: r.TimeUp, Errors: r.Errors, Missed: append([]string{}, missed...),
	}
	if r.Weighed {
		f.Memory = &r.Memory
	}
	out := json.NewEncoder(to)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(f)
}

func told(l visitor.Latencies) map[string]float64 {
	if len(l) == 0 {
		return nil
	}
	out := map[string]float64{}
	for _, p := range percentiles {
		out[p.name] = milliseconds(l.Percentile(p.p))
	}
	return out
}
