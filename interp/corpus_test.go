package interp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

const (
	corpusFolder = "testdata/programs"

	// refusedMark begins the first line of a program that the front end
	// refuses.
	refusedMark = "// refused: "

	maxRefused = 0.03 // of the corpus
)

// Every program in testdata/programs prints the same interpreted as compiled,
// and ends with the same code, or says in its first line why it is refused.
func TestCorpus(t *testing.T) {
	programs := readPrograms(t, corpusFolder)
	if len(programs) == 0 {
		t.Fatal("no programs")
	}
	binary := compile(t, programs)
	refused := map[string][]string{}
	for _, p := range programs {
		reason, ok := strings.CutPrefix(p.first, refusedMark)
		if ok {
			refused[reason] = append(refused[reason], p.name)
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			if ok {
				checkRefused(t, p, reason)
				return
			}
			if diff := cmp.Diff(runCompiled(t, binary, p), runFile(t, p.file)); diff != "" {
				t.Errorf("interpreted (+) is not as compiled (-):\n%s", diff)
			}
		})
	}
	checkShare(t, refused, len(programs))
}

// program is a file of the corpus.
type program struct {
	name, file string
	first      string // its first line
	text       []byte
	more       map[string]string // other files in and below its folder, which is corpus/programs/NAME to imports
}

func readPrograms(t *testing.T, folder string) []program {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []program
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(text), "\n")
		out = append(out, program{name: strings.TrimSuffix(filepath.Base(file), ".go"), file: file, first: first, text: text})
	}
	return out
}

// checkRefused wants the program refused with that text, by a diagnostic.
func checkRefused(t *testing.T, p program, reason string) {
	_, err := load(t, string(p.text), interp.Config{Main: true})
	var all interp.Diagnostics
	switch {
	case err == nil:
		t.Error("it is not refused")
	case !errors.As(err, &all):
		t.Errorf("%v is not a diagnostic", err)
	case !strings.Contains(err.Error(), reason):
		t.Errorf("it is refused for another reason:\n%v", err)
	}
}

// checkShare lists what is refused, and wants it to be little.
func checkShare(t *testing.T, refused map[string][]string, programs int) {
	count := 0
	var lines []string
	for reason, names := range refused {
		count += len(names)
		lines = append(lines, fmt.Sprintf("%3d %s: %s", len(names), reason, strings.Join(names, ", ")))
	}
	sort.Strings(lines)
	t.Logf("%d of %d programs are refused:\n%s", count, programs, strings.Join(lines, "\n"))
	if float64(count) > maxRefused*float64(programs) {
		t.Errorf("more than %.0f %% of the programs are refused", 100*maxRefused)
	}
}

// outcome is what a program did.
type outcome struct {
	Output string
	Code   int
}

// The programs become packages of one module, because linking one binary takes
// much less time than linking hundreds. %T and panics show the name of a package,
// so each name has as many letters as main, and standsFor replaces it by main. A
// package that is not main may have a function of that name.
const (
	standIn = "maiN"

	moduleFile = "module corpus\n\ngo 1.26\n"

	// Every package of a binary is initialised, whichever program is run, but
	// only that program may be heard.
	gateFile = `package gate

import "os"

var (
	name   = os.Args[1]
	heard  = os.Stdout
	silent = open()
)

func open() *os.File {
	f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	return f
}

// Enter lets output through from here on if this is the program to run.
func Enter(program string) bool {
	os.Stdout = silent
	if program == name {
		os.Stdout = heard
	}
	return program == name
}
`

	// Go initialises the first variable of a package's first file first, so Enter
	// runs before the program's own initialisers.
	entryFile = `package %s

import corpusGate "corpus/gate"

var _ = corpusGate.Enter(%q)
`
	callMain = `
func CorpusMain() { main() }
`
)

func standsFor(p program, output string) string {
	return strings.NewReplacer("corpus/programs/"+p.name+".", "main.", standIn+".", "main.").Replace(output)
}

