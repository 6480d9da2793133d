package load

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// goFiles lists the files that make the package of a folder: those that "go build"
// takes on this machine, or else all others but tests.
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
