package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A word that means something to Go, to the go command or to the files of a new plugin is no
// name for one, or its files mean the package by it everywhere.
func TestNamesOfPlugins(t *testing.T) {
	words := append([]string{"con", "v1", "v2", "slider", "meter"}, types.Universe.Names()...)
	words = append(append(words, inUse...), pageClasses...)
	words = append(words, "testdata", "reflect", "charts", "uplot")
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		words = append(words, tok.String())
	}
	for _, module := range []bool{false, true} {
		files, err := filesOf(describeComponent("star-meter", true, module))
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			words = append(words, strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/.", r) })...)
			words = append(words, regexp.MustCompile(`[a-z][a-z0-9]*`).FindAllString(string(text), -1)...)
		}
	}
	slices.Sort(words)
	var fit, unfit []string
	for _, word := range slices.Compact(words) {
		n := describeComponent(word, true, false)
		if err := wantNames(n); err != nil {
			unfit = append(unfit, word)
			if !strings.Contains(err.Error(), ": choose another name") {
				t.Errorf("%s: %v", word, err)
			}
			continue
		}
		fit = append(fit, word)
		for _, module := range []bool{false, true} {
			meansItsPackage(t, describeComponent(word, true, module))
		}
	}
	for _, word := range []string{"any", "string", "nil", "error", "true", "go", "min", "pn", "fmt", "app", "s", "update", "doc", "symbols", "con", "v1", "charts", "uplot", "menu", "slider"} {
		if !slices.Contains(unfit, word) {
			t.Errorf("%s is a name for a plugin", word)
		}
	}
	for _, word := range []string{"v", "w", "t", "page", "value", "demo", "meter", "testdata", "reflect", "strconv", "v2"} {
		if !slices.Contains(fit, word) {
			t.Errorf("%s is no name for a plugin", word)
		}
	}
}

// meansItsPackage fails if the files of a plugin declare the name under which they import its
// package, or take something else for it.
func meansItsPackage(t *testing.T, n newComponent) {
	t.Helper()
	files, err := filesOf(n)
	if err != nil {
		t.Errorf("%s: %v", n.Name, err)
		return
	}
	uses := 0
	for name, text := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Errorf("%s: %v", n.Name, err)
			continue
		}
		if !slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"`+n.Path+`"` }) {
			continue // it is in the package
		}
		if f.Scope.Lookup(n.Package) != nil {
			t.Errorf("%s: %s declares it", n.Name, name)
		}
		for _, i := range f.Imports {
			if path := strings.Trim(i.Path.Value, `"`); path != n.Path && path[strings.LastIndex(path, "/")+1:] == n.Package {
				t.Errorf("%s: %s imports %s too", n.Name, name, path)
			}
		}
		ast.Inspect(f, func(node ast.Node) bool {
			s, ok := node.(*ast.SelectorExpr)
			if !ok || s.Sel.Name != n.Type {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == n.Package {
				uses++
				if x.Obj != nil {
					t.Errorf("%s: in %s the name is not the package's", n.Name, name)
				}
			}
			return true
		})
	}
	if uses < 2 {
		t.Errorf("%s: its test and its demo use it %d times", n.Name, uses)
	}
}

// The classes of the page's own styles are no names for components, in a plugin or in pn.
func TestClassesOfPages(t *testing.T) {
	found := 0
	for _, pattern := range []string{"../../internal/browser/css/*.css", "../../templates/*/*.css"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, class := range regexp.MustCompile(`\.pn-([a-z0-9-]+)`).FindAllStringSubmatch(string(text), -1) {
				found++
				for _, plugin := range []bool{false, true} {
					if wantNames(describeComponent(class[1], plugin, false)) == nil {
						t.Errorf("%s has the class pn-%s, and a new component may have it too", file, class[1])
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("the pages have no classes")
	}
}

// Names of files that systems or the go command refuse are no names for components of pn.
func TestFilesOfComponents(t *testing.T) {
	for name, want := range map[string]string{"con": "a component's files cannot be called con: choose another name", "a-ux": "cannot be called aux", "string": "", "linux": ""} {
		err := wantNames(describeComponent(name, false, false))
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}
