package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sync"
	"time"
)

// patience bounds one run of a program. Some of them compute for long, and the
// interpreter is some hundred times slower than compiled code.
const patience = 60 * time.Second

func main() {
	name := flag.String("suite", "go", "whose programs to run: go or yaegi")
	match := flag.String("run", ".", "run the programs whose path matches")
	flag.Parse()
	if err := run(*name, *match); err != nil {
		fmt.Fprintln(os.Stderr, "gotest:", err)
		os.Exit(1)
	}
}

func run(name, match string) error {
	s, ok := suites[name]
	if !ok {
		return fmt.Errorf("-suite %s: there are go and yaegi", name)
	}
	wanted, err := regexp.Compile(match)
	if err != nil {
		return fmt.Errorf("-run: %w", err)
	}
	scratch, err := os.MkdirTemp("", "panelgo-gotest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)

	command := filepath.Join(scratch, "panelgo")
	if out, err := exec.Command("go", "build", "-o", command, "./cmd/panelgo").CombinedOutput(); err != nil {
		return fmt.Errorf("build panelgo: %w\n%s", err, out)
	}
	folder, err := s.folder(scratch)
	if err != nil {
		return err
	}
	programs, err := s.find(folder, wanted)
	if err != nil {
		return err
	}
	results, err := s.runAll(command, folder, programs)
	if err != nil {
		return err
	}
	return report(results, s.known)
}

// find lists the programs that count and whose path matches.
func (s *suite) find(folder string, wanted *regexp.Regexp) (programs []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err == nil && wanted.MatchString(name) && s.counts(name, text) {
			programs = append(programs, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find programs: %w", err)
	}
	return programs, nil
}

func (s *suite) runAll(command, folder string, programs []string) ([]result, error) {
	results, errs := make([]result, len(programs)), make([]error, len(programs))
	next := make(chan int)
	var all sync.WaitGroup
	for range runtime.NumCPU() {
		all.Go(func() {
			for i := range next {
				results[i], errs[i] = s.runOne(command, folder, programs[i])
			}
		})
	}
	for i := range programs {
		next <- i
	}
	close(next)
	all.Wait()
	return results, errors.Join(errs...)
}

func (s *suite) runOne(command, folder, program string) (result, error) {
	path := filepath.Join(folder, program)
	want, err := s.want(path)
	if err != nil {
		return result{}, fmt.Errorf("%s: what it is to do: %w", program, err)
	}
	got, err := runProgram(path, command, "run", path)
	return result{program, judge(got, want, err), firstLine(got.out)}, nil
}

// runProgram runs a command in the folder of a program. It fails when the command
// does not end in time, or by itself.
func runProgram(path, command string, args ...string) (ending, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, command, args...)
	c.Dir = filepath.Dir(path)
	out, err := c.CombinedOutput()
	e := ending{out: out, code: c.ProcessState.ExitCode()}
	if ctx.Err() != nil {
		return e, fmt.Errorf("%s: does not end within %v", path, patience)
	}
	if e.code < 0 {
		return e, err
	}
	return e, nil
}
