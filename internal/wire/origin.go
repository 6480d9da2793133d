package wire

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Origins decides which pages may open sockets and streams: those of the server itself,
// and those of other origins that ParseOrigins was given. A browser sends the page's
// origin with every handshake. A client that sends none is not a page, and may connect.
type Origins struct {
	all     bool
	allowed []origin
}

// origin is what an origin must be like. An empty field allows any.
type origin struct {
	scheme string
	host   string // in lower case; of an IPv6 address without brackets
	below  bool   // the hosts below host are meant, not host itself
	port   string // "" is the default port of the scheme
}

const anyPort = "*"

// ParseOrigins reads origins as people write them: "example.com", "example.com:8080",
// "https://example.com", "*.example.com", or "*" for every page. Without a scheme http and
// https are meant, without a port the scheme's own. "*" also stands for any port. What
// can be the origin of no page is an error, which says what to write instead.
func ParseOrigins(list []string) (Origins, error) {
	var o Origins
	for _, text := range list {
		if text == "*" {
			o.all = true
			continue
		}
		one, err := parseOrigin(text)
		if err != nil {
			return Origins{}, fmt.Errorf("%q: %w", text, err)
		}
		o.allowed = append(o.allowed, one)
	}
	return o, nil
}

func parseOrigin(text string) (o origin, err error) {
	rest := strings.ToLower(text)
	if scheme, behind, ok := strings.Cut(rest, "://"); ok {
		if scheme != "http" && scheme != "https" {
			return o, errors.New("pages come by http or https: use https://example.com, or a host alone")
		}
		o.scheme, rest = scheme, behind
	}
	rest = strings.TrimSuffix(rest, "/")
	if strings.ContainsAny(rest, "/?#") {
		return o, errors.New("an origin has no path: use the host alone")
	}
	o.host, o.port, err = splitPort(rest)
	if err != nil {
		return o, err
	}
	if _, err := netip.ParseAddr(o.host); err == nil {
		return o, nil
	}
	if o.host == "*" {
		o.host = ""
		return o, nil
	}
	o.host, o.below = strings.CutPrefix(o.host, "*.")
	return o, checkHost(o.host)
}

// splitPort splits host[:port]. The port of none is "".
func splitPort(text string) (host, port string, err error) {
	if _, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return strings.Trim(text, "[]"), "", nil
	}
	if !strings.Contains(text, ":") {
		return text, "", nil
	}
	host, port, err = net.SplitHostPort(text)
	if err != nil {
		return "", "", errors.New("use a host and a port, as example.com:8080")
	}
	if n, err := strconv.ParseUint(port, 10, 16); port != anyPort && (err != nil || n == 0) {
		return "", "", errors.New("a port is from 1 to 65535")
	}
	return host, port, nil
}

// checkHost refuses what no browser sends as the host of an origin.
func checkHost(host string) error {
	switch {
	case host == "":
		return errors.New("name a host, as example.com")
	case strings.Contains(host, "*"):
		return errors.New("* stands for every page, or in front for the hosts below one, as *.example.com")
	case strings.ContainsFunc(host, func(r rune) bool { return r > '~' }):
		return errors.New("write the host as browsers send it, in ASCII: it begins with xn--")
	case strings.ContainsFunc(host, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-._", r) }):
		return errors.New("that is no host: use example.com")
	case host == "null":
		return errors.New("a page without an origin of its own can only be allowed by *, with all others")
	}
	return nil
}

// Check reports whether the page of a request may connect. The request's host is that of
// the server as its pages name it. A page that came without encryption does not connect to
// a server that is reached with it: by TLS, or by a proxy of which r.URL.Scheme tells.
func (o Origins) Check(r *http.Request) bool {
	text := r.Header.Get("Origin")
	if text == "" || o.all {
		return true
	}
	u, ok := pageOrigin(text)
	if !ok {
		return false
	}
	encrypted := r.TLS != nil || r.URL != nil && r.URL.Scheme == "https"
	if sameHost(withPort(u.Host, u.Scheme), withPort(r.Host, u.Scheme)) && (u.Scheme == "https" || !encrypted) {
		return true
	}
	return slices.ContainsFunc(o.allowed, func(one origin) bool { return one.matches(u) })
}

// pageOrigin reads the origin of a page. It reports false for one that has no host.
func pageOrigin(text string) (*url.URL, bool) {
	u, err := url.Parse(text)
	return u, err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

func (o origin) matches(u *url.URL) bool {
	host, port, err := net.SplitHostPort(withPort(strings.ToLower(u.Host), u.Scheme))
	if err != nil || o.scheme != "" && o.scheme != u.Scheme {
		return false
	}
	if o.port != anyPort && port != o.port && (o.port != "" || port != defaultPort(u.Scheme)) {
		return false
	}
	switch {
	case o.host == "":
		return true
	case o.below:
		return strings.HasSuffix(host, "."+o.host)
	}
	return host == o.host || loopback(host) && loopback(o.host)
}

// Allowing is what ParseOrigins has to be given so that pages of an origin may connect.
func Allowing(text string) string {
	if u, ok := pageOrigin(text); ok {
		return u.Scheme + "://" + u.Host
	}
	return "*"
}

func defaultPort(scheme string) string {
	if scheme == "https" {
		return "443"
	}
	return "80"
}

// withPort returns host:port, with the default port of the scheme if the host
// has none.
func withPort(host, scheme string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), defaultPort(scheme))
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
