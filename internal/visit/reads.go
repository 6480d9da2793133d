package visit

import (
	"encoding/hex"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Info is what a request is made from. It must not be changed afterwards.
type Info struct {
	Path       string
	RawQuery   string // as in the URL, without the question mark
	Host       string // that the visitor asked for, with its port if it has one
	Headers    http.Header
	RemoteAddr string // host:port
	User       string // as an authentication plugin or a trusted proxy reported; "" is nobody
}

// Kind is the part of a request that is read. Its text is the name of the method of
// pn.Request that reads it.
type Kind string

// The parts of a request that can be read.
const (
	Arg    Kind = "Arg"
	Args   Kind = "Args"
	Header Kind = "RequestHeader"
	Cookie Kind = "Cookie"
	User   Kind = "User"
	Path   Kind = "Path"
	Addr   Kind = "RemoteAddr"
)

// Read is one input of a run: the part of the request, the name asked for, and
// the value found. The value of what may be missing begins with "=" if it is there.
type Read struct {
	Kind  Kind
	Name  string
	Value string
}

// MaxReads bounds how many different inputs a run may read and still be shared.
// A page whose run reads more is served to its own visitor only.
const MaxReads = 64

// Identity reports whether visitors of the same address can differ in a read: in all
// but the path and the query. Every header counts, for it is the visitor's browser that
// sends it: User-Agent and Accept-Language tell of the visitor, and Host may be any.
func (x Read) Identity() bool {
	switch x.Kind {
	case User, Cookie, Addr, Header:
		return true
	}
	return false
}

// Lookup answers a read without recording it.
func (i Info) Lookup(kind Kind, name string) string {
	switch kind {
	case Arg:
		for value := range parameters(i.RawQuery, name) {
			return "=" + clean(value)
		}
		return ""
	case Args:
		return url.Values{"": slices.Collect(parameters(i.RawQuery, name))}.Encode()
	case Header:
		if name == "Host" { // net/http keeps it apart
			return clean(i.Host)
		}
		return clean(i.Headers.Get(name))
	case Cookie:
		r := http.Request{Header: i.Headers}
		if c, err := r.Cookie(name); err == nil { // passes over those that are malformed
			return "=" + clean(c.Value)
		}
		return ""
	case User:
		return clean(i.User)
	case Path:
		return clean(i.Path)
	case Addr:
		return clean(i.RemoteAddr)
	}
	return ""
}

// parameters yields the values of one name in a query, as URLSearchParams of browsers has
// them: whatever the query is, nothing of it is lost. Requests are frequent and read few
// parameters, so it does not build a map of all.
func parameters(query, name string) iter.Seq[string] {
	name = clean(name)
	return func(yield func(string) bool) {
		for pair := range strings.SplitSeq(query, "&") {
			key, value, _ := strings.Cut(pair, "=")
			if pair != "" && clean(unescape(key)) == name && !yield(unescape(value)) {
				return
			}
		}
	}
}

// unescape reads a name or a value of a query. A percent sign that begins no code stands
// for itself.
func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '+':
			b.WriteByte(' ')
			continue
		case '%':
			if code, err := hex.DecodeString(s[i+1 : min(i+3, len(s))]); err == nil && len(code) == 1 {
				b.Write(code)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func clean(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
