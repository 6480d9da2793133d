package pn_test

import (
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/panelgo/panelgo/pn"
)

// isGeneric reports whether a file belongs to the generic part of the package.
func isGeneric(file string) bool { return strings.HasPrefix(filepath.Base(file), "generic_") }

// The generic part names only what the package's other files export, since scripts
// get those as symbols.
func TestGenericPartUsesExportedNames(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	p := loaded[0]
	if len(p.Errors) > 0 {
		t.Fatal(p.Errors)
	}
	fileOf := func(obj types.Object) string { return p.Fset.Position(obj.Pos()).Filename }

	own, others := 0, 0
	for id, obj := range p.TypesInfo.Uses {
		if !isGeneric(p.Fset.Position(id.Pos()).Filename) || obj.Pkg() != p.Types {
			continue
		}
		if isGeneric(fileOf(obj)) {
			own++
		} else if others++; !obj.Exported() {
			t.Errorf("%s: %s is not exported by %s", p.Fset.Position(id.Pos()), obj.Name(), filepath.Base(fileOf(obj)))
		}
	}
	if own == 0 || others == 0 {
		t.Errorf("%d names of the generic part and %d others were found", own, others)
	}
}

// Source has the generic files, all of them and no tests.
func TestSource(t *testing.T) {
	got, err := fs.Glob(pn.Source, "*")
	if err != nil {
		t.Fatal(err)
	}
	want, err := filepath.Glob("generic_*.go")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) || slices.ContainsFunc(got, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
		t.Errorf("it has %v, want %v without tests", got, want)
	}
}
