package load

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// module is the Go module that a script stands in, and those whose sources are
// at hand: of the workspace, replaced by a folder, vendored.
type module struct {
	path  string   // import path
	dir   string   // absolute folder
	files []string // go.mod, go.work and what else was read to find out

	others map[string]string // import path of a module → its folder
	vendor string            // the vendor folder, "" when there is none
}

// findModule finds the nearest go.mod from dir upward, and the folders of other
// modules that it, go.work and the vendor folder give. It returns nil when there
// is none, or when it cannot be read or names no module.
func findModule(dir string) *module {
	file, text := above(dir, "go.mod")
	path := modfile.ModulePath(text)
	if path == "" {
		return nil
	}
	m := &module{path: path, dir: filepath.Dir(file), files: []string{file}, others: map[string]string{}}
	if mod, err := modfile.Parse(file, text, nil); err == nil {
		m.replace(m.dir, mod.Replace)
	}
	m.workspace()
	if vendor := filepath.Join(m.dir, "vendor"); isFolder(vendor) {
		m.vendor = vendor
	}
	return m
}

// above reads the file of a name in dir, or in the nearest folder above that has one.
func above(dir, name string) (file string, text []byte) {
	for {
		file := filepath.Join(dir, name)
		if text, err := os.ReadFile(file); err == nil {
			return file, text
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", nil
		}
		dir = up
	}
}

// workspace reads the nearest go.work, if the module is one that it uses.
func (m *module) workspace() {
	if os.Getenv("GOWORK") == "off" {
		return
	}
	file, text := above(m.dir, "go.work")
	work, err := modfile.ParseWork(file, text, nil)
	if file == "" || err != nil {
		return
	}
	root, used := filepath.Dir(file), map[string]string{}
	for _, use := range work.Use {
		dir := inFolder(root, use.Path)
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			used[modfile.ModulePath(text)] = dir
		}
	}
	if used[m.path] != m.dir {
		return
	}
	m.files = append(m.files, file)
	for path, dir := range used {
		m.others[path] = dir
	}
	m.replace(root, work.Replace)
}

// replace notes the modules that are replaced by folders, relative to root. Those
// that are replaced by versions are not at hand.
func (m *module) replace(root string, list []*modfile.Replace) {
	for _, r := range list {
		if r.New.Version == "" {
			m.others[r.Old.Path] = inFolder(root, r.New.Path)
		}
	}
}

func inFolder(root, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(root, path)
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// folder returns the folder of the package of an import path; false when no module
// at hand has the path. Of nested modules the one with the longest path has it.
func (m *module) folder(importPath string) (string, bool) {
	if m == nil {
		return "", false
	}
	best, root := m.path, m.dir
	if !within(importPath, best) {
		best = ""
	}
	for path, dir := range m.others {
		if within(importPath, path) && len(path) > len(best) {
			best, root = path, dir
		}
	}
	if best != "" {
		return filepath.Join(root, filepath.FromSlash(strings.TrimPrefix(importPath[len(best):], "/"))), true
	}
	if m.vendor != "" {
		if dir := filepath.Join(m.vendor, filepath.FromSlash(importPath)); isFolder(dir) {
			return dir, true
		}
	}
	return "", false
}

// importPath returns the import path of a folder, "" when it is not in the module.
func (m *module) importPath(dir string) string {
	if m == nil {
		return ""
	}
	rel, err := filepath.Rel(m.dir, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	if rel == "." {
		return m.path
	}
	return m.path + "/" + filepath.ToSlash(rel)
}

// within reports whether an import path is root, or below it.
func within(path, root string) bool {
	rest, ok := strings.CutPrefix(path, root)
	return ok && (rest == "" || rest[0] == '/')
}

// mayImport reports whether package by may import a path by Go's rule for folders
// named internal.
func mayImport(by, path string) bool {
	i := strings.LastIndex("/"+path+"/", "/internal/")
	return i < 0 || within(by, strings.TrimSuffix(path[:max(i-1, 0)], "/"))
}

// buildable reports whether a file's name and constraints are for this machine.
func buildable(dir, name string) bool {
	context := build.Default
	context.CgoEnabled = false
	match, err := context.MatchFile(dir, name)
	return match || err != nil // what is wrong with it, the parser says
}
