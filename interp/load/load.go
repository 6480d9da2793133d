package load

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
)

// Bounds of what one program may be made of.
const (
	maxSourceBytes = 4 << 20
	maxPackages    = 200
)

// Program is a script and the packages that it imports from source, parsed and
// checked. Lowering takes it over: it changes the files and what is known of
// them.
type Program struct {
	Path     string // what Load was given
	Fset     *token.FileSet
	Info     *types.Info // of all packages, but for InitOrder: see Package
	Tables   *compiled.Tables
	Packages []*Package // in the order in which Go initialises them; the script last

	modules      *modules
	texts        map[string][]byte     // by file name, as in positions
	given        map[string]bool       // names of files that are not on disk
	dependencies map[string]through    // files of other modules, by name
	embedded     map[string]*Embedding // by the position of the variable
	data         map[string]string     // files that are embedded, by name
	files        []string              // see Files
	version      string                // see Version
	diags        Diagnostics
}

// Package is a package loaded from Go source.
type Package struct {
	Path  string // import path; "" for the script
	Name  string // in its package clause
	Files []*ast.File
	Types *types.Package

	InitOrder []*types.Initializer // of its variables

	whole      *types.Package // with the compiled part of the package, if it has one
	goVersion  string         // the Go that it is written in, as "go1.21"
	dependency bool           // see goModule
}

// Load parses and checks the script at path, a .go file or a folder of them,
// and everything that it imports from source. tables are the compiled packages
// that it may import; withheld, which may be nil, says of other packages and names
// of the standard library why scripts do not have them, and what to do instead: see
// interp.Config. A bad script gives Diagnostics as the error.
func Load(path string, tables *compiled.Tables, withheld map[string]string) (*Program, error) {
	l := &loader{
		Program: &Program{
			Path: path, Fset: token.NewFileSet(), Info: NewInfo(), Tables: tables,
			texts: map[string][]byte{}, given: map[string]bool{}, dependencies: map[string]through{},
			embedded: map[string]*Embedding{}, data: map[string]string{},
		},
		packages: map[string]*Package{}, withheld: withheld,
	}
	if err := l.script(path); err != nil {
		return nil, err
	}
	if err := l.Err(); err != nil {
		return nil, err
	}
	l.sortPackages()
	l.files, l.version = l.filesRead(), l.hash()
	return l.Program, nil
}

// Script is the package that was asked for.
func (p *Program) Script() *Package { return p.Packages[len(p.Packages)-1] }

// Files lists the absolute paths of every file that the program depends on:
// sources, embedded files, and the files that say where packages are.
func (p *Program) Files() []string { return slices.Clone(p.files) }

// Embedded lists the absolute paths of the files that the program embeds.
func (p *Program) Embedded() []string { return absolute(maps.Keys(p.data)) }

// Version is a short hash of all sources and embedded files.
func (p *Program) Version() string { return p.version }

// Line returns the source line of a position, "" when it is unknown.
func (p *Program) Line(at token.Position) string { return lineOf(p.texts[at.Filename], at.Line) }

// IsDependency reports whether a file is of a module from the module cache or a vendor
// folder.
func (p *Program) IsDependency(file string) bool {
	_, ok := p.dependencies[file]
	return ok
}

// IsGiven reports whether a file is one that scripts are given, of the generic part of
// a compiled package: it is not on disk, and no author looks for a mistake in it.
func (p *Program) IsGiven(file string) bool { return p.given[file] }

// Report notes something that is wrong with the script.
func (p *Program) Report(pos token.Pos, format string, args ...any) {
	p.reportAt(p.Fset.Position(pos), fmt.Sprintf(format, args...))
}

// reportAt notes a mistake; of those in packages of other modules only the first for
// each import that leads to them.
func (p *Program) reportAt(at token.Position, message string) {
	d := p.Diagnostic(at, message)
	if d.Pos == at || !slices.ContainsFunc(p.diags, func(o Diagnostic) bool { return o.Pos == d.Pos }) {
		p.diags = append(p.diags, d)
	}
}

