package std_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp/std"
)

var paths = []string{"cmp", "iter", "maps", "slices"}

func TestSource(t *testing.T) {
	for _, path := range paths {
		files, ok := std.Source(path)
		if !ok {
			t.Fatalf("%s is not there", path)
		}
		var got, want []string
		entries, err := fs.ReadDir(files, ".")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			got = append(got, e.Name())
		}
		onDisk, err := os.ReadDir(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range onDisk {
			if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
				want = append(want, e.Name())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", path, got, want)
		}
	}
	for _, path := range []string{"", ".", "..", "cmp/", "cmp/cmp.go", "strings", "Slices", "std_test.go"} {
		if _, ok := std.Source(path); ok {
			t.Errorf("there is a package %q", path)
		}
	}
}

// parse gives the files of a package as a script gets them.
func parse(t *testing.T, fset *token.FileSet, path string) []*ast.File {
	t.Helper()
	files, _ := std.Source(path)
	names, err := fs.Glob(files, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, path+"/"+name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
	}
	return parsed
}

// Each package exports what Go's does, no less and no more, and exactly so.
func TestExports(t *testing.T) {
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	for _, path := range paths {
		real, err := imports.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		config := types.Config{Importer: imports}
		ours, err := config.Check(path, fset, parse(t, fset, path), nil)
		if err != nil {
			t.Fatal(err)
		}
		want := exports(real)
		if len(want) < 3 {
			t.Fatalf("only %d exports of %s were found", len(want), path)
		}
		got := exports(ours)
		for name, text := range want {
			if got[name] != text {
				t.Errorf("%s.%s is %q, want %q", path, name, got[name], text)
			}
			delete(got, name)
		}
		for name := range got {
			t.Errorf("%s.%s is not in Go's package", path, name)
		}
	}
}

// exports are the exported objects of a package: signatures with the names of
// their parameters, and types with what they are made of.
func exports(pkg *types.Package) map[string]string {
	all := map[string]string{}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		all[name] = types.ObjectString(obj, (*types.Package).Name)
		if _, ok := obj.(*types.TypeName); ok {
			all[name] += " methods " + types.NewMethodSet(obj.Type()).String()
		}
	}
	return all
}

// The sources keep to what a script can have, and to what the interpreter need
// not rewrite.
func TestSourcesAreSimple(t *testing.T) {
	fset := token.NewFileSet()
	for _, path := range paths {
		files := parse(t, fset, path)
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
		if _, err := config.Check(path, fset, files, info); err != nil {
			t.Fatal(err)
		}
		refuse := func(n ast.Node, what string) { t.Errorf("%s: %s", fset.Position(n.Pos()), what) }
		for _, f := range files {
			simple(f, info, refuse)
		}
	}
}

func simple(f *ast.File, info *types.Info, refuse func(n ast.Node, what string)) {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:") {
				refuse(c, c.Text)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			if n.Path.Value != `"cmp"` && n.Path.Value != `"iter"` {
				refuse(n, "import of "+n.Path.Value)
			}
		case *ast.RangeStmt:
			if _, ok := info.TypeOf(n.X).Underlying().(*types.Signature); ok {
				refuse(n, "range over a function")
			}
		case *ast.LabeledStmt:
			refuse(n, "label")
		case *ast.GenDecl:
			if n.Tok == token.VAR && slices.Contains(f.Decls, ast.Decl(n)) {
				refuse(n, "variable of the package, which all sessions would share")
			}
		case *ast.FuncDecl:
			if n.Body == nil {
				refuse(n, "function without a body")
			}
		}
		return true
	})
}
