package lower_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/load"
	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/symbols"
)

var update = flag.Bool("update", false, "write the tables anew")

// Every lowering has a table in testdata: what a script says, as name.go,
// and what the interpreter is given for it, as name.lowered. That both do the
// same is for the corpus to show.
func TestLower(t *testing.T) {
	for _, file := range lowerings(t) {
		t.Run(file, func(t *testing.T) {
			name := filepath.Join("testdata", file+".txtar")
			table, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatalf("no table: %v", err)
			}
			if len(table.Files) < 2 {
				t.Fatal("the table is empty")
			}
			for i := 0; i+1 < len(table.Files); i += 2 {
				source, want := table.Files[i], &table.Files[i+1]
				test := strings.TrimSuffix(source.Name, ".go")
				if want.Name != test+".lowered" {
					t.Fatalf("%s follows %s", want.Name, source.Name)
				}
				t.Run(test, func(t *testing.T) {
					got := lowered(t, source.Data)
					if *update {
						want.Data = []byte(got)
					}
					if diff := cmp.Diff(string(want.Data), got); diff != "" {
						t.Errorf("%s (-want +got):\n%s", test, diff)
					}
				})
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(table), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// others are the files that lower nothing.
var others = []string{
	"boxes", "callgraph", "common", "doc", "generics_env", "generics_instances", "generics_rewrite", "inspect", "isolate", "isolate_given", "isolate_vars", "link",
	"lower", "lower_test", "lowerer", "method_calls", "names", "nodes", "overwrite", "predicates", "pure", "sharing", "sizes", "structure", "typeexpr",
}

// lowerings are the names of all other files.
func lowerings(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(file, ".go"); !slices.Contains(others, name) {
			names = append(names, name)
		}
	}
	return names
}

// lowered is what becomes of a script's declarations. They may stand behind a package
// clause.
func lowered(t *testing.T, source []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "script.go")
	if !bytes.Contains(source, []byte("package main\n")) {
		source = append([]byte("package main\n\n"), source...)
	}
	if err := os.WriteFile(file, source, 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := load.Load(file, compiled.For([]compiled.Symbols{symbols.Std()}), nil)
	if err != nil {
		t.Fatal(err)
	}
	grows := func(m *types.Func, _ bool) bool { return m.Name() == "Grow" }
	result, err := lower.Lower(p, lower.Options{Own: grows})
	if err != nil {
		t.Fatal(err)
	}

	var out bytes.Buffer
	for _, d := range result.File.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			continue
		}
		if err := printer.Fprint(&out, token.NewFileSet(), d); err != nil {
			t.Fatal(err)
		}
		out.WriteByte('\n')
	}
	return out.String()
}