// Diagnostic returns a mistake at a position as the author of the script is told of
// it: one in a package of another module as a refusal where the script imports it.
func (p *Program) Diagnostic(at token.Position, message string) Diagnostic {
	if t, ok := p.dependencies[at.Filename]; ok {
		inside := at
		inside.Filename = p.modules.short(at.Filename)
		at, message = p.Fset.Position(t.pos), t.refusal(inside, message)
	}
	return Diagnostic{Pos: at, Message: message, Line: p.Line(at)}
}

// Err returns everything that was reported so far as Diagnostics, nil when
// nothing was.
func (p *Program) Err() error {
	if len(p.diags) == 0 {
		return nil
	}
	return p.diags.sorted()
}

// Synopsis returns the first sentence of the script's package comment, "" when
// it has none. The files that are checked have no comments, so it parses their
// heads once more.
func (p *Program) Synopsis() string {
	for _, f := range p.Script().Files {
		name := p.Fset.Position(f.Package).Filename
		head, err := parser.ParseFile(token.NewFileSet(), name, p.texts[name], parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			continue
		}
		if text := new(doc.Package).Synopsis(head.Doc.Text()); text != "" {
			return text
		}
	}
	return ""
}

// loader collects the packages of one program.
type loader struct {
	*Program

	at            string              // the import path of the script's folder, "" when it is in no module
	through       *through            // the last import of another module, by the script or its module
	packages      map[string]*Package // by import path; nil while it is being loaded
	withheld      map[string]string   // see Load
	typeErrors    []types.Error       // of the package that is being checked
	embeddedBytes int
}

// script loads the package at path. It fails when there is nothing to read; what
// is wrong in the sources is reported.
func (l *loader) script(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	files, dir := []string{path}, filepath.Dir(path)
	if info.IsDir() {
		dir = path
		if files, err = scriptFiles(path); err != nil {
			return fmt.Errorf("load %s: %w", path, err)
		}
	}

	if abs, err := filepath.Abs(dir); err == nil {
		l.modules = findModules(abs)
		l.at = l.modules.importPath(abs)
	}
	s := &Package{goVersion: goVersion}
	if l.at != "" {
		s.goVersion = l.modules.main.goVersion()
	}
	return l.load(s, files)
}

// load parses the files of a package, loads the packages that it imports, checks it
// and appends it to Packages. A package that does not parse is not checked, nor
// are its imports loaded.
func (l *loader) load(s *Package, files []string) error {
	bad := len(l.diags)
	for _, name := range files {
		if s.dependency {
			l.dependencies[name] = *l.through
		}
		f, err := l.parse(name)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		if s.Name == "" {
			s.Name = f.Name.Name
		} else if s.Name != f.Name.Name {
			l.Report(f.Name.Pos(), "package %s; the other files of this folder are package %s", f.Name.Name, s.Name)
		}
		s.Files = append(s.Files, f)
		l.bodies(f)
	}
	if len(l.diags) > bad {
		return nil
	}
	l.joinCompiled(s)
	refused := map[string]bool{}
	for _, f := range s.Files {
		for _, spec := range f.Imports {
			if err := l.require(s, spec, refused); err != nil {
				return err
			}
		}
	}
	l.check(s, refused)
	l.Packages = append(l.Packages, s)
	return nil
}

// sortPackages puts the packages into the order of Go's specification: of those
// whose imports are initialised, the one with the least import path is next.
func (l *loader) sortPackages() {
	waiting := slices.SortedFunc(slices.Values(l.Packages), func(a, b *Package) int { return strings.Compare(a.Path, b.Path) })

	done := map[*Package]bool{nil: true} // nil is a package that is compiled
	ready := func(s *Package) bool {
		return !slices.ContainsFunc(s.Types.Imports(), func(i *types.Package) bool {
			other := l.packages[i.Path()]
			return other != s && !done[other]
		})
	}
	l.Packages = l.Packages[:0]
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, ready)
		next := waiting[i]
		waiting = slices.Delete(waiting, i, i+1)
		done[next] = true
		l.Packages = append(l.Packages, next)
	}
}
