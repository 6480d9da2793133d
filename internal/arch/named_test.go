package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// No string in the code names a package that the room may not import: a name is
// knowledge too.
func TestNamedPackages(t *testing.T) {
	top, read := root(t), 0
	writers := []string{"internal/arch", "internal/build", "cmd/panelgo", "interp/symbols/gen"} // of Go source for others
	for _, file := range goFiles(t, top) {
		name := path.Dir(filepath.ToSlash(file))
		r, ok := roomOf(name)
		if !ok || slices.Contains(writers, name) {
			continue
		}
		read++
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(top, file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, named := range namedPackages(parsed) {
			if named != name && !anyMatches(r.may, named) {
				t.Errorf("%s names %s: %s", file, named, r.why)
			}
		}
	}
	if read < 100 {
		t.Fatalf("only %d files were read", read)
	}
}

// goFiles lists the Go files that are neither tests nor test data.
func goFiles(t *testing.T, top string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "apps" || d.Name()[0] == '.' && at != top):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(at, ".go") && !strings.HasSuffix(at, "_test.go"):
			name, err := filepath.Rel(top, at)
			files = append(files, name)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// packagePath finds import paths of this module in a text.
var packagePath = regexp.MustCompile(regexp.QuoteMeta(module) + `(?:/[a-z0-9]+)*`)

// namedPackages are the packages that a file's strings name, its imports left
// out.
func namedPackages(f *ast.File) (names []string) {
	imports := map[*ast.BasicLit]bool{}
	for _, spec := range f.Imports {
		imports[spec.Path] = true
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !imports[lit] {
			for _, found := range packagePath.FindAllString(lit.Value, -1) {
				if dir := path.Dir(found); path.Base(dir) == path.Base(found) && dir != path.Dir(module) {
					found = dir // a key of a table of symbols: path and name
				}
				names = append(names, short(found))
			}
		}
		return true
	})
	return names
}

func TestNamedPackagesFind(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nimport \""+module+"/pn\"\nconst s = \"(*"+module+"/pn.Session).Go\"", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := namedPackages(f); !slices.Equal(got, []string{"pn"}) {
		t.Errorf("%q, want pn once", got)
	}
}
