// Package forwarded reads what proxies say of the requests that they hand on: who the
// client is, which scheme and host the client asked for, and which path was taken off.
//
// It owns which proxies are believed, and the syntax of X-Forwarded-For, -Proto, -Host and
// -Prefix, and of Forwarded (RFC 7239). It must not know what is done with what they say.
package forwarded

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Loopback are the proxies of the same machine.
func Loopback() []string { return []string{"127.0.0.0/8", "::1"} }

// headers are those that say something, as http.Header has them.
var headers = []string{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded"}

// In returns the first header by which a proxy says something, or "".
func In(h http.Header) string {
	for _, name := range headers {
		if len(h[name]) > 0 {
			return name
		}
	}
	return ""
}

// Proxies are the proxies that are believed. The zero value has none.
type Proxies struct{ networks []netip.Prefix }

// Parse reads addresses and networks, as "192.0.2.1" and "10.0.0.0/8". "*" is every
// address. The error names what is neither.
func Parse(list []string) (Proxies, error) {
	var p Proxies
	for _, text := range list {
		if text == "*" {
			p.networks = append(p.networks, netip.PrefixFrom(netip.IPv4Unspecified(), 0), netip.PrefixFrom(netip.IPv6Unspecified(), 0))
			continue
		}
		network, err := netip.ParsePrefix(text)
		if addr, alone := netip.ParseAddr(text); alone == nil {
			network, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		if err != nil {
			return Proxies{}, fmt.Errorf("%q: %w", text, errNoNetwork)
		}
		p.networks = append(p.networks, network.Masked())
	}
	return p, nil
}

var errNoNetwork = errors.New("use an address or a network, as 192.0.2.1 or 10.0.0.0/8, or * for all")

// Trust reports whether the other end of a connection, as in http.Request.RemoteAddr, is
// one of the proxies. The other end of a Unix socket is on this machine.
func (p Proxies) Trust(remote string) bool {
	if remote == "@" || remote == "" {
		return p.trust(netip.AddrFrom4([4]byte{127, 0, 0, 1}))
	}
	at, err := netip.ParseAddrPort(remote)
	return err == nil && p.trust(at.Addr())
}

func (p Proxies) trust(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(p.networks, func(n netip.Prefix) bool { return n.Contains(a) })
}

// Said is what a proxy says of a request. What it does not say, or says in a form that
// makes no sense, is "".
type Said struct {
	Client string // address:port; the port is 0 where it is not said
	Scheme string // http or https
	Host   string // host[:port]
	// Prefix is the path that was taken off, unescaped: it begins with a slash and ends
	// with none. "" with HasPrefix means that nothing was taken off.
	Prefix    string
	HasPrefix bool
}

// Read returns what is said in the headers that a proxy sent, whom Trust believes. Of a
// chain of proxies the last one that is not believed is the client, and where several say
// something of the scheme or the host the first is right: it is next to the client.
// Forwarded counts where the X-Forwarded header is missing.
func (p Proxies) Read(h http.Header) (said Said) {
	clients, scheme, host := list(h, "X-Forwarded-For"), first(h, "X-Forwarded-Proto"), first(h, "X-Forwarded-Host")
	if elements := list(h, "Forwarded"); elements != "" {
		if clients == "" {
			clients = parameters(elements, "for")
		}
		element, _, _ := cutQuoted(elements, ',')
		if scheme == "" {
			scheme = parameter(element, "proto")
		}
		if host == "" {
			host = parameter(element, "host")
		}
	}
	switch strings.ToLower(scheme) {
	case "http", "ws":
		said.Scheme = "http"
	case "https", "wss":
		said.Scheme = "https"
	}
	if u, err := url.Parse("http://" + host + "/"); err == nil && u.Host == host && u.User == nil && u.Path == "/" {
		said.Host = host
	}
	said.Client = p.client(clients)
	said.Prefix, said.HasPrefix = prefix(list(h, "X-Forwarded-Prefix"))
	return said
}

// list joins the lines of a header.
func list(h http.Header, name string) string { return strings.Join(h[name], ",") }

// first is the first value of a header.
func first(h http.Header, name string) string {
	value, _, _ := strings.Cut(list(h, name), ",")
	return strings.TrimSpace(value)
}

// client goes through a list of addresses from its end, where the proxy next to this
// server has put the one it had the request from, to the first that is no proxy.
func (p Proxies) client(clients string) (client string) {
	for more := true; more; {
		var one string
		if i := strings.LastIndexByte(clients, ','); i >= 0 {
			clients, one = clients[:i], clients[i+1:]
		} else {
			clients, one, more = "", clients, false
		}
		at, ok := address(strings.TrimSpace(one))
		if !ok {
			break
		}
		client = at.String()
		if !p.trust(at.Addr()) {
			break
		}
	}
	return client
}

// address reads an address with or without a port.
func address(text string) (netip.AddrPort, bool) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at, true
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return netip.AddrPortFrom(a, 0), err == nil
}

// prefix joins the paths that proxies have taken off, the outermost first. It reports
// false if there are none, or one that is no plain path: what leads elsewhere when it
// stands in front of a path is none.
func prefix(paths string) (joined string, ok bool) {
	if paths == "" {
		return "", false
	}
	for one := range strings.SplitSeq(paths, ",") {
		p, err := url.PathUnescape(strings.TrimSpace(one))
		p = strings.TrimSuffix(p, "/")
		if err != nil || p != "" && (p[0] != '/' || p == "/" || path.Clean(p) != p) || strings.ContainsFunc(p, unprintable) {
			return "", false
		}
		joined += p
	}
	return joined, true
}

func unprintable(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == '\uFFFD' }

// parameters are the values of a parameter in all elements of Forwarded, as a list.
func parameters(elements, name string) string {
	var values []string
	for more := true; more; {
		var element string
		element, elements, more = cutQuoted(elements, ',')
		values = append(values, parameter(element, name))
	}
	return strings.Join(values, ",")
}

// parameter is a parameter in an element of Forwarded, unquoted.
func parameter(element, name string) string {
	for more := true; more; {
		var pair string
		pair, element, more = cutQuoted(element, ';')
		key, value, _ := strings.Cut(pair, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			value = strings.TrimSpace(value)
			if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
				value = strings.ReplaceAll(value[1:len(value)-1], `\`, "")
			}
			return value
		}
	}
	return ""
}

// cutQuoted is strings.Cut at the first separator that is not in quotes.
func cutQuoted(text string, separator byte) (before, after string, found bool) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case quoted && text[i] == '\\':
			i++
		case !quoted && text[i] == separator:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}
