package load

import (
	"cmp"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// modules are those that packages of a script may come from: the one that the script
// stands in, the others of its workspace, and what they require.
type modules struct {
	main   goModule
	all    []goModule // with main, those with longer paths first
	vendor bool       // a vendor folder takes the place of what is required
	files  []string   // go.mod, go.work and what else was read to find out
}

// goModule is a Go module whose packages are interpreted.
type goModule struct {
	path       string // import path
	dir        string // absolute folder; one of the module cache may not be there
	version    string // "" for the module of the script, of the workspace, or in a folder
	dependency bool   // from the module cache or a vendor folder: the script's author does not edit it
	language   string // Go version of its go.mod, as "go1.21"; "" when that is not read yet
}

// findModules finds the nearest go.mod from dir upward, and the modules that it and
// go.work give. It returns nil when there is no go.mod, or when it cannot be read or
// names no module.
func findModules(dir string) *modules {
	file, text := above(dir, "go.mod")
	path := modfile.ModulePath(text)
	if path == "" {
		return nil
	}
	root := filepath.Dir(file)
	m := &modules{main: goModule{path: path, dir: root}, files: []string{file}}
	required := newRequirements()
	if mod := readModFile(root); mod != nil {
		required.add(mod, root)
	}
	if work := m.workspace(required); work != "" {
		root = work
	}

	m.all = append(m.all, m.main)
	if vendor := filepath.Join(root, "vendor"); isFolder(vendor) {
		m.vendored(vendor)
	} else {
		m.all = append(m.all, required.modules()...)
	}
	slices.SortStableFunc(m.all, func(a, b goModule) int { return cmp.Compare(len(b.path), len(a.path)) })
	return m
}

// above reads the file of a name in dir, or in the nearest folder above that has one.
func above(dir, name string) (file string, text []byte) {
	for {
		file := filepath.Join(dir, name)
		if text, err := readBounded(file); err == nil {
			return file, text
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", nil
		}
		dir = up
	}
}

// workspace reads the nearest go.work, if the module is one that it uses, and returns
// its folder, "" otherwise. What the modules of the workspace require is added to
// required.
func (m *modules) workspace(required *requirements) (root string) {
	if os.Getenv("GOWORK") == "off" {
		return ""
	}
	file, text := above(m.main.dir, "go.work")
	work, err := modfile.ParseWork(file, text, nil)
	if file == "" || err != nil {
		return ""
	}

	root = filepath.Dir(file)
	used := map[string]*modfile.File{} // by folder
	for _, use := range work.Use {
		dir := inFolder(root, use.Path)
		if mod := readModFile(dir); mod != nil && mod.Module != nil {
			used[dir] = mod
		}
	}
	if used[m.main.dir] == nil {
		return ""
	}
	m.files = append(m.files, file)
	for dir, mod := range used {
		required.add(mod, dir)
		if dir != m.main.dir {
			m.all = append(m.all, goModule{path: mod.Module.Mod.Path, dir: dir})
		}
	}
	required.replace(root, work.Replace)
	return root
}

// readModFile reads go.mod in a folder, as far as it is understood. It returns nil when
// there is none.
func readModFile(dir string) *modfile.File {
	name := filepath.Join(dir, "go.mod")
	text, err := readBounded(name)
	if err != nil {
		return nil
	}
	mod, err := modfile.Parse(name, text, nil)
	if err != nil { // statements of a later Go, which are ignored outside of the main module
		mod, _ = modfile.ParseLax(name, text, nil)
	}
	return mod
}

// goVersion returns the version of Go that a module is written in, as "go1.21". It is
// Go 1.16 where go.mod has none, as for the go command.
func (m goModule) goVersion() string {
	if m.language != "" {
		return m.language
	}
	if mod := readModFile(m.dir); mod != nil && mod.Go != nil {
		return "go" + mod.Go.Version
	}
	return "go1.16"
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

// folder returns the folder of the package of an import path, and its module; false
// when no module has the path. Of nested modules it is the one with the longest path
// that has such a folder.
func (m *modules) folder(importPath string) (dir string, in goModule, ok bool) {
	if m == nil {
		return "", goModule{}, false
	}
	for _, one := range m.all {
		rest, has := below(importPath, one.path)
		if !has {
			continue
		}
		at := filepath.Join(one.dir, filepath.FromSlash(rest))
		if isFolder(at) {
			return at, one, true
		}
		if !ok {
			dir, in, ok = at, one, true
		}
	}
	return dir, in, ok
}

// short returns the name of a file without the folder of the module cache, or of the
// script's module.
func (m *modules) short(file string) string {
	for _, root := range []string{m.main.dir, moduleCache()} {
		if rel, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return file
}

// importPath returns the import path of a folder, "" when it is not in the module.
func (m *modules) importPath(dir string) string {
	if m == nil {
		return ""
	}
	rel, err := filepath.Rel(m.main.dir, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	if rel == "." {
		return m.main.path
	}
	return m.main.path + "/" + filepath.ToSlash(rel)
}

// below returns what an import path has below root; false when it is not there.
func below(path, root string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, root)
	return strings.TrimPrefix(rest, "/"), ok && (rest == "" || rest[0] == '/')
}

// mayImport reports whether package by may import a path by Go's rule for folders
// named internal.
func mayImport(by, path string) bool {
	i := strings.LastIndex("/"+path+"/", "/internal/")
	if i < 0 {
		return true
	}
	_, ok := below(by, strings.TrimSuffix(path[:max(i-1, 0)], "/"))
	return ok
}

// plain are the build tags by which modules are asked to do without assembly and
// package unsafe.
var plain = []string{"appengine", "noasm", "purego", "safe"}

// buildable reports whether a file's name and constraints are for this machine.
// tags are those that are set besides.
func buildable(dir, name string, tags []string) bool {
	context := build.Default
	context.CgoEnabled, context.BuildTags = false, tags
	match, err := context.MatchFile(dir, name)
	return match || err != nil // what is wrong with it, the parser says
}
