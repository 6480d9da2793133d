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
	"slices"
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

// filesIn lists the files of a folder that may be scripts, sorted: neither tests nor those
// that a dot hides.
func filesIn(dir string) (files []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		name := e.Name()
		if filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") && name[0] != '.' {
			files = append(files, filepath.Join(dir, name))
		}
	}
	return files, err
}

// discoverIn is Discover for one folder.
func discoverIn(dir string) ([]string, error) {
	files, err := filesIn(dir)
	if err != nil {
		return nil, err
	}
	var scripts []string
	oneApp := 0
	for _, file := range files {
		content := inspect(file)
		if !content.hasApp {
			continue
		}
		scripts = append(scripts, file)
		if !content.standalone {
			oneApp++
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

// Folder is a folder of apps, or of one app, to which others may come.
type Folder struct {
	dir    string
	oneApp bool            // its files make one app
	seen   map[string]look // those that may be scripts
}

// look is a file as it was looked at last.
type look struct {
	info    fs.FileInfo
	waiting bool // it did not parse: it may be half written
}

// Folders returns those of some paths that are folders.
func Folders(paths []string) (out []*Folder) {
	for _, path := range paths {
		files, err := filesIn(path)
		if err != nil {
			continue
		}
		f := &Folder{dir: path, seen: map[string]look{}}
		for _, file := range files {
			if info, err := os.Stat(file); err == nil {
				f.seen[file] = look{info: info}
			}
		}
		scripts, _ := discoverIn(path)
		f.oneApp = slices.Equal(scripts, []string{path})
		out = append(out, f)
	}
	return out
}

// More returns the scripts that have come since the last call, or have changed and may be
// apps now, sorted. A script that comes into the folder of one app makes it a folder of
// apps: then all its scripts have come. An edit of the app's own files does not.
func (f *Folder) More() (scripts []string) {
	files, err := filesIn(f.dir)
	if err != nil {
		return nil
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			continue
		}
		old, known := f.seen[file]
		same := known && os.SameFile(old.info, info) && old.info.ModTime().Equal(info.ModTime()) && old.info.Size() == info.Size()
		if known && !old.waiting && (same || f.oneApp) {
			f.seen[file] = look{info: info}
			continue
		}
		content := inspect(file)
		waiting := content.broken && (f.oneApp || !same)
		f.seen[file] = look{info, waiting}
		if content.hasApp && !waiting {
			scripts = append(scripts, file)
		}
	}
	if f.oneApp && len(scripts) > 0 {
		f.oneApp = false
		return slices.DeleteFunc(files, func(file string) bool {
			content := inspect(file)
			return !content.hasApp || content.broken
		})
	}
	return scripts
}

// content is what Discover looks for in a file.
type content struct {
	standalone bool // it stands alone, by "//go:build ignore"
	hasApp     bool // it has a func App
	broken     bool // it does not parse or cannot be read: it counts as an app, so that its errors are shown
}

func inspect(file string) (c content) {
	text, err := regular.ReadFile(file, pn.MaxFile)
	if err != nil {
		return content{standalone: true, hasApp: true, broken: true}
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ParseComments|parser.SkipObjectResolution)
	if tree == nil {
		return content{standalone: true, hasApp: true, broken: true}
	}
	c.broken, c.hasApp = err != nil, err != nil
	for _, group := range tree.Comments {
		for _, line := range group.List {
			if group.Pos() < tree.Package && constraint.IsGoBuild(line.Text) && strings.Contains(line.Text, "ignore") {
				c.standalone = true
			}
		}
	}
	for _, decl := range tree.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "App" {
			c.hasApp = true
		}
	}
	return c
}
