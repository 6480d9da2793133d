package load

import (
	"fmt"
	"go/ast"
	"strconv"
	"strings"
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
	if l.Tables.Importable(path) && (by.Path == path || !l.mentions(by, path)) {
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
	files, err := l.givenFiles(path)
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
