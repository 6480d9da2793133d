package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/visitor"
)

// bounds are what the figures of a run must keep. One that is 0 is none.
type bounds struct {
	p99               time.Duration
	firstView, memory size
	errors            int
}

func (b *bounds) addFlags(f *pflag.FlagSet) {
	f.DurationVar(&b.p99, "max-p99", 0, "bound of action → answer, which 1 of 100 may exceed, as 20ms")
	f.Var(&b.firstView, "max-first-view", "bound of the page's bytes on the wire, as 14KiB")
	f.Var(&b.memory, "max-memory", "bound of a live session's memory, as 25KiB; for a file")
	f.IntVar(&b.errors, "max-errors", 0, "errors that visitors may meet")
}

func (b *bounds) check(f *pflag.FlagSet) error {
	if f.Changed("max-p99") && b.p99 <= 0 {
		return fmt.Errorf("--max-p99 %v: use more than 0", b.p99)
	}
	if b.errors < 0 {
		return fmt.Errorf("--max-errors %d: use 0 or more", b.errors)
	}
	return nil
}

// missed names each bound that was not kept. What could not be measured keeps
// no bound.
func (b *bounds) missed(r *visitor.Result) (lines []string) {
	miss := func(flag string, bound any, format string, args ...any) {
		lines = append(lines, fmt.Sprintf("--%s %v is missed: %s", flag, bound, fmt.Sprintf(format, args...)))
	}
	switch p99 := r.Answers.Percentile(99); {
	case b.p99 <= 0:
	case len(r.Answers) == 0:
		miss("max-p99", b.p99, "no action was answered")
	case p99 > b.p99:
		miss("max-p99", b.p99, "the p99 of action → answer is %s", inMilliseconds(p99))
	}
	switch {
	case b.firstView <= 0:
	case len(r.Load) == 0:
		miss("max-first-view", b.firstView, "no page was loaded")
	case r.FirstView > int64(b.firstView):
		miss("max-first-view", b.firstView, "the first view has %s", size(r.FirstView))
	}
	switch {
	case b.memory <= 0:
	case !r.Weighed:
		miss("max-memory", b.memory, "no session was weighed")
	case r.Memory > int64(b.memory):
		miss("max-memory", b.memory, "a live session takes %s", size(r.Memory))
	}
	if n := r.ErrorCount(); n > b.errors {
		miss("max-errors", b.errors, "visitors met %d", n)
	}
	return lines
}

// size is a number of bytes, a flag among others.
type size int64

// units of sizes, the long names first, so that a B is not taken for all of KiB.
var units = []struct {
	name  string
	bytes float64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}}

func (s *size) Type() string { return "size" }

// String writes a size as a person would.
func (s size) String() string {
	switch n := float64(s); {
	case s == 0:
		return ""
	case n < 1<<10 && n > -(1<<10):
		return fmt.Sprintf("%d B", int64(s))
	case n < 1<<20 && n > -(1<<20):
		return fmt.Sprintf("%.1f KiB", n/(1<<10))
	default:
		return fmt.Sprintf("%.1f MiB", n/(1<<20))
	}
}

// Set reads a size: bytes, or a number with a unit.
func (s *size) Set(text string) error {
	number, factor := text, 1.0
	for _, unit := range units {
		if before, ok := strings.CutSuffix(text, unit.name); ok {
			number, factor = strings.TrimSpace(before), unit.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n*factor >= 1 && n*factor < 1<<60) {
		return errors.New("use bytes, as 14336, or a size, as 14KiB")
	}
	*s = size(n * factor)
	return nil
}
