package uplot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/uplot"
)

// The table for scripts must be made again when the package changes: run
// go generate ./plugins/uplot.
func TestSymbolsAreCurrent(t *testing.T) {
	registry, err := plugins.NewRegistry(uplot.Plugin())
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(maps.Keys(registry.Symbols()["github.com/panelgo/panelgo/plugins/uplot/uplot"]))
	got = slices.DeleteFunc(got, func(name string) bool { return strings.HasPrefix(name, "_") }) // no symbols
	if want := exported(t); !slices.Equal(got, want) {
		t.Errorf("the table has %q, and the package %q: run go generate ./plugins/uplot", got, want)
	}
}

// exported lists the functions and types of the package that scripts may use.
func exported(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				hostOnly := d.Doc != nil && slices.ContainsFunc(d.Doc.List, func(c *ast.Comment) bool { return c.Text == "//panelgo:hostonly" })
				if d.Recv == nil && d.Name.IsExported() && !hostOnly && !strings.HasSuffix(name, "_test.go") {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
						names = append(names, spec.Name.Name)
					}
				}
			}
		}
	}
	slices.Sort(names)
	return names
}
