package interp_test

import (
	"errors"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// uncompilable is a script with a call of beyond, which the test's interpreter
// cannot compile, wherever a program can have one. The want is where the place is.
var uncompilable = []struct {
	name, source string
	want         string // line:column and what it is
}{
	{"in a function", "func F() {\n\tx := 1\n\tbeyond()\n\t_ = x\n}", "7:2: statement"},
	{"in a method", "type T struct{}\n\nfunc (T) M() int {\n\treturn beyond()\n}", "8:2: statement"},
	{"in a closure", "func F() {\n\tf := func() int {\n\t\treturn beyond()\n\t}\n\t_ = f\n}", "7:3: statement"},
	{"in an argument", "func F() {\n\tprintln(func() {\n\t\tbeyond()\n\t} == nil, 1)\n}", "7:3: statement"},
	{"in a condition", "func F() {\n\tprintln()\n\tif beyond() > 0 {\n\t\tprintln()\n\t}\n}", "7:2: statement"},
	{"in a case", "func F() {\n\tswitch 1 {\n\tcase 2:\n\t\tprintln()\n\tdefault:\n\t\tbeyond()\n\t}\n}", "10:3: statement"},
	{"in a select", "func F(c chan int) {\n\tselect {\n\tcase <-c:\n\t\tbeyond()\n\t}\n}", "8:3: statement"},
	{"in a loop with a label", "func F() int {\nagain:\n\tfor {\n\t\tif beyond() > 0 {\n\t\t\tcontinue again\n\t\t}\n\t\treturn 1\n\t}\n}", "8:3: statement"},
	{"after a goto", "func F() {\n\tgoto end\nend:\n\tbeyond()\n}", "8:2: statement"},
	{"in generic code, which is compiled where it is used", "func G[T any](x T) T {\n\tbeyond()\n\treturn x\n}\n\nfunc F() { println(G(1)) }", "10:12: statement"},
	{"in a loop over a function", "func F() {\n\tfor i := range func(yield func(int) bool) { yield(1) } {\n\t\tused := i\n\t\tbeyond()\n\t\t_ = used\n\t}\n}", "8:3: statement"},
	{"in a variable", "var a = 1\n\nvar b = beyond() + a\n\nvar c = b\n\nfunc F() { println(c) }", "7:5: declaration"},
	{"in a variable with a type", "var c int = b\n\nvar b int = beyond()\n\nfunc F() { println(c) }", "7:5: declaration"},
	{"in a variable's closure", "var f = func() int {\n\treturn beyond()\n}\n\nfunc F() { println(f()) }", "6:2: statement"},
}

// What the interpreter cannot compile is told as its place in the script and what
// to do, whether the interpreter knows the place or not, and never in the words of
// the interpreter.
func TestUncompilable(t *testing.T) {
	interp.SetUncompilable(t, func(f *ast.File) error {
		if mentions(f, "beyond") {
			return errors.New("CFG post-order panic: nil")
		}
		return nil
	})
	for _, test := range uncompilable {
		t.Run(test.name, func(t *testing.T) { checkUncompilable(t, test.source, test.want) })
	}
}

// Of a statement over several lines the interpreter's own position is shown.
func TestUncompilableWithPosition(t *testing.T) {
	interp.SetUncompilable(t, func(f *ast.File) (err error) {
		ast.Inspect(f, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && mentions(c.Fun, "beyond") {
				err = fmt.Errorf("script:1:%d: CFG post-order panic: nil", c.Pos())
			}
			return true
		})
		return err
	})
	checkUncompilable(t, "func F() {\n\tprintln(\n\t\t1,\n\t\tbeyond(),\n\t)\n}", "8:3: statement")
}

// A fault of lowering is told in the same way, and ends nothing.
func TestUnlowerable(t *testing.T) {
	interp.SetUnlowerable(t, func(f *ast.File) bool { return mentions(f, "beyond") })
	checkUncompilable(t, "var _ = beyond()\n\nfunc F() {}", "5:5: declaration")
	checkUncompilable(t, "func G[T any](x T) { beyond() }\n\nfunc F() { G(1) }", "5:22: statement")
}

// A declaration that is not a value has no place of its own.
func TestUncompilableWithoutPlace(t *testing.T) {
	interp.SetUncompilable(t, func(f *ast.File) error { return errors.New("CFG post-order panic: nil") })
	checkUncompilable(t, "func F() {}", "1:1: script")
}

// The place may be in a package that the script imports.
func TestUncompilableImport(t *testing.T) {
	interp.SetUncompilable(t, func(f *ast.File) error {
		if mentions(f, "beyond·1") {
			return errors.New("CFG post-order panic: nil")
		}
		return nil
	})
	for source, want := range map[string]string{
		"var A = 1\n\nvar B = beyond()":                      "table.go:7:5: the interpreter cannot compile this declaration",
		"func F() int {\n\tx := 1\n\treturn x + beyond()\n}": "table.go:7:2: the interpreter cannot compile this statement",
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{
			"go.mod":         "module example.com/m\n\ngo 1.26\n",
			"main.go":        "package main\n\nimport _ \"example.com/m/table\"\n\nvar c = 2\n\nfunc main() { println(c) }\n",
			"table/table.go": "package table\n\nfunc beyond() int { return 1 }\n\n" + source + "\n",
		} {
			file := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, err := interp.Load(filepath.Join(dir, "main.go"), interp.Config{Main: true})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func checkUncompilable(t *testing.T, source, want string) {
	t.Helper()
	_, err := load(t, "package main\n\nfunc beyond() int { return 1 }\n\n"+source, interp.Config{Main: true})
	failed, ok := errors.AsType[*interp.UncompilableError](err)
	if !ok {
		t.Fatalf("the error is %v", err)
	}
	all, ok := errors.AsType[interp.Diagnostics](err)
	if !ok || len(all) != 1 || all[0] != failed.Diagnostic {
		t.Errorf("as diagnostics it is %v", all)
	}

	place, what, _ := strings.Cut(want, ": ")
	text := "script.go:" + place + ": the interpreter cannot compile this " + what + ", although it is valid Go: write it in another way, or compile the program with go build"
	if !strings.HasSuffix(err.Error(), text) {
		t.Errorf("got  %v\nwant …%s", err, text)
	}
	if failed.Reason == "" || strings.Contains(all.Detail(), "CFG") {
		t.Errorf("the reason is %q, and authors see\n%s", failed.Reason, all.Detail())
	}
}

// mentions reports whether a function is called, outside of its own declaration.
func mentions(n ast.Node, name string) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name.Name == name {
				return false
			}
		case *ast.Ident:
			found = found || n.Name == name
		}
		return true
	})
	return found
}
