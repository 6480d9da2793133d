package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"
)

// patience bounds one program. Some of the folder compute for long, and the
// interpreter is some hundred times slower than compiled code.
const patience = 60 * time.Second

// outcome is what became of a program.
type outcome string

const (
	passed  outcome = "passed"
	refused outcome = "refused"
	wrong   outcome = "wrong"
	crashed outcome = "crashed"
)

type result struct {
	program string // its path in the test folder
	outcome outcome
	detail  string // the first line of what it said
}

func main() {
	match := flag.String("run", ".", "run the programs whose path matches")
	flag.Parse()
	wanted, err := regexp.Compile(*match)
	if err == nil {
		err = run(wanted)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gotest:", err)
		os.Exit(1)
	}
}

func run(wanted *regexp.Regexp) error {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	folder := filepath.Join(strings.TrimSpace(string(root)), "test")
	programs, err := find(folder)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "panelgo-gotest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	command := filepath.Join(dir, "panelgo")
	if out, err := exec.Command("go", "build", "-o", command, "./cmd/panelgo").CombinedOutput(); err != nil {
		return fmt.Errorf("build panelgo: %w\n%s", err, out)
	}
	var chosen []string
	for _, p := range programs {
		if wanted.MatchString(p) {
			chosen = append(chosen, p)
		}
	}
	return report(runAll(command, folder, chosen))
}

// excluded are packages whose programs do not count: they are about the
// machine, not about the language.
var excluded = map[string]bool{"unsafe": true, "runtime": true, "reflect": true, "syscall": true, "os/exec": true}

var (
	isRun      = regexp.MustCompile(`^// run\s*$`)
	isMain     = regexp.MustCompile(`(?m)^package main\b`)
	importLine = regexp.MustCompile(`(?m)^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w/.]+)"\s*;?\s*(?://.*)?$`)
)

// find lists the single-file programs that are to be run as they are.
func find(folder string) (programs []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(filepath.Dir(path), ".dir") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if first, _, _ := bytes.Cut(text, []byte("\n")); isRun.Match(first) && isMain.Match(text) && counts(text) {
			name, err := filepath.Rel(folder, path)
			programs = append(programs, name)
			return err
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("the Go distribution's tests: %w", err)
	}
	return programs, nil
}

func counts(text []byte) bool {
	for _, m := range importLine.FindAllSubmatch(text, -1) {
		path := string(m[1])
		if excluded[path] || strings.HasPrefix(path, "runtime/") || strings.HasPrefix(path, "internal/") {
			return false
		}
	}
	return true
}

func runAll(command, folder string, programs []string) []result {
	results := make([]result, len(programs))
	next := make(chan int)
	var all sync.WaitGroup
	for range runtime.NumCPU() {
		all.Go(func() {
			for i := range next {
				results[i] = runOne(command, folder, programs[i])
			}
		})
	}
	for i := range programs {
		next <- i
	}
	close(next)
	all.Wait()
	return results
}

func runOne(command, folder, program string) result {
	path := filepath.Join(folder, program)
	want, err := os.ReadFile(strings.TrimSuffix(path, ".go") + ".out")
	if err != nil {
		want = nil // it is to print nothing
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, command, "run", path)
	c.Dir = filepath.Dir(path)
	out, err := c.CombinedOutput()
	return result{program, judge(ctx, out, want, err), firstLine(out)}
}

func judge(ctx context.Context, out, want []byte, err error) outcome {
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil, err != nil && !errors.As(err, &exit), bytes.Contains(out, []byte("\ngoroutine ")):
		return crashed
	case err == nil && bytes.Equal(out, want):
		return passed
	case err != nil && exit.ExitCode() == 1 && refusal.Match(out):
		return refused
	}
	return wrong
}

// refusal is what the command line says of a program that it does not run.
var refusal = regexp.MustCompile(`(?m)^panelgo: \S+\.go:\d+:\d+: `)

func firstLine(out []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return line[:min(len(line), 160)]
}

// report prints what came of the programs. Those that are wrong and not known
// to be are an error.
func report(results []result) error {
	count := map[outcome]int{}
	var unknown []string
	sort.Slice(results, func(i, j int) bool {
		a, b := results[i], results[j]
		return a.outcome < b.outcome || a.outcome == b.outcome && a.program < b.program
	})
	for _, r := range results {
		count[r.outcome]++
		if r.outcome == passed {
			continue
		}
		why := r.detail
		if known := exceptions[r.program]; known != "" {
			why = "known: " + known
		} else if r.outcome != refused {
			unknown = append(unknown, r.program)
		}
		fmt.Printf("%-8s %s: %s\n", r.outcome, r.program, why)
	}
	fmt.Printf("%d programs: %d passed (%.1f %%), %d refused, %d wrong, %d crashed\n", len(results), count[passed],
		100*float64(count[passed])/float64(max(len(results), 1)), count[refused], count[wrong], count[crashed])
	if len(unknown) > 0 {
		return fmt.Errorf("%d programs are wrong or crash, and are no known exceptions: %s", len(unknown), strings.Join(unknown, " "))
	}
	return nil
}
