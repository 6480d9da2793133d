package load

import (
	"bufio"
	"bytes"
	"go/build"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// requirements are the versions of modules that a go.mod, or all of a workspace,
// require, and what replaces them. A go.mod of Go 1.17 or later lists every module
// that a package of it may need, so those of required modules are not read. go.sum is
// not read either: the go command has compared it with what it put into the module
// cache.
type requirements struct {
	versions map[string]string           // import path → version
	replaced map[module.Version]goModule // without a version: any
}

func newRequirements() *requirements {
	return &requirements{map[string]string{}, map[module.Version]goModule{}}
}

// add adds what a go.mod in a folder requires and replaces. Of two versions of a
// module the later one is required.
func (r *requirements) add(mod *modfile.File, dir string) {
	for _, q := range mod.Require {
		if have := r.versions[q.Mod.Path]; semver.Compare(q.Mod.Version, have) > 0 {
			r.versions[q.Mod.Path] = q.Mod.Version
		}
	}
	r.replace(dir, mod.Replace)
}

// replace adds replacements, whose folders are relative to root.
func (r *requirements) replace(root string, list []*modfile.Replace) {
	for _, p := range list {
		if p.New.Version != "" {
			r.replaced[p.Old] = cached(p.Old.Path, p.New)
		} else {
			r.replaced[p.Old] = goModule{path: p.Old.Path, dir: inFolder(root, p.New.Path)}
		}
	}
}

// modules lists the required modules, and those that folders replace whether they are
// required or not.
func (r *requirements) modules() (list []goModule) {
	for path, version := range r.versions {
		v := module.Version{Path: path, Version: version}
		by, ok := r.replaced[v]
		if !ok {
			by, ok = r.replaced[module.Version{Path: path}]
		}
		if !ok {
			by = cached(path, v)
		}
		list = append(list, by)
	}
	for old, by := range r.replaced {
		if _, required := r.versions[old.Path]; !required && by.version == "" {
			list = append(list, by)
		}
	}
	return list
}

// cached returns the module of an import path whose sources are those of a version in
// the module cache.
func cached(path string, source module.Version) goModule {
	m := goModule{path: path, version: source.Version, dependency: true}
	escaped, err := module.EscapePath(source.Path)
	if err != nil {
		return m
	}
	version, err := module.EscapeVersion(source.Version)
	if err != nil {
		return m
	}
	m.dir = filepath.Join(moduleCache(), filepath.FromSlash(escaped)+"@"+version)
	return m
}

// moduleCache returns the folder of the module cache, which the go command documents
// in "go help environment". Settings of "go env -w" are not read.
func moduleCache() string {
	if dir := os.Getenv("GOMODCACHE"); dir != "" {
		return dir
	}
	if list := filepath.SplitList(build.Default.GOPATH); len(list) > 0 {
		return filepath.Join(list[0], "pkg", "mod")
	}
	return ""
}

// vendored adds the modules whose packages a vendor folder has, as its modules.txt
// lists them:
//
//	# example.com/geo v1.2.0
//	## explicit; go 1.21
//	example.com/geo/maps
func (m *modules) vendored(vendor string) {
	m.vendor = true
	list := filepath.Join(vendor, "modules.txt")
	text, err := readBounded(list)
	if err != nil {
		return
	}
	m.files = append(m.files, list)

	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if head, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			path, version, _ := strings.Cut(head, " ")
			m.all = append(m.all, goModule{
				path: path, dir: filepath.Join(vendor, filepath.FromSlash(path)),
				version: version, dependency: true, language: "go1.16",
			})
		}
		if notes, ok := strings.CutPrefix(lines.Text(), "## "); ok {
			if _, version, ok := strings.Cut(notes, "go "); ok {
				m.all[len(m.all)-1].language = "go" + version
			}
		}
	}
}
