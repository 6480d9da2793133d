package main

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// outcome is what became of a program.
type outcome string

const (
	passed     outcome = "passed"
	refused    outcome = "refused"
	wrong      outcome = "wrong"
	crashed    outcome = "crashed"
	uncompiled outcome = "uncompiled" // it passes all checks, and yaegi does not compile it
)

type result struct {
	program string // its path in the test folder
	outcome outcome
	detail  string // the first line of what it said
}

var (
	// refusal is what the command line says of a program that it does not run.
	refusal = regexp.MustCompile(`(?m)^panelgo: \S+\.go:\d+:\d+: `)

	uncompilable = []byte("the interpreter cannot compile this")

	// panicked has what a program said up to the line of the panic that ended it,
	// and that line as Go prints it.
	panicked = regexp.MustCompile(`(?s)^(.*?)(?:panelgo: \S+\.go:\d+:\d+: )?(panic: [^\n]*)\n.*$`)
)

// judge compares what a program did with what it is to do. err says why it did not end.
func judge(got, want ending, err error) outcome {
	got.refused = got.code == 1 && refusal.Match(got.out)
	switch {
	case err != nil, bytes.Contains(got.out, []byte("\ngoroutine ")):
		return crashed
	case got.refused && bytes.Contains(got.out, uncompilable):
		return uncompiled
	case got.refused && want.refused, !want.refused && got.code == want.code && bytes.Equal(said(got), said(want)):
		return passed
	case got.refused:
		return refused
	}
	return wrong
}

// said is what a program printed, without the stack of the panic that ended it.
func said(e ending) []byte {
	if e.code != 2 {
		return e.out
	}
	return panicked.ReplaceAll(e.out, []byte("$1$2"))
}

func firstLine(out []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return line
}

// clip bounds what is printed of a line.
func clip(line string) string { return line[:min(len(line), 160)] }

// report prints what came of the programs: those that are refused by reason, the
// others that did not pass one by one. Those that are not known are an error.
func report(results []result, known map[string]string) error {
	count := map[outcome]int{}
	reasons := map[string][]string{}
	var unknown []string
	for _, r := range results {
		count[r.outcome]++
		switch why := known[r.program]; {
		case r.outcome == passed:
		case why != "":
			fmt.Printf("%-10s %s: known: %s\n", r.outcome, r.program, why)
		case r.outcome == refused:
			reason := clip(refusal.ReplaceAllString(r.detail, ""))
			reasons[reason] = append(reasons[reason], r.program)
		default:
			unknown = append(unknown, r.program)
			fmt.Printf("%-10s %s: %s\n", r.outcome, r.program, clip(r.detail))
		}
	}
	printReasons(reasons)
	fmt.Printf("%d programs: %d passed (%.1f %%), %d refused, %d wrong, %d crashed, %d uncompiled\n", len(results), count[passed],
		100*float64(count[passed])/float64(max(len(results), 1)), count[refused], count[wrong], count[crashed], count[uncompiled])
	if len(unknown) > 0 {
		return fmt.Errorf("%d programs are wrong, crash or do not compile, and are not known to: %s", len(unknown), strings.Join(unknown, " "))
	}
	return nil
}

// printReasons prints the programs that are refused, the commonest reason first.
func printReasons(reasons map[string][]string) {
	texts := make([]string, 0, len(reasons))
	for text := range reasons {
		texts = append(texts, text)
	}
	slices.SortFunc(texts, func(a, b string) int {
		if d := len(reasons[b]) - len(reasons[a]); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, text := range texts {
		fmt.Printf("%-10s %d: %s: %s\n", refused, len(reasons[text]), text, strings.Join(reasons[text], " "))
	}
}
