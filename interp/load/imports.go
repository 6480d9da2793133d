package load

import (
	"fmt"
	"go/ast"
	"go/token"
	"iter"
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
	s, files, reason := l.source(path)
	switch {
	case reason != "":
		refused[path] = true
		l.Report(spec.Pos(), "%s", reason)
		return nil
	case len(l.packages) == maxPackages:
		return fmt.Errorf("load: more than %d packages", maxPackages)
	}

	l.packages[path] = nil
	if s.dependency && !by.dependency {
		l.through = &through{spec.Pos(), path}
	}
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

// source returns the package of an import path, and the files that make it: of the
// standard library, or of a module. reason says why there is none.
func (l *loader) source(path string) (s *Package, files []string, reason string) {
	if files, err := l.givenFiles(path); err != nil {
		return nil, nil, err.Error()
	} else if len(files) > 0 {
		return &Package{Path: path, goVersion: goVersion}, files, ""
	}
	dir, in, ok := l.modules.folder(path)
	if !ok {
		return nil, nil, l.refusal(path)
	}
	if in.dependency && !isFolder(in.dir) {
		return nil, nil, fmt.Sprintf("package %s: module %s %s is not downloaded: go mod download, or go mod vendor", path, in.path, in.version)
	}
	var tags []string
	if in.dependency {
		tags = plain
	}
	files, err := packageFiles(dir, tags)
	if err != nil {
		return nil, nil, fmt.Sprintf("package %s: %v", path, err)
	}
	return &Package{Path: path, goVersion: in.goVersion(), dependency: in.dependency}, files, ""
}

// through is an import, by the script or its module, that leads to packages of other
// modules.
type through struct {
	pos  token.Pos
	path string
}

// refusal is what is said, where the script imports it, of a package that cannot be
// interpreted: it or one that it imports has something at a position that scripts
// cannot use.
func (t through) refusal(at token.Position, message string) string {
	message, _, _ = strings.Cut(message, "; ") // what the author of that file could do instead
	return fmt.Sprintf("package %s cannot be interpreted: %s:%d: %s; use it in a plugin, "+
		"or compile the app (go build, with a func main that calls panelgo.Main)", t.path, at.Filename, at.Line, message)
}

// refusal says why a package that no module at hand has cannot be imported, and what
// to do instead.
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
	switch {
	case l.modules == nil:
		return fmt.Sprintf("package %s is of another module, and the script is in none: go mod init, and go get %s", path, path)
	case l.modules.vendor:
		return fmt.Sprintf("package %s is not in the vendor folder: go mod vendor", path)
	}
	return fmt.Sprintf("package %s is of a module that go.mod does not require: go get %s", path, path)
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
