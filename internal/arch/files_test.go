package arch

import (
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

// layered are the rooms of so many files that the files have an order, too: no
// file refers to one that leads back to it. A pass of the lowering knows what it
// builds on, and nothing knows a pass but the list of passes.
var layered = []string{"interp/lower"}

func TestFilesReferDownward(t *testing.T) {
	for _, room := range layered {
		references := fileReferences(t, room)
		if len(references) < 20 {
			t.Fatalf("%s: only %d files refer to others", room, len(references))
		}
		for from, to := range references {
			for _, to := range to {
				if references.leads(to, from, map[string]bool{}) {
					t.Errorf("%s/%s refers to %s, which leads back to it", room, from, to)
				}
			}
		}
	}
}

// references are the files that each file of a package refers to.
type references map[string][]string

// leads reports whether references lead from one file to another.
func (r references) leads(from, to string, seen map[string]bool) bool {
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(r[from], func(next string) bool { return next == to || r.leads(next, to, seen) })
}

// fileReferences finds which files of a package name functions, methods, types,
// variables and constants that other files of it declare. Fields do not count: the
// type that has them is named as well.
func fileReferences(t *testing.T, room string) references {
	t.Helper()
	mode := packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps
	loaded, err := packages.Load(&packages.Config{Mode: mode, Dir: root(t)}, "./"+room)
	if err != nil || len(loaded) != 1 || len(loaded[0].Errors) > 0 {
		t.Fatalf("load %s: %v %v", room, err, loaded)
	}
	pkg, found := loaded[0], references{}
	file := func(at interface{ Pos() token.Pos }) string {
		return filepath.Base(pkg.Fset.Position(at.Pos()).Filename)
	}
	for id, obj := range pkg.TypesInfo.Uses {
		v, variable := obj.(*types.Var)
		_, function := obj.(*types.Func)
		local := obj.Parent() != pkg.Types.Scope() && !function
		if obj.Pkg() != pkg.Types || local || variable && v.IsField() {
			continue
		}
		if from, to := file(id), file(obj); from != to && !slices.Contains(found[from], to) {
			found[from] = append(found[from], to)
		}
	}
	return found
}
