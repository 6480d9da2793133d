package app

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/panelgo/panelgo/internal/regular"
	"github.com/panelgo/panelgo/pn"
)

// Discover returns the paths of the apps that files and folders stand for. A
// folder is one app if its files make one package with one func App; otherwise
// it stands for the scripts in it, sorted. A path that stands for no app is an
// error.
func Discover(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return nil, fmt.Errorf("no file or folder %s", path)
		case err != nil:
			return nil, err
		case info.IsDir():
			found, err := discoverIn(path)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		case filepath.Ext(path) != ".go":
			return nil, fmt.Errorf("%s is no app: a script ends in .go", path)
		default:
			out = append(out, path)
		}
	}
	return out, nil
}

// discoverIn is Discover for one folder.
func discoverIn(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var scripts []string
	oneApp := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		switch standalone, hasApp := inspect(file); {
		case hasApp && !standalone:
			oneApp++
			scripts = append(scripts, file)
		case hasApp:
			scripts = append(scripts, file)
		}
	}
	switch {
	case len(scripts) == 0:
		return nil, fmt.Errorf("no apps in the folder %s: an app is a .go file with a func App(*pn.Session)", dir)
	case oneApp == 1 && len(scripts) == 1:
		return []string{dir}, nil
	}
	return scripts, nil
}

// Folder is a folder of apps, to which others may come.
type Folder struct {
	dir  string
	seen map[string]fs.FileInfo // its .go files, as they were looked at last
}

// Folders returns those of some paths that are folders of apps. A folder that is one app is
// none.
func Folders(paths []string) (out []*Folder) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			continue
		}
		if scripts, err := discoverIn(path); err == nil && (len(scripts) != 1 || scripts[0] != path) {
			f := &Folder{dir: path, seen: map[string]fs.FileInfo{}}
			f.More()
			out = append(out, f)
		}
	}
	return out
}

// More returns the scripts that have come since the last call, or have changed and may be
// apps now, sorted.
func (f *Folder) More() (scripts []string) {
	files, err := filepath.Glob(filepath.Join(f.dir, "*.go"))
	if err != nil {
		return nil
	}
	sort.Strings(files)
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || strings.HasSuffix(file, "_test.go") {
			continue
		}
		old := f.seen[file]
		f.seen[file] = info
		if old != nil && os.SameFile(old, info) && old.ModTime().Equal(info.ModTime()) && old.Size() == info.Size() {
			continue
		}
		if _, hasApp := inspect(file); hasApp {
			scripts = append(scripts, file)
		}
	}
	return scripts
}

// inspect reports whether a file stands alone, by "//go:build ignore", and
// whether it has a func App. A file that does not parse counts as an app, so
// that its errors are shown, and so does one that cannot be read.
func inspect(file string) (standalone, hasApp bool) {
	text, err := regular.ReadFile(file, pn.MaxFile)
	if err != nil {
		return true, true
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ParseComments|parser.SkipObjectResolution)
	if tree == nil {
		return true, true
	}
	for _, group := range tree.Comments {
		for _, line := range group.List {
			if group.Pos() < tree.Package && constraint.IsGoBuild(line.Text) && strings.Contains(line.Text, "ignore") {
				standalone = true
			}
		}
	}
	for _, decl := range tree.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "App" {
			hasApp = true
		}
	}
	return standalone, hasApp || err != nil
}
