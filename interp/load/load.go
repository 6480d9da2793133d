package load

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/std"
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
	Info     *types.Info // of all packages
	Tables   *compiled.Tables
	Packages []*Package // each after those that it imports; the script last

	texts    map[string][]byte     // by file name, as in positions
	given    map[string]bool       // names of files that are not on disk
	embedded map[string]*Embedding // by the position of the variable
	data     map[string]string     // files that are embedded, by name
	files    []string              // see Files
	version  string                // see Version
	diags    Diagnostics
}

// Package is a package loaded from Go source.
type Package struct {
	Path  string // import path; "" for the script
	Name  string // in its package clause
	Files []*ast.File
	Types *types.Package

	whole *types.Package // with the compiled part of the package, if it has one
}

// Load parses and checks the script at path, a .go file or a folder of them,
// and everything that it imports from source. tables are the compiled packages
// that it may import. A bad script gives Diagnostics as the error.
func Load(path string, tables *compiled.Tables) (*Program, error) {
	l := &loader{
		Program: &Program{
			Path: path, Fset: token.NewFileSet(), Info: NewInfo(), Tables: tables,
			texts: map[string][]byte{}, given: map[string]bool{},
			embedded: map[string]*Embedding{}, data: map[string]string{},
		},
		packages: map[string]*Package{},
	}
	if err := l.script(path); err != nil {
		return nil, err
	}
	if err := l.Err(); err != nil {
		return nil, err
	}
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

// Report notes something that is wrong with the script.
func (p *Program) Report(pos token.Pos, format string, args ...any) {
	p.reportAt(p.Fset.Position(pos), fmt.Sprintf(format, args...))
}

func (p *Program) reportAt(at token.Position, message string) {
	p.diags = append(p.diags, Diagnostic{Pos: at, Message: message, Line: p.Line(at)})
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

	module        *module
	at            string              // the import path of the script's folder, "" when it is in no module
	packages      map[string]*Package // by import path; nil while it is being loaded
	embeddedBytes int
}

// lineOf is one line of a text, counted from 1.
func lineOf(text []byte, line int) string {
	for i := 1; i < line; i++ {
		_, rest, ok := strings.Cut(string(text), "\n")
		if !ok {
			return ""
		}
		text = []byte(rest)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSuffix(first, "\r")
}

// script loads the package at path and everything it imports from source.
func (l *loader) script(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	files, dir := []string{path}, filepath.Dir(path)
	if info.IsDir() {
		dir = path
		if files, err = goFiles(path); err != nil {
			return fmt.Errorf("load %s: %w", path, err)
		}
	}

	if abs, err := filepath.Abs(dir); err == nil {
		l.module = findModule(abs)
		l.at = l.module.importPath(abs)
	}
	return l.load(&Package{}, files)
}

// goFiles lists the files that make the package of a folder.
func goFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files, others []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name[0] == '.' || name[0] == '_' {
			continue
		}
		if buildable(dir, name) {
			files = append(files, filepath.Join(dir, name))
		} else {
			others = append(others, filepath.Join(dir, name))
		}
	}
	switch {
	case len(files) > 0:
		return files, nil
	case len(others) > 0: // an app may keep its files from go build ./...
		return others, nil
	}
	return nil, errors.New("no Go files")
}

// load parses the files of a package, loads what it imports, and checks it.
func (l *loader) load(s *Package, files []string) error {
	bad := len(l.diags)
	for _, name := range files {
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
	}
	if len(l.diags) > bad {
		return nil
	}
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

// parse reads one file. Syntax errors become diagnostics and no file.
func (l *loader) parse(name string) (*ast.File, error) {
	text := l.texts[name]
	if !l.given[name] {
		var err error
		if text, err = readBounded(name); err != nil {
			return nil, fmt.Errorf("load: %w", err)
		}
		l.texts[name] = text
	}
	f, err := parser.ParseFile(l.Fset, name, text, parser.SkipObjectResolution|parser.AllErrors)
	if err == nil {
		l.embeds(name, text)
		return f, nil
	}
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil, fmt.Errorf("load: %w", err)
	}
	for _, e := range list {
		l.reportAt(e.Pos, e.Msg)
	}
	return nil, nil
}

