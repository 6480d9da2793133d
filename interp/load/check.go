package load

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
	"strings"
)

// goVersion is the Go that scripts are written in.
const goVersion = "go1.26"

// Sizes are those of the machine: unsafe.Sizeof and constant arithmetic give
// what they give in compiled code.
var Sizes = types.SizesFor("gc", runtime.GOARCH)

// NewInfo returns an empty types.Info that keeps everything that lowering asks
// of the checker.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
}

// Check type-checks files as the package of an import path, with the Go
// version and the sizes that all scripts have. report is given everything that
// is wrong.
func Check(path string, fset *token.FileSet, files []*ast.File, info *types.Info,
	importPackage func(path string) (*types.Package, error), report func(error)) *types.Package {
	conf := types.Config{GoVersion: goVersion, Sizes: Sizes, Importer: importerFunc(importPackage), Error: report}
	pkg, _ := conf.Check(path, fset, files, info)
	return pkg
}

// check type-checks a package and reports everything that is wrong with it.
func (l *loader) check(s *Package, refused map[string]bool) {
	path := s.Path
	if path == "" {
		path = "main"
	}
	s.Types = Check(path, l.Fset, s.Files, l.Info,
		func(path string) (*types.Package, error) { return l.importPackage(s, path, refused) },
		func(err error) { l.typeError(err, refused) })
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

var errRefused = errors.New("refused")

// importPackage returns an imported package as the checker is to see it: compiled,
// from source, or both in one when scripts get the generic part as source.
func (l *loader) importPackage(by *Package, path string, refused map[string]bool) (*types.Package, error) {
	if refused[path] {
		return nil, errRefused
	}
	s := l.packages[path]
	if s == nil || by.Path == path { // the source part of a package imports the compiled one
		return l.Tables.Types.Import(path)
	}
	if s.Types == nil {
		return nil, errRefused // its own errors are reported
	}
	if !l.Tables.Importable(path) {
		return s.Types, nil
	}
	if s.whole == nil {
		lent, err := l.Tables.Types.Import(path)
		if err != nil {
			return nil, err
		}
		s.whole = union(lent, s.Types)
	}
	return s.whole, nil
}

// union makes a package with the names of two, which have none in common.
func union(a, b *types.Package) *types.Package {
	u := types.NewPackage(a.Path(), a.Name())
	for _, part := range []*types.Package{a, b} {
		for _, name := range part.Scope().Names() {
			u.Scope().Insert(part.Scope().Lookup(name))
		}
	}
	u.MarkComplete()
	return u
}

// typeError reports an error of the checker, unless it is about an import that was
// refused: that is reported already, with the reason.
func (l *loader) typeError(err error, refused map[string]bool) {
	var e types.Error
	if !errors.As(err, &e) {
		l.reportAt(token.Position{}, err.Error())
		return
	}
	if strings.HasPrefix(e.Msg, "could not import ") && strings.HasSuffix(e.Msg, "(refused)") {
		return
	}
	if e.Soft && l.given[l.Fset.Position(e.Pos).Filename] {
		return // joinCompiled imports what not every file needs
	}
	l.Report(e.Pos, "%s", strings.TrimPrefix(e.Msg, "\t"))
}
