package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// addToClone writes a component of package pn into a clone of panelgo, and makes what is
// made of its sources.
func addToClone(c *cobra.Command, clone string, n newComponent) error {
	if err := wantNames(n); err != nil {
		return usageError{c, err}
	}
	files, err := filesOf(n)
	if err != nil {
		return err
	}
	if err := wantFree(filepath.Join(clone, "pn"), n, files); err != nil {
		return err
	}
	examples, err := withExample(filepath.Join(clone, examplesFile), n)
	if err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	if err := writeFiles(filepath.Join(clone, "pn"), files); err != nil {
		return err
	}
	if err := writeFiles(clone, map[string][]byte{examplesFile: examples}); err != nil {
		return err
	}

	for _, args := range [][]string{{"generate", "-run=pnSymbols", "./interp/symbols"}, {"generate", "./internal/reference"}} {
		if err := runGo(c, clone, args...); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), `pn.%s is ready: pn/%s.go, its styles, test and golden file, and an example in
%s. Its tests, without a browser and in one:

  go test ./pn ./interp/symbols ./internal/reference
  go test ./internal/e2e -run TestKinds/%s
`, n.Type, n.Stem, examplesFile, n.Name)
	return err
}

// wantFree fails if package pn has one of the files of a new component, or a name that it
// declares.
func wantFree(dir string, n newComponent, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(file); err == nil {
			return fmt.Errorf("%s is there already: choose another name", file)
		}
	}
	declares, err := declared(dir)
	if err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	for _, name := range []string{n.Type, n.Type + "Widget", n.Var + "CSS", n.Var + "Kind", n.Var + "Most"} {
		if declares[name] {
			return fmt.Errorf("package pn has the name %s already: choose another", name)
		}
	}
	return nil
}

// declared returns the names that a package declares.
func declared(dir string) (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				names[d.Name.Name] = names[d.Name.Name] || d.Recv == nil
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						names[s.Name.Name] = true
					case *ast.ValueSpec:
						for _, name := range s.Names {
							names[name.Name] = true
						}
					}
				}
			}
		}
	}
	return names, nil
}

// examplesFile has an example of each kind of component, by name, for the tests in a
// browser.
const examplesFile = "internal/e2e/examples_test.go"

// withExample returns the file of examples with that of a new component, in its place.
func withExample(file string, n newComponent) ([]byte, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("this clone of panelgo has no %s, where the example belongs", examplesFile)
	}
	if err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(string(text), "\n")
	start := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "var examples = ") })
	if start < 0 {
		return nil, fmt.Errorf("%s has no variable examples", file)
	}
	at := start + 1
	for lines[at] != "}\n" && !(strings.HasPrefix(lines[at], "\t\"") && lines[at] > "\t\""+n.Name+"\"") {
		if at++; at == len(lines) {
			return nil, fmt.Errorf("%s: the variable examples does not end", file)
		}
	}
	line := fmt.Sprintf("\t%q: func() pn.Component { return pn.%s(%q) },\n", n.Name, n.Type, n.Title)
	return format.Source([]byte(strings.Join(slices.Insert(lines, at, line), "")))
}
