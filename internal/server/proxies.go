package server

import (
	"net"
	"net/http"

	"github.com/panelgo/panelgo/internal/forwarded"
)

// proxied makes of a request that a trusted proxy hands on what its client asked for: the
// address, the host and whether it came encrypted are the client's. Of an encrypted
// request the URL has the scheme https.
func (s *Server) proxied(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.opts.RootPath != "" {
			r = s.at(r, plainPath(s.opts.RootPath))
		}
		if header := forwarded.In(r.Header); header != "" {
			if s.proxies.Trust(r.RemoteAddr) {
				r = s.asked(r, s.proxies.Read(r.Header))
			} else {
				s.logDistrust(r, header)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// asked returns a request as its client made it.
func (s *Server) asked(r *http.Request, said forwarded.Said) *http.Request {
	own := *r
	if said.Client != "" {
		own.RemoteAddr = said.Client
	}
	if said.Host != "" {
		own.Host = said.Host
	}
	if said.Scheme != "" {
		u := *r.URL
		u.Scheme = said.Scheme
		own.URL = &u
	}
	if said.HasPrefix {
		return s.at(&own, said.Prefix)
	}
	return &own
}

// logDistrust has the log say, once for each address, that what a proxy says is not
// believed.
func (s *Server) logDistrust(r *http.Request, header string) {
	proxy, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		proxy = r.RemoteAddr
	}
	if s.told.first("proxy " + proxy) {
		s.log.Info("what a proxy says of its clients is not believed", "proxy", proxy, "header", header, "path", r.URL.Path,
			"believed with", "--trusted-proxies="+proxy)
	}
}
