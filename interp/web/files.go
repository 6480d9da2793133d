package web

import (
	"cmp"
	"net/http"
	"path"
	"path/filepath"
)

// Files are the functions of net/http that read files, which tell reads of their names
// beforehand.
var Files = map[string]func(reads func(names ...string)) any{
	"FileServer": func(reads func(names ...string)) any {
		return func(root http.FileSystem) http.Handler {
			readsRoot(reads, root)
			return http.FileServer(root)
		}
	},
	"NewFileTransport": func(reads func(names ...string)) any {
		return func(root http.FileSystem) http.RoundTripper {
			readsRoot(reads, root)
			return http.NewFileTransport(root)
		}
	},
	"ServeFile": func(reads func(names ...string)) any {
		return func(w http.ResponseWriter, r *http.Request, name string) {
			reads(name)
			http.ServeFile(w, r, name)
		}
	},
}

// FileMethods are the methods that read files: functions of the host package, with the
// receiver as the first parameter.
var FileMethods = map[string]func(reads func(names ...string)) any{
	"DirOpen": func(reads func(names ...string)) any {
		return func(dir http.Dir, name string) (http.File, error) {
			reads(filepath.Join(cmp.Or(string(dir), "."), filepath.FromSlash(path.Clean("/"+name))))
			return dir.Open(name)
		}
	},
}

// readsRoot tells of a folder that is served.
func readsRoot(reads func(names ...string), root http.FileSystem) {
	if dir, ok := root.(http.Dir); ok {
		reads(cmp.Or(string(dir), "."))
	}
}
