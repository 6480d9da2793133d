package server

import (
	"encoding/json"
	"net/http"
	"runtime"

	"github.com/panelgo/panelgo/internal/session"
)

// Stats is what a server holds, beside its bounds, and what it has done since
// it started. docs/limits.md says what happens at each bound.
type Stats struct {
	Draining bool `json:"draining"`

	Sessions    int `json:"sessions"` // live, waiting for their browser, and spares
	MaxSessions int `json:"max_sessions"`
	Connected   int `json:"connected"` // sessions that have a browser
	Sockets     int `json:"sockets"`
	MaxSockets  int `json:"max_sockets"`
	Riders      int `json:"riders"` // open pages without a session
	Spares      int `json:"spares"`

	ViewEntries    int   `json:"view_entries"`
	MaxViewEntries int   `json:"max_view_entries"`
	ViewBytes      int64 `json:"view_bytes"`
	MaxViewBytes   int64 `json:"max_view_bytes"`

	StaticBytes    int64 `json:"static_bytes"` // of static files that are kept compressed, before that
	MaxStaticBytes int64 `json:"max_static_bytes"`

	LibraryBytes    int64 `json:"library_bytes"` // of the libraries of components that pages have asked for
	MaxLibraryBytes int64 `json:"max_library_bytes"`

	session.Counts
	LeftBehind int    `json:"goroutines_left_behind"` // of sessions that have ended, in compiled code, which cannot be stopped
	Goroutines int    `json:"goroutines"`
	HeapBytes  uint64 `json:"heap_bytes"`
}

// Stats returns the present figures. It looks at every view and every session,
// so it is too costly to call for each request.
func (s *Server) Stats() Stats {
	st := Stats{
		Draining: s.draining.Load(), Sessions: s.sessions.Len(), MaxSessions: s.sessions.Max(), Connected: s.sessions.Connected(),
		Sockets: int(s.sockets.Load()), MaxSockets: int(s.maxSockets()), Riders: int(s.riders.Load()), Spares: s.spares.Len(), Counts: s.sessions.Counts(), LeftBehind: s.leftBehind(), Goroutines: runtime.NumGoroutine(),
	}
	st.ViewEntries, st.ViewBytes = s.views.Len()
	st.StaticBytes, st.MaxStaticBytes = s.packed.Size()
	st.LibraryBytes, st.MaxLibraryBytes = s.bundles.Size()
	st.MaxViewEntries, st.MaxViewBytes = s.views.Max()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	st.HeapBytes = m.HeapAlloc
	return st
}

func (s *Server) serveStats(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.Encode(s.Stats()) // an error means that the client is gone
}
