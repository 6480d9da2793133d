package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Compiled code calls the methods of a script's types by interfaces, and an
// interface says which: those that some interface names in a package that gets the
// value, or in one that it imports. Only package reflect calls others, by name; the
// packages that may do so are found by their calls of its Method and MethodByName.

// systems are those that scripts run on: some files are for one of them alone.
var systems = []string{"linux", "darwin", "windows"}

// folder is what the sources in the folder of a package say.
type folder struct {
	methods []string // exported, that interfaces name
	byName  bool     // methods are called through package reflect
}

// calledMethods returns the methods that packages, callers and all that they import
// call by interfaces, sorted. Of packages that may call methods by name, themselves
// or in what they import, nothing is known: they are in byName.
func calledMethods(paths, callers []string) (names []string, byName map[string]bool, err error) {
	folders, found := map[string]*folder{}, map[string]bool{"Error": true}
	byName = map[string]bool{}
	for _, system := range systems {
		mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps
		pkgs, err := packages.Load(&packages.Config{Mode: mode, Env: append(os.Environ(), "GOOS="+system)}, slices.Concat(paths, callers)...)
		if err != nil {
			return nil, nil, fmt.Errorf("load: %w", err)
		}
		for _, p := range pkgs {
			all, err := closure(p, folders)
			if err != nil {
				return nil, nil, err
			}
			if slices.ContainsFunc(all, func(f *folder) bool { return f.byName }) {
				byName[p.PkgPath] = true
				continue
			}
			for _, f := range all {
				for _, name := range f.methods {
					found[name] = true
				}
			}
		}
	}
	for _, caller := range callers {
		if byName[caller] {
			return nil, nil, fmt.Errorf("%s may call methods by name", caller)
		}
	}
	return slices.Sorted(maps.Keys(found)), byName, nil
}

// closure returns the folders of a package and of all that it imports.
func closure(p *packages.Package, folders map[string]*folder) (all []*folder, err error) {
	packages.Visit([]*packages.Package{p}, nil, func(p *packages.Package) {
		if len(p.GoFiles) == 0 || err != nil {
			return
		}
		dir := filepath.Dir(p.GoFiles[0])
		if folders[dir] == nil {
			folders[dir], err = look(dir, p.PkgPath)
		}
		all = append(all, folders[dir])
	})
	return all, err
}

// look reads the sources of a package, those for other systems too.
func look(dir, path string) (*folder, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	found := &folder{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parse: %w", err)
		}
		reflects := path != "reflect" && slices.ContainsFunc(f.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"reflect"` })
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.InterfaceType:
				found.methods = append(found.methods, methodNames(n)...)
			case *ast.CallExpr:
				found.byName = found.byName || reflects && takesMethod(n)
			}
			return true
		})
	}
	return found, nil
}

// takesMethod reports whether a call may be one of reflect's Method or MethodByName.
func takesMethod(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && len(call.Args) == 1 && (sel.Sel.Name == "Method" || sel.Sel.Name == "MethodByName")
}

// methodNames lists the exported methods that an interface declares itself.
func methodNames(t *ast.InterfaceType) (names []string) {
	for _, m := range t.Methods.List {
		for _, id := range m.Names {
			if id.IsExported() {
				names = append(names, id.Name)
			}
		}
	}
	return names
}
