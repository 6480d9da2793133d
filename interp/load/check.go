package load

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"unicode"
)

// goVersion is the Go that scripts are written in when no go.mod says another.
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

// Check type-checks files as the package of an import path, in the newest Go, with
// the sizes that all scripts have. report is given everything that is wrong.
func Check(path string, fset *token.FileSet, files []*ast.File, info *types.Info,
	importPackage func(path string) (*types.Package, error), report func(error)) *types.Package {
	return checkVersion(goVersion, path, fset, files, info, importPackage, report)
}

func checkVersion(goVersion, path string, fset *token.FileSet, files []*ast.File, info *types.Info,
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
	s.Types = checkVersion(s.goVersion, path, l.Fset, s.Files, l.Info,
		func(path string) (*types.Package, error) { return l.importPackage(s, path, refused) },
		func(err error) { l.typeError(err, refused) })
	s.InitOrder = slices.Clone(l.Info.InitOrder) // the next check overwrites it
	l.reportTypes(s)
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

// typeError notes an error of the checker, unless it is about an import that was
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
	if name, ok := strings.CutPrefix(e.Msg, "undefined: "); ok && refusedAs(name, refused) {
		return
	}
	if e.Soft && l.given[l.Fset.Position(e.Pos).Filename] {
		return // joinCompiled imports what not every file needs
	}
	l.typeErrors = append(l.typeErrors, e)
}

// refusedAs reports whether a name may be that of a package that was refused: the
// checker does not know what the package calls itself. It is a word of the import
// path: yaml of gopkg.in/yaml.v3.
func refusedAs(name string, refused map[string]bool) bool {
	for path := range refused {
		words := strings.FieldsFunc(path, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
		if slices.Contains(words, name) {
			return true
		}
	}
	return false
}

// reportTypes reports what was noted of a package. The checker continues a message
// in errors of their own, which begin with a tab.
func (l *loader) reportTypes(s *Package) {
	for i, e := range l.typeErrors {
		if more, ok := strings.CutPrefix(e.Msg, "\t"); ok && len(l.diags) > 0 {
			last := &l.diags[len(l.diags)-1]
			last.Message += "\n\t" + l.Fset.Position(e.Pos).String() + ": " + more
			continue
		}
		message := e.Msg
		if i < maxLooked {
			message = l.explained(s, e)
		}
		l.Report(e.Pos, "%s", message)
		last := &l.diags[len(l.diags)-1]
		if last.rank = wrongTypes; Unused(e) {
			last.rank = unused
		}
	}
	l.typeErrors = nil
}

// Unused reports whether an error of the checker is about a name that is not used,
// and about nothing else.
func Unused(e types.Error) bool { return e.Soft && strings.Contains(e.Msg, "and not used") }
