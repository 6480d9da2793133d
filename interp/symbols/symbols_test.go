package symbols_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/interp/symbols"
)

// The table of pn must be generated again when pn changes: a script could not
// use what is missing. Run go generate ./interp/symbols.
func TestPnIsCurrent(t *testing.T) {
	want := exported(t, "../../pn")
	got := []string{}
	for name := range symbols.Pn()["github.com/panelgo/panelgo/pn/pn"] {
		if !strings.HasPrefix(name, "_") {
			got = append(got, name)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("go generate ./interp/symbols was not run after a change of pn (-pn +table):\n%s", diff)
	}
}

// exported lists what a package declares for scripts: no generic declarations,
// nothing marked for hosts only.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	notTest := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	pkgs, err := parser.ParseDir(token.NewFileSet(), dir, notTest, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	add := func(name string, generic *ast.FieldList, docs ...*ast.CommentGroup) {
		if ast.IsExported(name) && generic == nil && !slices.ContainsFunc(docs, hostOnly) {
			names = append(names, name)
		}
	}
	for _, pkg := range pkgs {
		for _, f := range pkg.Files {
			for _, d := range f.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Recv == nil {
						add(d.Name.Name, d.Type.TypeParams, d.Doc)
					}
				case *ast.GenDecl:
					for _, s := range d.Specs {
						switch s := s.(type) {
						case *ast.TypeSpec:
							add(s.Name.Name, s.TypeParams, d.Doc, s.Doc)
						case *ast.ValueSpec:
							for _, n := range s.Names {
								add(n.Name, nil, d.Doc, s.Doc)
							}
						}
					}
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

func hostOnly(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//panelgo:") && c.Text != "//panelgo:constant"
	})
}

// Symbols that would let one script change the process for all scripts are
// not on the list.
func TestStdLeavesOut(t *testing.T) {
	std := symbols.Std()
	for _, key := range []string{"os/exec/exec", "unsafe/unsafe", "syscall/syscall", "plugin/plugin", "reflect/reflect", "runtime/runtime", "net/net", "flag/flag"} {
		if _, ok := std[key]; ok {
			t.Errorf("%s is on the list", key)
		}
	}
	for _, name := range []string{"Chdir", "Setenv", "Unsetenv", "Clearenv", "FindProcess", "StartProcess"} {
		if _, ok := std["os/os"][name]; ok {
			t.Errorf("os.%s is on the list", name)
		}
	}
}

// Each kind of symbol has a form of its own; interp tells them apart by it.
func TestForms(t *testing.T) {
	std := symbols.Std()
	if v := std["strings/strings"]["ToUpper"]; v.Kind() != reflect.Func {
		t.Errorf("a function is a %s", v.Kind())
	}
	if v := std["io/io"]["EOF"]; !v.CanAddr() {
		t.Error("a variable is not addressable")
	}
	if v := std["strings/strings"]["Builder"]; v.Kind() != reflect.Pointer || !v.IsNil() {
		t.Error("a type is not a nil pointer")
	}
	if v := std["io/io"]["_Reader"]; v.Type().Elem().Field(0).Name != "IValue" {
		t.Error("an interface has no wrapper")
	}
}
