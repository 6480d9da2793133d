package reuse

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/visit"
)

// Content is what a view is made from.
type Content struct {
	ID      string // from ViewID; the HTML contains it
	Version string // version of the app
	HTML    []byte
	CSP     string
	Title   string
	Digest  document.Digest
	Key     string       // what SessionKey returned
	Reads   []visit.Read // what the run read, in order
	Files   []string     // the names of the files in the app folder that the run read, sorted
	Active  bool         // the script does something by itself, without an event

	// FreshFor is how long the view is as good as a new one; 0 is for ever.
	FreshFor time.Duration
}

// View is the finished first page of a bucket. What it shows does not change.
type View struct {
	Content
	Made    time.Time
	Private bool // its run read the visitor's identity

	policy []string
	bodies [3]body // identity, gzip, br

	dropped atomic.Bool // it is not shown any more; a request that had found it may note it as its app's last

	at    Bucket    // its place in the tree
	retry time.Time // not made anew until then; guarded by the cache's mutex
}

// body is the page in one encoding, with its headers. Everything that a hit
// writes is made beforehand.
type body struct {
	bytes    []byte
	encoding []string
	etag     []string
	length   []string
}

const (
	identity = iota
	gzipped
	brotlied
)

var encodingNames = [3]string{"", "gzip", "br"}

// ViewID is the id of the view that shows a document under a title. It differs
// whenever the page does.
func ViewID(slug, version, title string, d document.Digest) string {
	h := sha256.New()
	part := func(s string) {
		h.Write([]byte(strconv.Itoa(len(s)) + ":" + s))
	}
	part(slug)
	part(version)
	part(title)
	for _, id := range slices.Sorted(maps.Keys(d)) {
		part(id)
		part(strconv.FormatUint(d[id].Hash, 36))
		part(d[id].Value)
		part(d[id].Asset().CSS)
		part(d[id].Asset().Module)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:15])
}

// NewView makes a view. It compresses the page, once.
func NewView(c Content) *View {
	v := &View{Content: c, Made: time.Now(), policy: []string{c.CSP}, Private: slices.ContainsFunc(c.Reads, visit.Read.Identity)}
	br, gz := assets.EncodeQuick(c.HTML)
	sum := sha256.Sum256(c.HTML)
	tag := base64.RawURLEncoding.EncodeToString(sum[:12])
	for i, bytes := range [3][]byte{c.HTML, gz, br} {
		if bytes == nil {
			continue
		}
		etag := `"` + tag + `"`
		if i != identity {
			etag = `"` + tag + "-" + encodingNames[i] + `"`
		}
		v.bodies[i] = body{bytes, []string{encodingNames[i]}, []string{etag}, []string{strconv.Itoa(len(bytes))}}
	}
	return v
}

// Size is the approximate number of bytes that the view holds.
func (v *View) Size() int {
	n := 256 + len(v.CSP)
	for _, b := range v.bodies {
		n += len(b.bytes) + 128
	}
	for _, name := range v.Files {
		n += 16 + len(name)
	}
	return n + v.shownSize() + sizeOf(v.Reads)
}

// tooMuch reports whether the run read more than can be looked at for each request, or
// watched.
func (v *View) tooMuch() bool { return len(v.Reads) > visit.MaxReads || len(v.Files) > visit.MaxFiles }

// shownSize is the approximate size of what Shown keeps of the view, in bytes.
func (v *View) shownSize() int {
	n := 256 + len(v.Title)
	for id, known := range v.Digest {
		n += 64 + len(id) + len(known.Value)
	}
	return n
}

func sizeOf(reads []visit.Read) (n int) {
	for _, r := range reads {
		n += 64 + len(r.Name) + len(r.Value)
	}
	return n
}

// How says where a view came from.
type How string

// The values of Server-Timing's reuse metric.
const (
	Hit    How = "hit"    // it was kept
	Stale  How = "stale"  // it was kept but is not fresh; it is made anew in the background
	Miss   How = "miss"   // it was made for this request, or for one that came just before
	Bypass How = "bypass" // it was made for this request and is not kept
)

var timings = map[How][]string{
	Hit: {"reuse;desc=hit"}, Stale: {"reuse;desc=stale"}, Miss: {"reuse;desc=miss"}, Bypass: {"reuse;desc=bypass"},
}

// Header values that are the same for every view.
var (
	htmlType     = []string{"text/html; charset=utf-8"}
	forAll       = []string{"no-cache"} // may be kept, but must be validated
	forOne       = []string{"private, no-cache"}
	varyEncoding = []string{"Accept-Encoding"}
	varyVisitor  = []string{"Accept-Encoding, Cookie, Authorization"}
)

// ServeHTTP answers with the view in the best encoding that the client
// accepts, or with 304 if the client has it.
func (v *View) ServeHTTP(w http.ResponseWriter, r *http.Request, how How) {
	b := v.negotiate(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	h["Etag"] = b.etag
	h["Server-Timing"] = timings[how]
	h["Cache-Control"], h["Vary"] = forAll, varyEncoding
	if v.Private {
		h["Cache-Control"], h["Vary"] = forOne, varyVisitor
	}
	if how == Bypass {
		h["Cache-Control"] = []string{"no-store"}
	}
	if assets.HasTag(r.Header["If-None-Match"], b.etag[0]) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h["Content-Type"] = htmlType
	h["Content-Length"] = b.length
	h["Content-Security-Policy"] = v.policy
	if b.encoding[0] != "" {
		h["Content-Encoding"] = b.encoding
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(b.bytes) // an error means that the client is gone
	}
}

func (v *View) negotiate(accept string) *body {
	for _, i := range [...]int{brotlied, gzipped} {
		if v.bodies[i].bytes != nil && assets.Accepts(accept, encodingNames[i]) {
			return &v.bodies[i]
		}
	}
	return &v.bodies[identity]
}
