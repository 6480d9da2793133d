package server

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/panelgo/panelgo/internal/wire"
)

// mayConnect reports whether the page of a request may open sockets and streams. If not,
// it answers 403 with a sentence for the page, and the log says which flag would allow it.
func (s *Server) mayConnect(w http.ResponseWriter, r *http.Request) bool {
	if s.origins.Check(r) {
		return true
	}
	origin := r.Header.Get("Origin")
	if s.told.first("origin " + origin) {
		s.log.Warn("a page of another origin may not connect", "origin", origin, "host", r.Host, "path", r.URL.Path,
			"allowed by", "--allow-websocket-origin="+wire.Allowing(origin))
	}
	h := w.Header()
	h.Set(wire.StreamHeader, wire.StreamForeign)
	h.Set("Cache-Control", "no-store")
	http.Error(w, fmt.Sprintf("This server accepts no connection from pages of %s. Its operator can allow them with --allow-websocket-origin.", origin), http.StatusForbidden)
	return false
}

// maxTold bounds what the log is told once each. What comes from outside and is refused
// beyond it is refused all the same.
const (
	maxTold    = 100
	toldLength = 200 // bytes that count of each
)

// told remembers what the log has been told.
type told struct {
	mu   sync.Mutex
	what map[string]struct{}
}

// first reports whether something is to be told: it is new, and there is not too much.
func (t *told) first(what string) bool {
	what = what[:min(len(what), toldLength)]
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.what[what]; known || len(t.what) >= maxTold {
		return false
	}
	if t.what == nil {
		t.what = map[string]struct{}{}
	}
	t.what[what] = struct{}{}
	return true
}
