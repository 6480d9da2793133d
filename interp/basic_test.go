package interp_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

func TestMain(m *testing.M) {
	if waitfor.RaceDetector {
		tableStep = 4
	}
	waitfor.MainApart(m, 1)
}

// tableStep is how many rows a test of a long table goes on by. With the race detector,
// which has the same to see in many rows, it does not take all.
var tableStep = 1

// load writes a script and loads it with the standard library's symbols.
func load(t testing.TB, src string, cfg interp.Config) (*interp.Program, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "script.go")
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	if cfg.Symbols == nil {
		cfg.Symbols, cfg.Withheld = []interp.Symbols{symbols.Std()}, symbols.Withheld()
	}
	p, err := interp.Load(file, cfg)
	if failed, ok := errors.AsType[*interp.UncompilableError](err); ok {
		t.Logf("the interpreter: %s", failed.Reason)
	}
	return p, err
}

// run runs a script's main and gives what it printed.
func run(t testing.TB, src string) string {
	t.Helper()
	p, err := load(t, src, interp.Config{Main: true})
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	var out bytes.Buffer
	i, err := p.New(t.Context(), interp.Env{Stdout: &out, Stderr: &out})
	if err != nil {
		t.Fatalf("new: %v", err)
	}
	defer i.Kill()
	if err := i.Main(context.Background(), nil); err != nil {
		t.Fatalf("main: %v\n%s", err, out.String())
	}
	return out.String()
}

func TestSkeleton(t *testing.T) {
	got := run(t, `package main

import (
	"fmt"
	"strings"
)

type point struct{ x, y int }


var origin = point{}

func main() {
	fmt.Println(strings.ToUpper("hello"), origin, point{1, 2}, fmt.Sprint(3))
}
`)
	if want := "HELLO {0 0} {1 2} 3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
