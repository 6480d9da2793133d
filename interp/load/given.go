package load

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"sync"

	"github.com/panelgo/panelgo/interp/std"
)

// A compiled package has no symbols for what is generic. Scripts are given that as
// source: of the standard library by package std, of others by their tables. It
// is a whole package, or the generic part of a package whose other names are
// compiled.

// sourceOf returns the files that scripts are given of a package.
func (l *loader) sourceOf(path string) (files fs.FS, ok bool) {
	if files, ok := std.Source(path); ok {
		return files, true
	}
	return l.Tables.Generic(path)
}

// givenFiles returns the names of the files that scripts are given of a package,
// none for most. It notes their texts, so that they are not read from disk.
func (l *loader) givenFiles(path string) (names []string, err error) {
	files, ok := l.sourceOf(path)
	if !ok {
		return nil, nil
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		name = "$" + path + "/" + name
		l.texts[name], l.given[name] = text, true
		names = append(names, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	return names, nil
}

// mentions reports whether a package names anything that the generic part of a
// compiled one exports. It looks at names alone, so that it may be mistaken; then
// the part is loaded and not used.
func (l *loader) mentions(by *Package, path string) (found bool) {
	names := l.genericNames(path)
	for _, f := range by.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && slices.Contains(names, id.Name)
			return !found
		})
	}
	return found
}

// genericNames lists the functions and types that the generic part of a package
// exports, none for a package without one.
func (l *loader) genericNames(path string) (names []string) {
	files, ok := l.sourceOf(path)
	if !ok {
		return nil
	}
	sources, _ := fs.Glob(files, "*.go")
	for _, name := range sources {
		text, _ := fs.ReadFile(files, name) // loading the part reports what is wrong with it
		known, ok := exports.Load(string(text))
		if !ok {
			known, _ = exports.LoadOrStore(string(text), exported(text))
		}
		names = append(names, known.([]string)...)
	}
	return names
}

// exports has the names that files export, by their texts: those of the files that
// scripts are given, which are the same for all programs.
var exports sync.Map // string → []string

// exported lists the functions and types that a file exports.
func exported(text []byte) (names []string) {
	f, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if s, ok := s.(*ast.TypeSpec); ok {
					names = append(names, s.Name.Name)
				}
			}
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return !token.IsExported(name) })
}

// joinCompiled lets the files of a generic part name what is compiled of their
// package, as files of one package do. The sources of package std import it by
// themselves.
func (l *loader) joinCompiled(s *Package) {
	if !l.Tables.Importable(s.Path) {
		return
	}
	own := strconv.Quote(s.Path)
	for _, f := range s.Files {
		if slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == own }) {
			continue
		}
		at := f.Name.End()
		spec := &ast.ImportSpec{
			Name: &ast.Ident{NamePos: at, Name: "."},
			Path: &ast.BasicLit{ValuePos: at, Kind: token.STRING, Value: own},
		}
		f.Imports = append(f.Imports, spec)
		f.Decls = append([]ast.Decl{&ast.GenDecl{TokPos: at, Tok: token.IMPORT, Specs: []ast.Spec{spec}}}, f.Decls...)
	}
}
