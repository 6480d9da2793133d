package visit

import (
	"slices"
	"sync"
)

// Request is the request that began a run. What the run reads of it is recorded in
// order: the reads are the exact key of the page that the run makes. Its methods may be
// called from any goroutine.
type Request struct {
	mu     sync.Mutex
	info   Info
	reads  []Read
	sealed map[input]string
	leaked *Read
	key    func() (string, error)
}

// input is what is asked for by a read.
type input struct {
	kind Kind
	name string
}

// NewRequest returns a request with the given information.
func NewRequest(info Info) *Request { return &Request{info: info} }

// Keyed gives a request its key: what the app's SessionKey says of it. key is called when
// the run asks.
func (r *Request) Keyed(key func() (string, error)) *Request {
	r.key = key
	return r
}

// Seal returns a request that answers only the given reads, and records whether
// anything else is asked for. A run that stays within them is the same run for
// every visitor whose request gives these answers. key is that of all these visitors.
func Seal(path, key string, reads []Read) *Request {
	r := NewRequest(Info{Path: path}).Keyed(func() (string, error) { return key, nil })
	r.sealed = make(map[input]string, len(reads))
	for _, x := range reads {
		k := input{x.Kind, x.Name}
		if other, twice := r.sealed[k]; twice && other != x.Value && r.leaked == nil {
			r.leaked = &Read{Kind: x.Kind, Name: x.Name} // contradictory reads cannot be answered
		}
		r.sealed[k] = x.Value
	}
	return r
}

// Open unseals a request: it now answers for the visitor with this information.
func (r *Request) Open(info Info) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.info, r.sealed = info, nil
}

// Info returns the information that the request was made from. It records no read.
func (r *Request) Info() Info {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.info
}

// Key returns what SessionKey says of the request, "" for an app that has none. It is no
// read: a page is kept below its key in any case.
func (r *Request) Key() (string, error) {
	if r.key == nil {
		return "", nil
	}
	return r.key()
}

// Fits reports whether a visitor's request gives the answers that the sealed
// request gave.
func (r *Request) Fits(info Info) bool {
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

// Read answers a read, and records it.
func (r *Request) Read(kind Kind, name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sealed != nil {
		v, ok := r.sealed[input{kind, name}]
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
