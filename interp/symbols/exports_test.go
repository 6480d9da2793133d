package symbols_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/interp/std"
	"github.com/panelgo/panelgo/interp/symbols"
)

// A package of the standard library is on the list, or withheld with a reason; and
// so is what a package on the list exports.
func TestExports(t *testing.T) {
	usable := map[string]map[string]bool{}
	for key, table := range symbols.Std() {
		names := declared(t, path.Dir(key))
		for name := range table {
			names[name] = true
		}
		usable[path.Dir(key)] = names
	}
	for _, name := range []string{"cmp", "iter", "maps", "slices"} { // source as a whole
		usable[name] = declared(t, name)
	}
	got := map[string]string{}
	for _, p := range standard(t) {
		if usable[p] == nil {
			got[p] = symbols.Withheld()[p]
		}
	}
	imp := exportData(t, usable)
	for p, names := range usable {
		pkg, err := imp.Import(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range pkg.Scope().Names() {
			if token.IsExported(name) && !names[name] {
				got[p+"."+name] = symbols.Withheld()[p+"."+name]
			}
		}
	}
	for key, table := range symbols.Std() {
		if !table["_without"].IsValid() {
			continue
		}
		pkg, err := imp.Import(path.Dir(key))
		if err != nil {
			t.Fatal(err)
		}
		for member := range strings.FieldsSeq(table["_without"].String()) {
			typ, name, _ := strings.Cut(member, ".")
			if obj, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(typ).Type(), true, pkg, name); obj == nil {
				t.Errorf("%s has no %s", pkg.Path(), member)
			}
			got[pkg.Path()+"."+member] = symbols.Withheld()[pkg.Path()+"."+member]
		}
	}
	if diff := cmp.Diff(symbols.Withheld(), got); diff != "" {
		t.Errorf("withheld from scripts (-said +are)\n%s", diff)
	}
}

// The page about scripts names each package that they may import, and what is
// withheld of them.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"cmp", "iter", "maps", "slices"}
	for key := range symbols.Std() {
		if p := path.Dir(key); !slices.Contains(want, p) {
			want = append(want, p)
		}
	}
	slices.Sort(want)
	var got []string
	for line := range strings.Lines(string(page)) {
		if strings.HasPrefix(line, "`archive/tar`") {
			got = strings.Fields(strings.ReplaceAll(line, "`", ""))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("packages (-are +said)\n%s", diff)
	}
	for name, why := range symbols.Withheld() {
		short := strings.TrimPrefix(strings.TrimPrefix(name, "log/"), "hash/")
		kin := strings.Contains(why, "start and stop no processes") || !strings.Contains(name, ".")
		if !kin && !strings.Contains(string(page), "`"+short+"`") {
			t.Errorf("the page does not tell of %s", short)
		}
	}
}

// standard lists the packages of the standard library that programs may import.
func standard(t *testing.T) (paths []string) {
	t.Helper()
	list := exec.Command("go", "list", "std")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for p := range strings.FieldsSeq(string(out)) {
		if !slices.Contains(strings.Split(p, "/"), "internal") && !strings.HasPrefix(p, "vendor/") {
			paths = append(paths, p)
		}
	}
	return paths
}

// declared are the names that the source of a package declares at its top.
func declared(t *testing.T, path string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, ok := std.Source(path)
	if !ok {
		return names
	}
	sources, err := fs.Glob(files, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				names[d.Name.Name] = true
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok {
						names[s.Name.Name] = true
					}
				}
			}
		}
	}
	return names
}

// exportData reads what the compiler wrote down of packages.
func exportData[V any](t *testing.T, packages map[string]V) types.Importer {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}"}
	for p := range packages {
		args = append(args, p)
	}
	slices.Sort(args[5:])
	list := exec.Command("go", args...)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		p, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[p] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(p string) (io.ReadCloser, error) {
		file, ok := files[p]
		if !ok {
			return nil, fmt.Errorf("no export data of %s", p)
		}
		return os.Open(file)
	})
}
