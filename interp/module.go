package interp

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// module is the Go module that a script stands in.
type module struct {
	path string // import path
	dir  string // absolute folder
	file string // its go.mod
}

// findModule looks for the nearest go.mod from dir upward. A go.mod that
// cannot be read or says no module is as good as none.
func findModule(dir string) *module {
	for {
		file := filepath.Join(dir, "go.mod")
		if text, err := os.ReadFile(file); err == nil {
			if path := modfile.ModulePath(text); path != "" {
				return &module{path: path, dir: dir, file: file}
			}
			return nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return nil
		}
		dir = up
	}
}

// folder is where the module keeps the package of an import path.
func (m *module) folder(importPath string) (string, bool) {
	if m == nil {
		return "", false
	}
	if importPath == m.path {
		return m.dir, true
	}
	rest, ok := strings.CutPrefix(importPath, m.path+"/")
	if !ok {
		return "", false
	}
	return filepath.Join(m.dir, filepath.FromSlash(rest)), true
}
