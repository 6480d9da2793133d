package wire

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Origins decides which pages may open sockets: those of the server itself,
// and those of Allowed hosts. A browser sends the page's origin with every
// handshake. A client that sends none is not a page, and may connect.
type Origins struct {
	// Allowed are hosts, as "example.com" or "example.com:8080". Without a
	// port the default port of the scheme is meant. "*" alone allows every
	// page.
	Allowed []string
}

// Check reports whether the page of a request may connect.
func (o Origins) Check(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	from := withPort(u.Host, u.Scheme)
	if sameHost(from, withPort(r.Host, u.Scheme)) {
		return true
	}
	for _, allowed := range o.Allowed {
		if allowed == "*" || sameHost(from, withPort(allowed, u.Scheme)) {
			return true
		}
	}
	return false
}

// withPort returns host:port, with the default port of the scheme if the host
// has none.
func withPort(host, scheme string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	port := "80"
	if scheme == "https" {
		port = "443"
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}

// sameHost reports whether two hosts with ports are the same. All names of the
// loopback interface are one host.
func sameHost(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	hostA, portA, errA := net.SplitHostPort(a)
	hostB, portB, errB := net.SplitHostPort(b)
	return errA == nil && errB == nil && portA == portB && loopback(hostA) && loopback(hostB)
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
