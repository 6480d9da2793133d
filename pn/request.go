package pn

import (
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Request is the request that began a session. What a script reads of it is
// recorded in order: the reads of a run are the exact key of the page that it
// made.
type Request struct {
	info RequestInfo

	mu     sync.Mutex
	reads  []Read
	sealed map[readKey]string
	leaked *Read
}

// RequestInfo is the information that a request is made from. It must not be
// changed afterwards.
type RequestInfo struct {
	Path       string
	RawQuery   string // as in the URL, without the question mark
	Headers    http.Header
	RemoteAddr string // host:port
	User       string // as an authentication plugin or a trusted proxy reported; "" is nobody
}

// ReadKind is the part of a request that was read.
type ReadKind string

// The parts of a request that can be read.
const (
	ReadArg    ReadKind = "Arg"
	ReadArgs   ReadKind = "Args"
	ReadHeader ReadKind = "Header"
	ReadCookie ReadKind = "Cookie"
	ReadUser   ReadKind = "User"
	ReadPath   ReadKind = "Path"
	ReadAddr   ReadKind = "RemoteAddr"
)

// Read is one input of a run: the part of the request, the name asked for, and
// the value found.
type Read struct {
	Kind  ReadKind
	Name  string
	Value string
}

type readKey struct {
	kind ReadKind
	name string
}

// MaxReads bounds how many different inputs a run may read and still be shared.
// A page whose run reads more is served to its own visitor only.
const MaxReads = 64

// NewRequest returns a request with the given information. It is for servers
// and tests.
func NewRequest(info RequestInfo) *Request { return &Request{info: info} }

// Seal returns a request that answers only the given reads, and records whether
// anything else is asked for. A run that stays within them is the same run for
// every visitor whose request gives these answers.
func Seal(path string, reads []Read) *Request {
	r := &Request{info: RequestInfo{Path: path}, sealed: make(map[readKey]string, len(reads))}
	for _, x := range reads {
		k := readKey{x.Kind, x.Name}
		if other, twice := r.sealed[k]; twice && other != x.Value && r.leaked == nil {
			r.leaked = &Read{Kind: x.Kind, Name: x.Name} // contradictory reads cannot be answered
		}
		r.sealed[k] = x.Value
	}
	return r
}

// Open unseals a request: it now answers for the visitor with this information.
func (r *Request) Open(info RequestInfo) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.info, r.sealed = info, nil
}

// Info returns the information that the request was made from, without
// recording a read. It is for the session's host.
func (r *Request) Info() RequestInfo {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.info
}

// Fits reports whether a visitor's request gives the answers that the sealed
// request gave.
func (r *Request) Fits(info RequestInfo) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for k, v := range r.sealed {
		if info.Lookup(k.kind, k.name) != v {
			return false
		}
	}
	return true
}

// Leaked returns the first read that a sealed request could not answer, and
// reports whether there was one.
func (r *Request) Leaked() (Read, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.leaked == nil {
		return Read{}, false
	}
	return *r.leaked, true
}

// Reads returns the reads so far, each input once, in the order of the first
// reads. It holds at most MaxReads+1 of them, which is enough to see that a run
// read too much.
func (r *Request) Reads() []Read {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.reads)
}

// Lookup answers a read without recording it.
func (i RequestInfo) Lookup(kind ReadKind, name string) string {
	switch kind {
	case ReadArg:
		for value := range parameters(i.RawQuery, name) {
			return "=" + clean(value)
		}
		return ""
	case ReadArgs:
		return url.Values{"": slices.Collect(parameters(i.RawQuery, name))}.Encode()
	case ReadHeader:
		return clean(i.Headers.Get(name))
	case ReadCookie:
		for _, line := range i.Headers["Cookie"] {
			cookies, _ := http.ParseCookie(line)
			for _, c := range cookies {
				if c.Name == name {
					return "=" + clean(c.Value)
				}
			}
		}
		return ""
	case ReadUser:
		return clean(i.User)
	case ReadPath:
		return clean(i.Path)
	case ReadAddr:
		return clean(i.RemoteAddr)
	}
	return ""
}

// parameters yields the values of one name in a query, as url.ParseQuery would.
// Requests are frequent and read few parameters, so it does not build a map of
// all.
func parameters(query, name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for pair := range strings.SplitSeq(query, "&") {
			key, value, _ := strings.Cut(pair, "=")
			if key, ok := unescape(key); !ok || key != name || pair == "" || strings.Contains(pair, ";") {
				continue
			}
			if value, ok := unescape(value); ok && !yield(value) {
				return
			}
		}
	}
}

func unescape(s string) (string, bool) {
	if !strings.ContainsAny(s, "%+") {
		return s, true
	}
	s, err := url.QueryUnescape(s)
	return s, err == nil
}

func (r *Request) read(kind ReadKind, name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sealed != nil {
		v, ok := r.sealed[readKey{kind, name}]
		if !ok && r.leaked == nil {
			r.leaked = &Read{Kind: kind, Name: name}
		}
		return v
	}
	got := Read{kind, name, r.info.Lookup(kind, name)}
	if len(r.reads) <= MaxReads && !slices.Contains(r.reads, got) {
		r.reads = append(r.reads, got)
	}
	return got.Value
}

// Arg returns the first value of a query parameter, or the fallback if the URL
// does not have it.
func (r *Request) Arg(name, fallback string) string {
	if v, ok := strings.CutPrefix(r.read(ReadArg, name), "="); ok {
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
	v, err := url.ParseQuery(r.read(ReadArgs, name))
	if err != nil {
		return nil
	}
	out := v[""]
	for i := range out {
		out[i] = clean(out[i])
	}
	return out
}

// Header returns a header of the request, or "" if it does not have it.
func (r *Request) Header(name string) string {
	return r.read(ReadHeader, http.CanonicalHeaderKey(name))
}

// Cookie returns a cookie's value, or the fallback if the request does not have
// it.
func (r *Request) Cookie(name, fallback string) string {
	if v, ok := strings.CutPrefix(r.read(ReadCookie, name), "="); ok {
		return v
	}
	return fallback
}

// User returns the name of the signed-in user, or "" if nobody is signed in.
func (r *Request) User() string { return r.read(ReadUser, "") }

// Path returns the path of the page, as "/weather".
func (r *Request) Path() string { return r.read(ReadPath, "") }

// RemoteAddr returns the visitor's network address, host:port.
func (r *Request) RemoteAddr() string { return r.read(ReadAddr, "") }

// Identity reports whether the value of a read depends on who the visitor is,
// so that visitors of the same URL can differ in it.
func (x Read) Identity() bool {
	switch x.Kind {
	case ReadUser, ReadCookie, ReadAddr:
		return true
	case ReadHeader:
		switch x.Name {
		case "Accept", "Accept-Encoding", "Accept-Language", "User-Agent", "Host":
			return false
		}
		return true
	}
	return false
}

func clean(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
