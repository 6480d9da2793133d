package load

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/panelgo/panelgo/internal/regular"
)

// lineOf returns a line of a text, counted from 1, "" when there is none.
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

// scriptFiles lists the files of a script that is a folder. It may keep them from "go
// build ./...": where there are no others they are all that are no tests.
func scriptFiles(dir string) ([]string, error) {
	files, others, err := goFiles(dir, nil)
	if err == nil && len(files) == 0 {
		files = others
	}
	if err == nil && len(files) == 0 {
		err = errNoFiles
	}
	return files, err
}

// packageFiles lists the files of a package that is imported.
func packageFiles(dir string, tags []string) ([]string, error) {
	files, others, err := goFiles(dir, tags)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(files)+len(others) == 0:
		return nil, errNoFiles
	case err == nil && len(files) == 0:
		return nil, errors.New("build constraints leave out all Go files of its folder")
	}
	return files, err
}

var errNoFiles = errors.New("no Go files in its folder")

// goFiles lists the Go files of a folder but tests: those that "go build" takes on this
// machine with tags, and the others.
func goFiles(dir string, tags []string) (files, others []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name[0] == '.' || name[0] == '_' {
			continue
		}
		if buildable(dir, name, tags) {
			files = append(files, filepath.Join(dir, name))
		} else {
			others = append(others, filepath.Join(dir, name))
		}
	}
	return files, others, nil
}

// parse reads and parses one file. For syntax errors, which it reports, it returns
// nil.
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
	for _, e := range syntaxErrors(name, text, list) {
		l.reportAt(e.Pos, e.Msg)
	}
	return nil, nil
}

// readBounded reads a file of at most maxSourceBytes.
func readBounded(name string) ([]byte, error) { return regular.ReadFile(name, maxSourceBytes) }

// bodies reports the functions of a file that have no body: they are written in
// assembly, or linked to others by name.
func (l *loader) bodies(f *ast.File) {
	for _, d := range f.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Body == nil {
			l.Report(d.Pos(), "func %s has no body: assembly is not available to scripts", d.Name.Name)
		}
	}
}
