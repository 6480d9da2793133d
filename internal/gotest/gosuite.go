package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// goSuite is the test folder of the Go distribution: its single-file programs
// that are to be run as they are, and are about the language.
var goSuite = suite{folder: goFolder, counts: goCounts, want: goWant, known: goKnown}

// goKnown has ten programs at most.
var goKnown = map[string]string{
	"abi/fibish.go":           "computes for minutes: the interpreter is some hundred times slower than compiled code",
	"abi/fibish_closure.go":   "computes for minutes, as abi/fibish.go",
	"abi/uglyfib.go":          "computes for minutes, as abi/fibish.go",
	"divmod.go":               "computes for minutes, as abi/fibish.go",
	"fixedbugs/issue13169.go": "computes for minutes, as abi/fibish.go",
	"fixedbugs/issue59680.go": "computes for a minute: it calls itself fifty million times",
}

func goFolder(string) (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "test"), nil
}

// aboutTheMachine are packages whose programs do not count: they are about the
// machine, not about the language.
var aboutTheMachine = map[string]bool{"unsafe": true, "runtime": true, "reflect": true, "syscall": true, "os/exec": true}

var (
	isRun      = regexp.MustCompile(`^// run\s*$`)
	isMain     = regexp.MustCompile(`(?m)^package main\b`)
	importLine = regexp.MustCompile(`(?m)^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w/.]+)"\s*;?\s*(?://.*)?$`)
)

func goCounts(path string, text []byte) bool {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if !isRun.Match(first) || !isMain.Match(text) || strings.HasSuffix(filepath.Dir(path), ".dir") {
		return false
	}
	for _, m := range importLine.FindAllSubmatch(text, -1) {
		path := string(m[1])
		if aboutTheMachine[path] || strings.HasPrefix(path, "runtime/") || strings.HasPrefix(path, "internal/") {
			return false
		}
	}
	return true
}

// goWant reads what a program is to print from the file beside it. A program that
// has none is to print nothing.
func goWant(path string) (ending, error) {
	out, err := os.ReadFile(strings.TrimSuffix(path, ".go") + ".out")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ending{}, err
	}
	return ending{out: out}, nil
}
