package load

import (
	"fmt"
	"go/ast"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/internal/spelling"
	"github.com/panelgo/panelgo/interp/std"
)

// require makes an import of package by available: from the tables, from the
// sources that scripts get of the standard library, or from the source of a module
// that is at hand. Where it can do none of these it reports why, and adds the path
// to refused, so that the checker's own errors about it are dropped. It returns an
// error when there are too many packages, or a file cannot be read.
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

// standard returns the names of the files of a standard package that scripts get
// as source, none for any other package. Their texts are given, not read from disk.
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
	case l.withheld[path] != "":
		return fmt.Sprintf("package %s exists in Go, but scripts may not import it: %s", path, l.withheld[path])
	case !strings.Contains(first, "."):
		return fmt.Sprintf("there is no package %s that scripts may import%s", path, spelling.DidYouMean(path, l.known()))
	}
	if meant := spelling.DidYouMean(path, l.known()); meant != "" {
		return fmt.Sprintf("there is no package %s%s", path, meant)
	}
	return fmt.Sprintf("package %s is of another module: scripts use it through a plugin, or when they are compiled (panelgo build)", path)
}

// known yields the import paths of packages that scripts may import, or that are
// withheld from them.
func (l *loader) known() iter.Seq[string] {
	return func(yield func(string) bool) {
		for p := range l.Tables.Importables() {
			if !yield(p.Path) {
				return
			}
		}
		for path := range std.Paths() {
			if !yield(path) {
				return
			}
		}
		for path := range l.withheld {
			if !strings.Contains(path, ".") && !yield(path) {
				return
			}
		}
	}
}
