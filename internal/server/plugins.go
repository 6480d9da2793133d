package server

import (
	"bufio"
	"net"
	"net/http"
	"strings"

	"github.com/panelgo/panelgo/plugins"
)

// pluginRoutes mounts the routes of plugins, for visitors whom the plugins
// authorise.
func (s *Server) pluginRoutes(mux *http.ServeMux) {
	for _, p := range plugins.Having[plugins.RouteProvider](s.opts.Plugins) {
		mount(mux, internalPath+"/plugins/"+p.Name(), s.authorised(leadingBelow(p.Routes())))
	}
}

// leadingBelow makes the redirects of a handler that sees only the end of each path lead
// to where it stands: http.Redirect makes paths of all that it is given, and would leave
// what was taken off.
func leadingBelow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(below{w, toRoot(r)}, r)
	})
}

// below is an answer whose Location, if it is a path, is one below a root.
type below struct {
	http.ResponseWriter
	root string // relative to the request's address
}

func (w below) WriteHeader(status int) {
	if to := w.Header().Get("Location"); strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
		w.Header().Set("Location", w.root+to)
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController; Flush and Hijack are for handlers that do not
// use one.
func (w below) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w below) Flush() { http.NewResponseController(w.ResponseWriter).Flush() }

func (w below) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.ResponseWriter).Hijack()
}
