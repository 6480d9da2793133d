package host

import (
	"archive/zip"
	html "html/template"
	"io/fs"
	"io/ioutil" //lint:ignore SA1019 scripts may use it
	"os"
	"path/filepath"
	"slices"
	"text/template"

	"github.com/panelgo/panelgo/interp/web"
)

// What a script reads of the file system may change while what was made of it is still
// shown. So the owner of the program is told of each name before it is looked at. Names of
// folders stand for what is in them. What only writes is not told, though its error may say
// that a file is there.

// reads tells of names that the script is about to read.
func (h *Host) reads(names ...string) {
	if h.config.OnRead == nil {
		return
	}
	for _, name := range names {
		h.config.OnRead(name)
	}
}

// readsOf makes the host's own of a function that reads what its only argument names.
func readsOf[T any](read func(name string) (T, error)) func(h *Host) any {
	return func(h *Host) any {
		return func(name string) (T, error) {
			h.reads(name)
			return read(name)
		}
	}
}

// osFiles are the functions of package os that read files.
var osFiles = map[string]func(h *Host) any{
	"Open":     readsOf(os.Open),
	"ReadFile": readsOf(os.ReadFile),
	"ReadDir":  readsOf(os.ReadDir),
	"Stat":     readsOf(os.Stat),
	"Lstat":    readsOf(os.Lstat),
	"Readlink": readsOf(os.Readlink),
	"OpenRoot": readsOf(os.OpenRoot),
	"OpenFile": func(h *Host) any {
		return func(name string, flag int, perm os.FileMode) (*os.File, error) {
			if flag&(os.O_WRONLY|os.O_TRUNC) == 0 {
				h.reads(name)
			}
			return os.OpenFile(name, flag, perm)
		}
	},
	"OpenInRoot": func(h *Host) any {
		return func(dir, name string) (*os.File, error) {
			h.reads(filepath.Join(dir, name))
			return os.OpenInRoot(dir, name)
		}
	},
	"DirFS": func(h *Host) any {
		return func(dir string) fs.FS {
			h.reads(dir)
			return os.DirFS(dir)
		}
	},
}

// ioutilFiles and zipFiles are those of packages io/ioutil and archive/zip.
var (
	ioutilFiles = map[string]func(h *Host) any{"ReadFile": readsOf(ioutil.ReadFile), "ReadDir": readsOf(ioutil.ReadDir)}
	zipFiles    = map[string]func(h *Host) any{"OpenReader": readsOf(zip.OpenReader)}
)

// webFiles are those of package net/http.
var webFiles = ofFiles(web.Files)

// ofFiles makes functions of hosts of those of package web that read files.
func ofFiles(list map[string]func(reads func(names ...string)) any) map[string]func(h *Host) any {
	own := map[string]func(h *Host) any{}
	for name, f := range list {
		own[name] = func(h *Host) any { return f(h.reads) }
	}
	return own
}

// fileMethods are the methods that read files, by the names of the host's functions for
// them.
var fileMethods = with(ofFiles(web.FileMethods), map[string]func(h *Host) any{
	"TextParseFiles": methodParsesFiles((*template.Template).ParseFiles),
	"TextParseGlob":  methodParsesGlob((*template.Template).ParseGlob),
	"HTMLParseFiles": methodParsesFiles((*html.Template).ParseFiles),
	"HTMLParseGlob":  methodParsesGlob((*html.Template).ParseGlob),
})

// methodParsesFiles makes the host's own of a method ParseFiles, methodParsesGlob of
// ParseGlob.
func methodParsesFiles[T any](parse func(t T, names ...string) (T, error)) func(h *Host) any {
	return func(h *Host) any {
		return func(t T, names ...string) (T, error) {
			h.reads(names...)
			return parse(t, names...)
		}
	}
}

func methodParsesGlob[T any](parse func(t T, pattern string) (T, error)) func(h *Host) any {
	return func(h *Host) any {
		return func(t T, pattern string) (T, error) {
			h.reads(globbed(pattern))
			return parse(t, pattern)
		}
	}
}

// pathFiles are the functions of package path/filepath that read files and folders.
var pathFiles = map[string]func(h *Host) any{
	"EvalSymlinks": readsOf(filepath.EvalSymlinks),
	"Glob": func(h *Host) any {
		return func(pattern string) ([]string, error) {
			h.reads(globbed(pattern))
			return filepath.Glob(pattern)
		}
	},
	"Walk": func(h *Host) any {
		return func(root string, f filepath.WalkFunc) error {
			h.reads(root)
			return filepath.Walk(root, f)
		}
	},
	"WalkDir": func(h *Host) any {
		return func(root string, f fs.WalkDirFunc) error {
			h.reads(root)
			return filepath.WalkDir(root, f)
		}
	},
}

// parsesFiles makes the host's own of ParseFiles, parsesGlob of ParseGlob.
func parsesFiles[T any](parse func(names ...string) (T, error)) func(h *Host) any {
	return func(h *Host) any {
		return func(names ...string) (T, error) {
			h.reads(names...)
			return parse(names...)
		}
	}
}

func parsesGlob[T any](parse func(pattern string) (T, error)) func(h *Host) any {
	return func(h *Host) any {
		return func(pattern string) (T, error) {
			h.reads(globbed(pattern))
			return parse(pattern)
		}
	}
}

// globbed returns the folder below which everything is that matches a pattern.
func globbed(pattern string) string {
	dir := filepath.Dir(pattern)
	for slices.ContainsFunc([]rune(dir), func(r rune) bool { return r == '*' || r == '?' || r == '[' || r == '\\' }) {
		dir = filepath.Dir(dir)
	}
	return dir
}
