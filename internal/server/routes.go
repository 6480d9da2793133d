package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/websocket"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/templates"
)

// Bounds of a request. A request beyond them is refused before a script sees
// it.
const (
	maxURLBytes = 16 << 10
	maxArgs     = 1_000
)

// internalPath is the path of everything that is not an app.
const internalPath = "/_panelgo"

// routes makes the handler of the server: checks of every request, then the
// routes. Apps are found by their names, which may change, and which are no patterns.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mount(mux, internalPath, s.files)
	mount(mux, internalPath+"/"+bundlesPath, s.bundles)
	s.pluginRoutes(mux)
	if s.opts.Liveness {
		mux.Handle("/liveness", reading(http.HandlerFunc(s.liveness)))
	}
	if s.opts.Stats {
		mux.Handle("/stats", s.authorised(reading(http.HandlerFunc(s.serveStats))))
	}
	mux.Handle("/{$}", s.authorised(http.HandlerFunc(s.serveIndex)))
	mux.Handle("/", s.authorised(http.HandlerFunc(s.serveNamed)))
	return s.forKnownHosts(s.proxied(s.unproxied(s.stripPrefix(s.bounded(s.cleaned(mux)), s.bounded(http.HandlerFunc(s.outside))))))
}

// reading refuses methods other than GET and HEAD.
func reading(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if allows(w, r, http.MethodGet, http.MethodHead) {
			next.ServeHTTP(w, r)
		}
	})
}

// allows reports whether a request's method is one of some, and answers 405 if it is not.
func allows(w http.ResponseWriter, r *http.Request, methods ...string) bool {
	if slices.Contains(methods, r.Method) {
		return true
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	http.Error(w, "405 Method Not Allowed", http.StatusMethodNotAllowed)
	return false
}

// serveNamed answers for the static folder or the app that a path names.
func (s *Server) serveNamed(w http.ResponseWriter, r *http.Request) {
	if s.serveStatic(w, r) {
		return
	}
	slug, rest, below := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	a := s.app(slug)
	switch {
	case a == nil || rest != "":
		s.notFound(w, r)
	case below:
		redirect(w, r, "/"+url.PathEscape(slug))
	default:
		s.serve(w, r, a)
	}
}

// Header values of every answer.
var (
	noSniffing = []string{"nosniff"}
	sameOrigin = []string{"same-origin"}
)

// bounded refuses requests that are too big or malformed, limits the time for the
// body of a request, also where nothing reads it, and answers 500 when a handler
// panics. Whatever the answer is, browsers take it for what its type says, and tell
// no other server its address.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				s.log.Error("a request failed", "path", r.URL.Path, "err", v)
				s.fail(w, r, http.StatusInternalServerError, fmt.Errorf("%v", v))
			}
		}()
		wire.LimitBody(w, r)
		h := w.Header()
		h["X-Content-Type-Options"], h["Referrer-Policy"] = noSniffing, sameOrigin
		if len(r.RequestURI) > maxURLBytes {
			s.fail(w, r, http.StatusRequestURITooLong, fmt.Errorf("the address is longer than %d bytes", maxURLBytes))
			return
		}
		if strings.Count(r.URL.RawQuery, "&") >= maxArgs {
			s.fail(w, r, http.StatusBadRequest, fmt.Errorf("more than %d parameters", maxArgs))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// authorised asks the plugins for every request, before anything is looked up:
// a decision about one visitor is never used for another.
func (s *Server) authorised(next http.Handler) http.Handler {
	if !s.opts.Plugins.Authorizes() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.opts.Plugins.Authorize(r); err != nil {
			s.fail(w, r, http.StatusForbidden, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// serve answers a request for an app: for its page, for a socket, or for the
// stream that stands in for a socket.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, a *hosted) {
	switch {
	case !allows(w, r, http.MethodGet, http.MethodHead, http.MethodPost):
	case websocket.IsWebSocketUpgrade(r):
		if s.mayConnect(w, r) {
			s.serveSocket(w, r, a)
		}
	case r.Method != http.MethodPost:
		s.servePage(w, r, a)
	case r.Header.Get(wire.StreamHeader) != "":
		if s.mayConnect(w, r) {
			s.serveStream(w, r, a)
		}
	default:
		s.fail(w, r, http.StatusBadRequest, errNoStream)
	}
}

var errNoStream = fmt.Errorf("what is posted to an app is a message of its page, with the header %s", wire.StreamHeader)

// serveIndex shows the app that Options.Index names, leads to the only app, or
// lists the apps.
func (s *Server) serveIndex(w http.ResponseWriter, r *http.Request) {
	slugs := s.Slugs()
	switch {
	case s.opts.Index != "":
		s.serve(w, r, s.app(s.opts.Index))
	case !allows(w, r, http.MethodGet, http.MethodHead):
	case len(slugs) == 1:
		redirect(w, r, "/"+url.PathEscape(slugs[0]))
	default:
		s.writeIndex(w, r, slugs)
	}
}

// liveness tells a load balancer whether to send visitors to this server.
func (s *Server) liveness(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if s.draining.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
		io.WriteString(w, "{\"/liveness\": false}\n")
		return
	}
	io.WriteString(w, "{\"/liveness\": true}\n")
}

var errNoPage = errors.New("there is no such page here")

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, http.StatusNotFound, errNoPage)
}

// requestInfo is the part of a request that scripts can read.
func (s *Server) requestInfo(r *http.Request) visit.Info {
	return visit.Info{
		Path: r.URL.Path, RawQuery: r.URL.RawQuery, Host: r.Host, Headers: r.Header, RemoteAddr: r.RemoteAddr,
		User: s.opts.Plugins.User(r),
	}
}

// writeIndex answers with a card for each app.
func (s *Server) writeIndex(w http.ResponseWriter, r *http.Request, slugs []string) {
	root := toRoot(r)
	cards := make([]templates.Card, 0, len(slugs))
	for _, slug := range slugs {
		a := s.app(slug)
		card := templates.Card{Title: a.Title(), Link: root + "/" + url.PathEscape(slug)}
		if p := a.Program(); p != nil {
			card.Description = p.Synopsis()
		}
		cards = append(cards, card)
	}
	html, csp, err := templates.Index(s.pageData(root, "Apps"), cards)
	if err != nil {
		s.fail(w, r, http.StatusInternalServerError, err)
		return
	}
	writeHTML(w, r, http.StatusOK, html, csp)
}
