package interp_test

import (
	"bytes"
	"go/ast"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/panelgo/panelgo/interp"
)

// Every lowering has a table in testdata/lower: what a script says, as name.go,
// and what the interpreter is given for it, as name.lowered. That both do the
// same is for the corpus to show.
func TestLower(t *testing.T) {
	for _, file := range lowerings(t) {
		t.Run(file, func(t *testing.T) {
			name := filepath.Join("testdata", "lower", file+".txtar")
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

// lowerings are the names of the files that have one, without what they begin
// with.
func lowerings(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("lower_*.go")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"generics", "rangefunc", "recursive"}
	for _, file := range files {
		if name := strings.TrimSuffix(strings.TrimPrefix(file, "lower_"), ".go"); name != "test" {
			names = append(names, name)
		}
	}
	return names
}

// lowered is what becomes of a script's declarations.
func lowered(t *testing.T, source []byte) string {
	t.Helper()
	p, err := load(t, "package main\n\n"+string(source), interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, d := range p.Lowered().Decls {
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
