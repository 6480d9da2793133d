// Command bench measures panelgo against its budgets: "make bench" prints a
// table with a row for each. Every figure is compared with a baseline from the
// same run, because machines differ and drift.
//
// It owns how things are measured. It must not judge: a budget that is missed
// is printed as missed, and the command succeeds.
package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime/pprof"
	"sort"
	"strings"
)

// row is one line of the table.
type row struct {
	what     string
	budget   string
	got      string // the figure, with its unit
	baseline string // the figure it is compared with, from the same run
	met      bool
}

// measurement produces one or more rows.
type measurement struct {
	name string
	run  func() ([]row, error)
}

var measurements = []measurement{
	{"hit", measureHits},
	{"weight", measureWeight},
	{"live", measureLive},
	{"rate", measureRate},
	{"memory", measureMemory},
	{"event", measureEvents},
	{"crowd", measureCrowd},
	{"fairness", measureFairness},
	{"spare", measureSpare},
	{"edit", measureEdit},
	{"interpret", measureInterpreter},
	{"start", measureStart},
	{"paint", measurePaint},
	{"slider", measureSlider},
	{"far", measureFar},
	{"flood", measureFlood},
}

func main() {
	only := flag.String("run", ".", "run the measurements whose name matches")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this file")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: -run:", err)
		os.Exit(2)
	}
	if *profile != "" {
		stop, err := profileTo(*profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(2)
		}
		defer stop()
	}
	var rows []row
	for _, m := range measurements {
		if !wanted.MatchString(m.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "measuring %s …\n", m.name)
		got, err := m.run()
		if err != nil {
			got = append(got, row{what: m.name, got: "failed: " + err.Error()})
		}
		rows = append(rows, got...)
	}
	print(rows)
}

// profileTo writes a CPU profile to a file until stop is called.
func profileTo(name string) (stop func(), err error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		f.Close()
	}, nil
}

func print(rows []row) {
	table := [][]string{{"what", "budget", "measured", "baseline in this run", "met"}}
	for _, r := range rows {
		met := "no"
		if r.met {
			met = "yes"
		}
		table = append(table, []string{r.what, r.budget, r.got, r.baseline, met})
	}
	widths := make([]int, len(table[0]))
	for _, line := range table {
		for i, cell := range line {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for n, line := range table {
		for i, cell := range line {
			fmt.Printf("| %s%s ", cell, strings.Repeat(" ", widths[i]-len([]rune(cell))))
		}
		fmt.Println("|")
		if n == 0 {
			for _, w := range widths {
				fmt.Print("|", strings.Repeat("-", w+2))
			}
			fmt.Println("|")
		}
	}
}

// median returns the median of some figures, which it sorts.
func median(figures []float64) float64 {
	sort.Float64s(figures)
	if len(figures) == 0 {
		return 0
	}
	return figures[len(figures)/2]
}
