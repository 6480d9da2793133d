package server

import (
	"mime"
	"net/http"
	"sync"

	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// streams are the open streams, by the ids that their clients' requests name.
type streams struct {
	mu   sync.Mutex
	open map[string]openStream
}

// openStream is a stream, and whose it is: an id alone lets nobody into
// another app, nor in for another user.
type openStream struct {
	*wire.Stream
	app  *hosted
	user string
}

func newStreams() *streams { return &streams{open: map[string]openStream{}} }

func (s *streams) add(o openStream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[o.ID] = o
}

func (s *streams) remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
}

func (s *streams) find(id string, a *hosted, user string) (*wire.Stream, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.open[id]
	return o.Stream, ok && o.app == a && o.user == user
}

// serveStream answers a request of a stream: one that opens it, one that brings
// messages, or one that asks whether there is anybody to talk to. What refuses
// a visitor has refused those by now.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request, a *hosted) {
	if r.Header.Get(wire.StreamHeader) == wire.StreamProbe {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if !s.wireOptions().Origins.Check(r) {
		http.Error(w, "this origin may not open streams", http.StatusForbidden)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		http.Error(w, "messages are application/json", http.StatusUnsupportedMediaType)
		return
	}
	info, id := s.requestInfo(r), r.Header.Get(wire.StreamHeader)
	if id == wire.StreamOpen {
		s.openStream(w, r, a, info)
	} else if stream, ok := s.streams.find(id, a, info.User); ok {
		stream.Take(w, r)
	} else {
		http.Error(w, "there is no such stream", http.StatusNotFound)
	}
}

// openStream answers with a stream, to its end. Its messages are taken in the
// background: a script that does not come back holds up no answer, and so no
// shutting down.
func (s *Server) openStream(w http.ResponseWriter, r *http.Request, a *hosted, info pn.RequestInfo) {
	if !s.admit(w) {
		return
	}
	defer s.sockets.Add(-1)
	stream, err := wire.NewStream(w, r, s.wireOptions())
	if err != nil {
		return // NewStream has answered
	}
	s.streams.add(openStream{stream, a, info.User})
	defer s.streams.remove(stream.ID)
	stream.Open()
	if !s.background(func() { s.runSocket(a, &socket{connection: stream}, info) }) {
		stream.Close(wire.CodeAway, "the server is going away")
	}
	stream.Wait()
}