// compile builds one binary of all programs, which runs the one that its first
// argument names.
func compile(t *testing.T, programs []program) (binary string) {
	t.Helper()
	module := t.TempDir()
	write := func(text string, path ...string) { writeFile(t, text, append([]string{module}, path...)...) }
	var imports, cases strings.Builder
	for i, p := range programs {
		write(renamed(t, p), "programs", p.name, "program.go")
		write(fmt.Sprintf(entryFile, standIn, p.name)+callMain, "programs", p.name, "entry.go")
		for file, text := range p.more {
			write(text, "programs", p.name, file)
			folder := path.Dir(file)
			write(fmt.Sprintf(entryFile, path.Base(folder), p.name), "programs", p.name, folder, "a_entry.go")
		}
		fmt.Fprintf(&imports, "import p%d %q\n", i, "corpus/programs/"+p.name)
		fmt.Fprintf(&cases, "case gate.Enter(%q):\n\tp%d.CorpusMain()\n", p.name, i)
	}
	write(moduleFile, "go.mod")
	write(gateFile, "gate", "gate.go")
	write("package main\n\nimport \"corpus/gate\"\n"+imports.String()+
		"\nfunc main() {\nswitch {\n"+cases.String()+"default:\npanic(\"no such program\")\n}\n}\n", "main.go")

	binary = filepath.Join(module, "corpus.bin")
	// Without the folder's name in them, packages are found in Go's cache; what
	// is not there is built sooner when it is not optimised.
	build := exec.Command("go", "build", "-trimpath", "-gcflags=corpus/...=-N -l", "-ldflags=-s -w", "-o", binary, ".")
	build.Dir = module
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// writeFile writes a file, and makes the folders that it is in.
func writeFile(t *testing.T, text string, path ...string) {
	t.Helper()
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inModule writes a program and its packages into a module of its own, with the
// paths that they have in the one of compile, and returns the program's folder.
func inModule(t *testing.T, p program) string {
	t.Helper()
	module := t.TempDir()
	folder := filepath.Join(module, "programs", p.name)
	writeFile(t, moduleFile, module, "go.mod")
	writeFile(t, string(p.text), folder, "program.go")
	for file, text := range p.more {
		writeFile(t, text, folder, file)
	}
	return folder
}

// renamed is the program as a package called standIn.
func renamed(t *testing.T, p program) string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, p.file, p.text, parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	from, to := fset.Position(file.Name.Pos()).Offset, fset.Position(file.Name.End()).Offset
	return string(p.text[:from]) + standIn + string(p.text[to:])
}

func runCompiled(t *testing.T, binary string, p program) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), waitfor.Patience)
	defer cancel()
	var out bytes.Buffer
	c := exec.CommandContext(ctx, binary, p.name)
	c.Stdout = &out
	err := c.Run()
	var exit *exec.ExitError
	if ctx.Err() != nil || err != nil && !errors.As(err, &exit) {
		t.Fatalf("compiled: %v", err)
	}
	return outcome{standsFor(p, out.String()), c.ProcessState.ExitCode()}
}

// runFile runs the program interpreted. One that cannot be loaded or started
// has the reason as its outcome.
func runFile(t *testing.T, file string) (got outcome) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			got = outcome{fmt.Sprint("not loaded, panic: ", r), -1}
		}
	}()
	var out bytes.Buffer
	program, err := interp.Load(file, interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Main: true, Stdout: &out})
	if err != nil {
		return outcome{"not loaded: " + err.Error(), -1}
	}
	ctx, cancel := context.WithTimeout(context.Background(), waitfor.Patience)
	defer cancel()
	ctx, ended := context.WithCancelCause(ctx)
	defer ended(nil)
	instance, err := program.New(t.Context(), interp.Env{Stdout: &out, OnPanic: func(p *interp.PanicError) {
		if exit, ok := p.Value.(*interp.ExitError); ok {
			ended(exit)
			return
		}
		ended(p)
	}})
	if err != nil {
		return outcome{"not started: " + err.Error(), -1}
	}
	defer instance.Kill()
	err = instance.Main(ctx, nil)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	var exit *interp.ExitError
	var panicked *interp.PanicError
	switch {
	case errors.As(err, &exit):
		return outcome{out.String(), exit.Code}
	case errors.As(err, &panicked):
		t.Log(err)
		return outcome{out.String(), 2}
	case err != nil:
		return outcome{out.String() + err.Error(), -1}
	}
	return outcome{out.String(), 0}
}
