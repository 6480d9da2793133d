package server

import (
	"cmp"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/internal/assets"
)

// static is a folder of static files at a path, as "/assets", which is no pattern.
type static struct {
	at    string
	files http.Handler
}

// openStatic makes the static folders of the options, those at longer paths first.
func (s *Server) openStatic() {
	for at, dir := range s.opts.StaticDirs {
		folder := assets.NewFolder(dir, s.packed, func(name string, why error) {
			if s.told.first("static " + filepath.Join(dir, name)) {
				s.log.Warn("a static file is not served", "folder", dir, "file", name, "err", why)
			}
		})
		s.static = append(s.static, static{path.Clean("/" + at), reading(folder)})
	}
	slices.SortFunc(s.static, func(a, b static) int {
		return cmp.Or(cmp.Compare(len(b.at), len(a.at)), cmp.Compare(a.at, b.at))
	})
}

// serveStatic answers from the static folder to which a path belongs. It reports
// false when there is none.
func (s *Server) serveStatic(w http.ResponseWriter, r *http.Request) bool {
	for _, folder := range s.static {
		rest, below := strings.CutPrefix(r.URL.Path, folder.at)
		switch {
		case below && rest == "":
			redirect(w, r, escaped(folder.at+"/"))
			return true
		case below && rest[0] == '/':
			folder.files.ServeHTTP(w, without(r, folder.at))
			return true
		}
	}
	return false
}
