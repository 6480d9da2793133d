package interp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"go/ast"
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

	"github.com/panelgo/panelgo/interp/std"
)

// Bounds of what one program may be made of.
const (
	maxSourceBytes = 4 << 20
	maxPackages    = 200
)

// Config says what a script may use and how it runs.
type Config struct {
	Symbols []Symbols // tables that scripts may import; a later one wins
	Main    bool      // keep func main for Instance.Main; else it is checked and dropped

	// Stdout and Stderr take what a script prints; nil discards. Sessions of a
	// shared program print here; others may be given their own by Env.
	Stdout, Stderr io.Writer
}

// Load parses, checks and lowers the script at path, a .go file or a folder of
// them, and compiles it once to prove that it compiles. A bad script gives
// Diagnostics as the error.
func Load(path string, cfg Config) (*Program, error) {
	l := &loader{
		cfg:      cfg,
		fset:     token.NewFileSet(),
		tables:   tablesFor(cfg.Symbols),
		info:     newInfo(),
		packages: map[string]*source{},
		embedded: map[string]*embedding{}, data: map[string]string{},
		texts: map[string][]byte{},
		given: map[string]bool{},
	}
	script, err := l.script(path)
	if err != nil {
		return nil, err
	}
	if err := l.failed(); err != nil {
		return nil, err
	}
	p := &Program{path: path, cfg: cfg, tables: l.tables, fset: l.fset, texts: l.texts, script: script}
	p.files, p.version = l.filesRead(), l.hash()
	p.embedded = absolute(maps.Keys(l.data))
	if err := p.build(l); err != nil {
		return nil, err
	}
	return p, nil
}

// source is a package loaded from Go source.
type source struct {
	path  string // import path; "" for the script
	name  string
	files []*ast.File
	types *types.Package
	whole *types.Package // with the compiled part of the package, if it has one
}

// loader collects the packages of one program, each after those it imports.
type loader struct {
	cfg      Config
	fset     *token.FileSet
	tables   *tableSet
	info     *types.Info // of all packages
	module   *module
	at       string             // the import path of the script's folder, "" when it is in no module
	packages map[string]*source // by import path; nil while it is being loaded
	order    []*source
	texts    map[string][]byte // by file name, as in positions
	given    map[string]bool   // names of files that are not on disk
	diags    Diagnostics

	embedded      map[string]*embedding // by the position of the variable
	embeddedBytes int
	data          map[string]string // files that are embedded, by name
}

// failed gives the diagnostics met so far as an error.
func (l *loader) failed() error {
	if len(l.diags) == 0 {
		return nil
	}
	return l.diags.sorted()
}

func (l *loader) report(pos token.Pos, format string, args ...any) {
	l.reportAt(l.fset.Position(pos), fmt.Sprintf(format, args...))
}

func (l *loader) reportAt(pos token.Position, message string) {
	l.diags = append(l.diags, Diagnostic{Pos: pos, Message: message, Line: lineOf(l.texts[pos.Filename], pos.Line)})
}

// lineOf is one line of a text, counted from 1.
func lineOf(text []byte, line int) string {
	newline := []byte("\n")
	for range line - 1 {
		var ok bool
		if _, text, ok = bytes.Cut(text, newline); !ok {
			return ""
		}
	}
	first, _, _ := bytes.Cut(text, newline)
	return string(bytes.TrimSuffix(first, []byte("\r")))
}

// script loads the package at path and everything it imports from source.
func (l *loader) script(path string) (*source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	files, dir := []string{path}, filepath.Dir(path)
	if info.IsDir() {
		dir = path
		if files, err = goFiles(path); err != nil {
			return nil, fmt.Errorf("load %s: %w", path, err)
		}
	}
	if abs, err := filepath.Abs(dir); err == nil {
		l.module = findModule(abs)
		l.at = l.module.importPath(abs)
	}
	if err := l.load(&source{}, files); err != nil {
		return nil, err
	}
	if len(l.order) == 0 { // not even the package clause could be read
		return nil, l.failed()
	}
	return l.order[len(l.order)-1], nil
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
func (l *loader) load(s *source, files []string) error {
	bad := len(l.diags)
	for _, name := range files {
		f, err := l.parse(name)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		if s.name == "" {
			s.name = f.Name.Name
		} else if s.name != f.Name.Name {
			l.report(f.Name.Pos(), "package %s; the other files of this folder are package %s", f.Name.Name, s.name)
		}
		s.files = append(s.files, f)
	}
	if len(l.diags) > bad {
		return nil
	}
	refused := map[string]bool{}
	for _, f := range s.files {
		for _, spec := range f.Imports {
			if err := l.require(s, spec, refused); err != nil {
				return err
			}
		}
	}
	l.check(s, refused)
	l.order = append(l.order, s)
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
	f, err := parser.ParseFile(l.fset, name, text, parser.SkipObjectResolution|parser.AllErrors)
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
func (l *loader) require(by *source, spec *ast.ImportSpec, refused map[string]bool) error {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil || refused[path] {
		return nil
	}
	if l.compiled(path) && (by.path == path || !mentions(by, std.Generic(path))) {
		return nil
	}
	if s, known := l.packages[path]; known {
		if s == nil {
			refused[path] = true
			l.report(spec.Pos(), "import cycle: %s imports itself, directly or through others", path)
		}
		return nil
	}
	importer := by.path
	if importer == "" {
		importer = l.at
	}
	if !mayImport(importer, path) {
		refused[path] = true
		l.report(spec.Pos(), "use of internal package %s not allowed", path)
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
		l.report(spec.Pos(), "%s", l.refusal(path))
		return nil
	case err != nil:
		refused[path] = true
		l.report(spec.Pos(), "package %s: no Go files in its folder", path)
		return nil
	case len(l.packages) == maxPackages:
		return fmt.Errorf("load: more than %d packages", maxPackages)
	}
	l.packages[path] = nil
	s := &source{path: path}
	if err := l.load(s, files); err != nil {
		return err
	}
	if s.name == "main" {
		refused[path] = true
		l.report(spec.Pos(), "import %q is a program, not an importable package", path)
	}
	l.packages[path] = s
	return nil
}

// compiled tells a package that is in the tables.
func (l *loader) compiled(path string) bool {
	t, ok := l.tables.packages[path]
	return ok && t.importable()
}

// mentions tells whether a package selects one of some names, of anything.
func mentions(s *source, names []string) (found bool) {
	if len(names) == 0 {
		return false
	}
	for _, f := range s.files {
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

// hash tells one version of the sources from another.
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
