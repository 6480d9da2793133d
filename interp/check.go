package interp

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

var gcSizes = types.SizesFor("gc", runtime.GOARCH)

func newInfo() *types.Info {
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

// check type-checks a package and reports everything wrong with it.
func (l *loader) check(s *source, refused map[string]bool) {
	conf := types.Config{
		GoVersion: goVersion,
		Sizes:     gcSizes,
		Importer:  importerFunc(func(path string) (*types.Package, error) { return l.importPackage(s, path, refused) }),
		Error:     func(err error) { l.typeError(err, refused) },
	}
	path := s.path
	if path == "" {
		path = "main"
	}
	s.types, _ = conf.Check(path, l.fset, s.files, l.info)
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

var errRefused = errors.New("refused")

func (l *loader) importPackage(by *source, path string, refused map[string]bool) (*types.Package, error) {
	if refused[path] {
		return nil, errRefused
	}
	s := l.packages[path]
	if s == nil || by.path == path { // the source part of a package imports the compiled one
		return l.tables.types.Import(path)
	}
	if s.types == nil {
		return nil, errRefused // its own errors are reported
	}
	if !l.compiled(path) {
		return s.types, nil
	}
	if s.whole == nil {
		compiled, err := l.tables.types.Import(path)
		if err != nil {
			return nil, err
		}
		s.whole = union(compiled, s.types)
	}
	return s.whole, nil
}

// union is a package that has the names of two.
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

// typeError reports what the checker found. A refused import was reported
// before, in better words.
func (l *loader) typeError(err error, refused map[string]bool) {
	var e types.Error
	if !errors.As(err, &e) {
		l.reportAt(token.Position{}, err.Error())
		return
	}
	if strings.HasPrefix(e.Msg, "could not import ") && strings.HasSuffix(e.Msg, "(refused)") {
		return
	}
	l.report(e.Pos, "%s", strings.TrimPrefix(e.Msg, "\t"))
}
