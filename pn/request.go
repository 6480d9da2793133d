package pn

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/internal/visit"
)

// Request is the request that began a session. What a script reads of it is
// recorded in order: the reads of a run are the exact key of the page that it
// made.
type Request struct{ visit *visit.Request }

// NewRequest returns a request as scripts see it. It is for servers: a script gets its
// request as the argument of SessionKey, and as a part of its session.
//
//panelgo:hostonly
func NewRequest(r *visit.Request) *Request { return &Request{r} }

// Arg returns the first value of a query parameter, or the fallback if the URL
// does not have it. The query is read as browsers do: "?q=100%" has the value "100%",
// and a semicolon is a letter like others.
func (r *Request) Arg(name, fallback string) string {
	return found(r.visit.Read(visit.Arg, name), fallback)
}

// found is a value that was read, or the fallback if it is missing.
func found(read, fallback string) string {
	if v, ok := strings.CutPrefix(read, "="); ok {
		return v
	}
	return fallback
}

// ArgInt is Arg for a whole number. It returns the fallback for any other
// value.
func (r *Request) ArgInt(name string, fallback int) int {
	if n, err := strconv.Atoi(r.Arg(name, "")); err == nil {
		return n
	}
	return fallback
}

// Args returns all values of a query parameter.
func (r *Request) Args(name string) []string {
	v, err := url.ParseQuery(r.visit.Read(visit.Args, name))
	if err != nil {
		return nil
	}
	out := v[""]
	for i := range out {
		out[i] = strings.ToValidUTF8(out[i], "\uFFFD")
	}
	return out
}

// RequestHeader returns a header of the request, or "" if it does not have it. "Host" is
// the name, and the port, by which the visitor reached the server.
func (r *Request) RequestHeader(name string) string {
	return r.visit.Read(visit.Header, http.CanonicalHeaderKey(name))
}

// Cookie returns a cookie's value, or the fallback if the request does not have
// it. Cookies that are malformed are passed over.
func (r *Request) Cookie(name, fallback string) string {
	return found(r.visit.Read(visit.Cookie, name), fallback)
}

// User returns the name of the signed-in user, or "" if nobody is signed in.
func (r *Request) User() string { return r.visit.Read(visit.User, "") }

// Path returns the path of the page, as "/weather".
func (r *Request) Path() string { return r.visit.Read(visit.Path, "") }

// RemoteAddr returns the visitor's network address, host:port. Behind a proxy that the
// server trusts it is the address that the proxy had the request from, with the port 0
// where the proxy does not tell it.
func (r *Request) RemoteAddr() string { return r.visit.Read(visit.Addr, "") }
