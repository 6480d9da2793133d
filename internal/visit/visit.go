package visit

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/document"
)

// Host runs a session: it owns the turn, the timers and the lifetime of
// everything that the session starts.
type Host interface {
	// Post runs f in the session's turn. It reports false if the session has
	// ended or its queue is full.
	Post(f func()) bool
	// Dirty is called, from any goroutine, when there is something to settle.
	Dirty()
	// Start runs a goroutine once the session is live and cancels its context
	// when the session ends.
	Start(f func(ctx context.Context))
	// Every runs f in the turn at intervals of d, while the session is live.
	Every(d time.Duration, f func()) (stop func())
	// OnLoad runs f in the turn when the session has become live, OnClose when
	// it ends.
	OnLoad(f func())
	OnClose(f func())
	// Context returns a context that ends with the session.
	Context() context.Context
	// Files returns the app's folder, read only.
	Files() fs.FS
}

// Visit is one visitor's run.
type Visit struct {
	Request  *Request
	Host     Host
	Document *document.Document

	mu    sync.Mutex
	page  Page
	files map[string]bool
}

// MaxFiles bounds how many of the app's files a run may read and still be shared. A page
// whose run reads more is served to its own visitor only.
const MaxFiles = 1_000

// Page is what a run says of its page as a whole. The zero value of a field is for what it
// has not said.
type Page struct {
	Title    string
	Template string
	FreshFor time.Duration
}

// New returns the visit of a request, with an empty document.
func New(r *Request, host Host) *Visit {
	return &Visit{Request: r, Host: host, Document: document.New(host.Post, host.Dirty)}
}

// OpenFile opens a file of the app's folder, and records that the run depends on it, also
// when it is not there.
func (v *Visit) OpenFile(name string) (fs.File, error) {
	v.mu.Lock()
	if v.files == nil {
		v.files = map[string]bool{}
	}
	if len(v.files) <= MaxFiles {
		v.files[path.Clean(name)] = true
	}
	v.mu.Unlock()
	return v.Host.Files().Open(name)
}

// Open is OpenFile: a Visit is the app's folder as its run reads it.
func (v *Visit) Open(name string) (fs.File, error) { return v.OpenFile(name) }

// Files returns the names of the files that the run has read, sorted. It holds at most
// MaxFiles+1 of them, which is enough to see that a run read too many.
func (v *Visit) Files() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Sorted(maps.Keys(v.files))
}

// Page returns what the run has said of its page.
func (v *Visit) Page() Page {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.page
}

// Say changes what the run has said of its page.
func (v *Visit) Say(change func(*Page)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	change(&v.page)
}
