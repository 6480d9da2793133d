package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// What a script reads of the file system may change while what was made of it is still
// shown. So the owner of the program is told of each name before it is looked at. Names of
// folders stand for what is in them.

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

// pathFiles are the functions of package path/filepath that read folders.
var pathFiles = map[string]func(h *Host) any{
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
