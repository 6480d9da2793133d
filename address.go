package panelgo

import (
	"net"
	"net/url"
	"strings"
)

// url returns the URL of the server, as a browser on this machine opens it. at is
// where the server listens.
func (s setup) url(at net.Addr) string {
	host, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return at.String()
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(s.host(host), port), Path: "/"}
	if p := strings.Trim(s.Prefix, "/"); p != "" {
		u.Path = "/" + p + "/"
	}
	return u.String()
}

// host returns the name or address that leads to the server. ip is where it listens: one
// of the addresses of a name, and every address when it is unspecified.
func (s setup) host(ip string) string {
	if s.Address != "" && net.ParseIP(s.Address) == nil {
		return s.Address
	}
	if p := net.ParseIP(ip); p != nil && p.IsUnspecified() {
		return "localhost"
	}
	return ip
}