func readBounded(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSourceBytes+1))
	if err == nil && len(text) > maxSourceBytes {
		err = fmt.Errorf("%s: larger than %d MiB", name, maxSourceBytes>>20)
	}
	return text, err
}

// require makes an import available: from the tables, or from the source of
// the module the script stands in. What is refused is reported, with a reason.
func (l *loader) require(by *Package, spec *ast.ImportSpec, refused map[string]bool) error {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil || refused[path] {
		return nil
	}
	if l.Tables.Importable(path) && (by.Path == path || !mentions(by, std.Generic(path))) {
		return nil
	}
	if s, known := l.packages[path]; known {
		if s == nil {
			refused[path] = true
			l.Report(spec.Pos(), "import cycle: %s imports itself, directly or through others", path)
		}
		return nil
	}
	importer := by.Path
	if importer == "" {
		importer = l.at
	}
	if !mayImport(importer, path) {
		refused[path] = true
		l.Report(spec.Pos(), "use of internal package %s not allowed", path)
		return nil
	}
	dir, ours := l.module.folder(path)
	files, err := l.standard(path)
	if len(files) > 0 {
		ours = true
	} else if ours {
		files, err = goFiles(dir)
	}
	switch {
	case !ours:
		refused[path] = true
		l.Report(spec.Pos(), "%s", l.refusal(path))
		return nil
	case err != nil:
		refused[path] = true
		l.Report(spec.Pos(), "package %s: no Go files in its folder", path)
		return nil
	case len(l.packages) == maxPackages:
		return fmt.Errorf("load: more than %d packages", maxPackages)
	}
	l.packages[path] = nil
	s := &Package{Path: path}
	if err := l.load(s, files); err != nil {
		return err
	}
	if s.Name == "main" {
		refused[path] = true
		l.Report(spec.Pos(), "import %q is a program, not an importable package", path)
	}
	l.packages[path] = s
	return nil
}

// mentions reports whether a package selects one of some names, of anything.
func mentions(s *Package, names []string) (found bool) {
	if len(names) == 0 {
		return false
	}
	for _, f := range s.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			found = found || ok && slices.Contains(names, sel.Sel.Name)
			return !found
		})
	}
	return found
}

// standard gives the files of a standard package that scripts get as source,
// none for any other package.
func (l *loader) standard(path string) (names []string, err error) {
	files, ok := std.Source(path)
	if !ok {
		return nil, nil
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		name = "$std/" + path + "/" + name
		l.texts[name], l.given[name] = text, true
		names = append(names, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	return names, nil
}

// refusal says why a package cannot be imported and what to do instead.
func (l *loader) refusal(path string) string {
	first, _, _ := strings.Cut(path, "/")
	switch {
	case path == "C":
		return "cgo is not available to scripts; use a plugin or a compiled build"
	case strings.HasPrefix(path, "."):
		return fmt.Sprintf("relative import %q: write the full import path", path)
	case !strings.Contains(first, "."):
		return fmt.Sprintf("package %s is not on the list of packages that scripts may use", path)
	}
	return fmt.Sprintf("package %s is of another module: scripts use it through a plugin, or when they are compiled (panelgo build)", path)
}

// filesRead lists the absolute paths of every file the program depends on.
func (l *loader) filesRead() []string {
	files := absolute(func(yield func(string) bool) {
		for name := range l.texts {
			if !l.given[name] && !yield(name) {
				return
			}
		}
	})
	files = append(files, absolute(maps.Keys(l.data))...)
	if l.module != nil {
		files = append(files, l.module.files...)
	}
	sort.Strings(files)
	return files
}

// absolute gives the absolute paths of files, sorted.
func absolute(names iter.Seq[string]) (files []string) {
	for name := range names {
		if abs, err := filepath.Abs(name); err == nil {
			name = abs
		}
		files = append(files, name)
	}
	sort.Strings(files)
	return files
}

// hash is different for different sources or embedded files.
func (l *loader) hash() string {
	names := make([]string, 0, len(l.texts))
	for name := range l.texts {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(l.texts[name]))
		h.Write(l.texts[name])
	}
	for _, name := range slices.Sorted(maps.Keys(l.data)) {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(l.data[name]))
		io.WriteString(h, l.data[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
