package server

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
)

// hosts knows the names under which a server in development is asked. A foreign
// page whose own name is made to lead to this machine (DNS rebinding) is of the
// same origin as the server, for a browser: only the Host header tells.
type hosts struct {
	names []string // in the form of hostName; "*.example" is every name below, "*" is every name
}

const maxHostName = 253 // bytes of a DNS name

// newHosts makes the hosts of this machine and others.
func newHosts(others []string) *hosts {
	h := &hosts{names: []string{"localhost", "*.localhost"}}
	if own, err := os.Hostname(); err == nil && own != "" {
		short, _, _ := strings.Cut(hostName(own), ".")
		h.names = append(h.names, hostName(own), short, short+".local")
	}
	for _, other := range others {
		h.names = append(h.names, hostName(other))
	}
	return h
}

// hostName returns the host of a Host header in one form: without its port,
// without the dot that may end a name, in small letters.
func hostName(header string) string {
	host := header
	if name, _, err := net.SplitHostPort(header); err == nil {
		host = name
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

// knows reports whether a request's host is one of those, or an address of this
// machine. A request without a host does not come from a browser.
func (h *hosts) knows(r *http.Request) bool {
	name := hostName(r.Host)
	if name == "" && r.Host == "" || slices.ContainsFunc(h.names, func(known string) bool { return covers(known, name) }) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && isOwn(ip.WithZone("").Unmap(), r)
}

// covers reports whether a pattern of Options.AllowHosts stands for a name.
func covers(pattern, name string) bool {
	if below, ok := strings.CutPrefix(pattern, "*"); ok {
		return strings.HasSuffix(name, below)
	}
	return pattern == name
}

// isOwn reports whether an address is one of this machine's.
func isOwn(ip netip.Addr, r *http.Request) bool {
	if ip.IsLoopback() || ip.IsUnspecified() {
		return true
	}
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok && at.AddrPort().Addr().WithZone("").Unmap() == ip {
		return true
	}
	addresses, _ := net.InterfaceAddrs()
	return slices.ContainsFunc(addresses, func(a net.Addr) bool {
		own, err := netip.ParsePrefix(a.String())
		return err == nil && own.Addr().Unmap() == ip
	})
}

// forKnownHosts refuses, in development, requests for hosts that are neither
// this machine nor in Options.AllowHosts. The log has each of them once. What counts is
// the Host header itself: a page that has made its name lead here can send any other.
func (s *Server) forKnownHosts(next http.Handler) http.Handler {
	if !s.opts.Dev {
		return next
	}
	known := newHosts(s.opts.AllowHosts)
	refuse := s.bounded(http.HandlerFunc(s.refuseHost))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known.knows(r) {
			next.ServeHTTP(w, r)
		} else {
			refuse.ServeHTTP(w, r)
		}
	})
}

func (s *Server) refuseHost(w http.ResponseWriter, r *http.Request) {
	name := hostName(r.Host)
	name = name[:min(len(name), maxHostName)]
	if s.told.first("host " + name) {
		s.log.Warn("with --dev, requests for another host than this machine are refused", "host", name, "allowed by", "--allow-host="+name)
	}
	http.Error(w, "In development this server answers for this machine alone. The flag --allow-host adds names of hosts.", http.StatusMisdirectedRequest)
}
