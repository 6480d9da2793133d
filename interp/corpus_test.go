package interp_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Every program in testdata/programs prints the same interpreted as compiled,
// and ends with the same code.
func TestCorpus(t *testing.T) {
	programs, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(programs) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	compiled := compile(t, programs)
	for _, file := range programs {
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := runCompiled(t, filepath.Join(compiled, name))
			if diff := cmp.Diff(want, runFile(t, file)); diff != "" {
				t.Errorf("interpreted (+) is not as compiled (-):\n%s", diff)
			}
		})
	}
}

// outcome is what a program did.
type outcome struct {
	Output string
	Code   int
}

// compile builds all programs at once, each as a package of a module made for
// them.
func compile(t *testing.T, programs []string) (dir string) {
	t.Helper()
	module := t.TempDir()
	write := func(name string, text []byte) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(module, "go.mod"), []byte("module corpus\n\ngo 1.26\n"))
	for _, file := range programs {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(filepath.Join(module, strings.TrimSuffix(filepath.Base(file), ".go"), "main.go"), text)
	}
	dir = filepath.Join(module, "bin") + string(filepath.Separator)
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", dir, "./...")
	build.Dir = module
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func runCompiled(t *testing.T, binary string) outcome {
	t.Helper()
	var out bytes.Buffer
	c := exec.Command(binary)
	c.Stdout = &out
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{out.String(), c.ProcessState.ExitCode()}
}

func runFile(t *testing.T, file string) outcome {
	t.Helper()
	program, err := interp.Load(file, interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Main: true})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	instance, err := program.New(interp.Env{Stdout: &out})
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Kill()
	err = instance.Main(context.Background(), nil)
	var exit *interp.ExitError
	switch {
	case errors.As(err, &exit):
		return outcome{out.String(), exit.Code}
	case err != nil:
		t.Log(err)
		return outcome{out.String(), 2}
	}
	return outcome{out.String(), 0}
}
