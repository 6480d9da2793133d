package server

import (
	"crypto/rand"
	"mime"
	"net/http"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
)

// streams are the open streams by their ids, which further requests of their
// clients name.
type streams struct {
	node string // begins the ids, so that a server knows its own
	mu   sync.Mutex
	open map[string]openStream
}

// openStream is a stream with its app and its user: both must match the
// request that names its id.
type openStream struct {
	*wire.Stream
	app  *hosted
	user string
}

func newStreams() *streams {
	return &streams{node: rand.Text(), open: map[string]openStream{}}
}

// elsewhere reports whether an id is that of a stream of another server behind the same
// name.
func (s *streams) elsewhere(id string) bool {
	node, own, ok := strings.Cut(id, nodeEnd)
	return ok && len(node) == len(s.node) && own != "" && node != s.node
}

// nodeEnd stands in an id behind the node.
const nodeEnd = "."

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

// serveStream answers a request of a stream: it opens the stream, brings
// messages, or asks whether a stream would be answered. Visitors have been
// authorised before, and the page's origin checked.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request, a *hosted) {
	if r.Header.Get(wire.StreamHeader) == wire.StreamProbe {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		http.Error(w, "messages are application/json", http.StatusUnsupportedMediaType)
		return
	}
	info, id := s.requestInfo(r), r.Header.Get(wire.StreamHeader)
	if opens, ours := wire.OpensStream(id); opens {
		s.openStream(w, r, a, info, ours)
	} else if stream, ok := s.streams.find(id, a, info.User); ok {
		stream.Take(w, r)
	} else if s.streams.elsewhere(id) {
		if s.told.first("streams") {
			s.log.Warn("messages of streams come to another server than the one that has the stream, and go a longer way: send all requests of a client to one server",
				"client", info.RemoteAddr, "path", info.Path)
		}
		http.Error(w, "another server has this stream: send the request again", http.StatusMisdirectedRequest)
	} else {
		http.Error(w, "there is no such stream", http.StatusNotFound)
	}
}

// openStream answers with a stream until its end. Another goroutine handles
// its messages, so that a script that does not return delays neither the
// answer nor shutting down. A page of another version is told to load anew.
func (s *Server) openStream(w http.ResponseWriter, r *http.Request, a *hosted, info visit.Info, ours bool) {
	if !s.admit(w) {
		return
	}
	stream, err := wire.NewStream(w, r, s.wireOptions())
	if err != nil {
		s.sockets.Add(-1)
		return // NewStream has answered
	}
	stream.ID = s.streams.node + nodeEnd + stream.ID
	s.streams.add(openStream{stream, a, info.User})
	defer s.streams.remove(stream.ID)
	stream.Open()
	if !ours {
		s.sockets.Add(-1)
		stream.Write(wire.AppendReload(nil))
		stream.Close(wire.CodeAway, "the page is of another version")
	} else if !s.startSocket(s.lifeOf(r), a, stream, info) {
		s.sockets.Add(-1)
		stream.Close(wire.CodeAway, "the server is going away")
	}
	stream.Wait()
}
