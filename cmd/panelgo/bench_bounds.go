package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// bounds are the greatest figures that a benchmark allows. Zero is no bound,
// except for errors.
type bounds struct {
	p99       time.Duration
	firstView size
	memory    size
	errors    int
}

func (b *bounds) addFlags(f *pflag.FlagSet) {
	f.DurationVar(&b.p99, "max-p99", 0, "bound of the time from an action to its answer, for 99 of 100, as 20ms")
	f.Var(&b.firstView, "max-first-view", "bound of what a new visitor fetches to see the page and go live, as 14KiB")
	f.Var(&b.memory, "max-memory", "bound of the server's memory per live session, as 25KiB")
	f.IntVar(&b.errors, "max-errors", 0, "how many visitors may fail")
}

// missed returns an error that names the bounds that were exceeded. A bound of
// a figure that could not be measured counts as exceeded.
func (b *bounds) missed(r findings) error {
	var missed []string
	miss := func(flag string, bound any, measured string) {
		missed = append(missed, fmt.Sprintf("--%s %v (%s)", flag, bound, measured))
	}
	switch {
	case b.p99 > 0 && r.Act.N == 0:
		miss("max-p99", b.p99, "no action was answered")
	case b.p99 > 0 && r.Act.P99 > b.p99:
		miss("max-p99", b.p99, "it was "+milliseconds(r.Act.P99))
	}
	if b.firstView > 0 && r.FirstView() > int(b.firstView) {
		miss("max-first-view", b.firstView, "it was "+size(r.FirstView()).String())
	}
	switch {
	case b.memory > 0 && r.weight == 0:
		miss("max-memory", b.memory, fmt.Sprintf("not weighed: %v", r.unweighed))
	case b.memory > 0 && r.weight > int(b.memory):
		miss("max-memory", b.memory, "it was "+size(r.weight).String())
	}
	if failed := r.Failed(); failed > b.errors {
		first := r.Failures[0]
		miss("max-errors", b.errors, fmt.Sprintf("%d failed, the first to %s: %s", failed, first.Step, first.First))
	}
	if len(missed) == 0 {
		return nil
	}
	return errors.New("missed " + strings.Join(missed, ", "))
}

// size is a number of bytes, written as 14KiB, 100kB or 2048.
type size int64

var units = []struct {
	name  string
	bytes float64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}, {"", 1}}

func (s *size) Type() string { return "size" }

func (s size) String() string {
	switch {
	case s == 0:
		return "0"
	case s < 1<<10:
		return fmt.Sprintf("%d B", int64(s))
	case s < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(s)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(s)/(1<<20))
}

func (s *size) Set(text string) error {
	for _, unit := range units {
		number, ok := strings.CutSuffix(strings.ToLower(text), strings.ToLower(unit.name))
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		n = math.Round(n * unit.bytes)
		if err != nil || !(n >= 1 && n < 1<<50) {
			break
		}
		*s = size(n)
		return nil
	}
	return errors.New("use a size, as 14KiB or 20000")
}
