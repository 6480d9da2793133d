package reuse

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"sync"

	"github.com/maypok86/otter/v2"
	"github.com/panelgo/panelgo/internal/visit"
)

// Options bounds a cache. The zero value of a field stands for its default.
type Options struct {
	MaxBytes   int64 // bytes of all views; 256 MiB
	MaxEntries int   // views and steps of decision trees; 100,000
	Log        *slog.Logger
}

// Cache keeps views. Its methods may be called from any goroutine. Close ends
// what it has started.
type Cache struct {
	options Options
	log     *slog.Logger
	entries *otter.Cache[Bucket, entry]
	floor   uint32 // least weight of an entry, which bounds their number too

	ctx    context.Context
	cancel context.CancelFunc
	tasks  sync.WaitGroup // of flights

	mu         sync.Mutex
	closed     bool
	flights    map[Bucket]*flight
	refreshing map[string]int // flights that are refreshes, by slug
	dropped    map[string]int // how often views were dropped, by slug
	kept       map[string]*kept
	shown      shownPages
}

// entry is a node of a decision tree: a read to look at next, or a leaf, which
// holds a view or the root of the tree of views.
type entry struct {
	slug string
	next visit.Read // its Kind and Name; Kind is "" at a leaf
	view *View
	key  *path
}

// stepSize is the approximate size of a node that is no leaf, in bytes.
const stepSize = 256

// New makes a cache. The error is that of the library that bounds it.
func New(o Options) (*Cache, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 256 << 20
	}
	if o.MaxEntries <= 0 {
		o.MaxEntries = 100_000
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	c := &Cache{
		options: o, log: o.Log, flights: map[Bucket]*flight{}, refreshing: map[string]int{}, dropped: map[string]int{},
		kept: map[string]*kept{}, shown: newShownPages(o.MaxBytes / lingerShare),
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.floor = uint32(min(max(o.MaxBytes/int64(o.MaxEntries), 1), 1<<31))
	entries, err := otter.New(&otter.Options[Bucket, entry]{
		MaximumWeight: uint64(o.MaxBytes),
		Weigher:       func(_ Bucket, e entry) uint32 { return max(e.weight(), c.floor) },
		OnAtomicDeletion: func(e otter.DeletionEvent[Bucket, entry]) {
			c.deleted(e.Value, e.Cause)
		},
	})
	if err != nil {
		return nil, fmt.Errorf("make the cache of views: %w", err)
	}
	c.entries = entries
	return c, nil
}

func (e entry) weight() uint32 {
	n := stepSize
	switch {
	case e.view != nil:
		n = e.view.Size()
	case e.key != nil:
		n += sizeOf(e.key.keyRead)
	}
	return uint32(min(n, math.MaxInt32))
}

// walk goes down a decision tree. It returns the leaf for a request and its
// bucket, or a zero entry and the bucket where the tree ends.
func (c *Cache) walk(at Bucket, info visit.Info) (Bucket, entry) {
	for {
		e, ok := c.entries.GetIfPresent(at)
		if !ok || e.next.Kind == "" {
			return at, e
		}
		at = at.extend(string(e.next.Kind), e.next.Name, info.Lookup(e.next.Kind, e.next.Name))
	}
}

// Present returns what the pages of the view for a request show. It reports false
// when none is kept, or when it is too old to be shown.
func (c *Cache) Present(a App, info visit.Info) (Shown, bool) {
	p, err := c.start(a, info)
	if err != nil {
		return Shown{}, false
	}
	if _, v := c.find(a, p, info); v != nil && !v.outlived() {
		return c.ByID(v.ID)
	}
	return Shown{}, false
}

// Bucket returns the bucket of a request. It reports false when no view is
// kept there.
func (c *Cache) Bucket(a App, info visit.Info) (Bucket, bool) {
	p, err := c.start(a, info)
	if err != nil {
		return Bucket{}, false
	}
	b, v := c.find(a, p, info)
	return b, v != nil
}

// leaf returns the bucket of a view in the tree of a request. It reports
// whether the view fits the request: whether all reads give the same values as
// when the view was made.
func (p path) leaf(v *View, info visit.Info) (Bucket, bool) {
	at, fits := p.root, true
	for _, r := range v.Reads {
		if !p.counts(r) {
			continue
		}
		fits = fits && info.Lookup(r.Kind, r.Name) == r.Value
		at = at.extend(string(r.Kind), r.Name, r.Value)
	}
	return at, fits
}

// keep puts a view at its place in the tree, unless the app's views were
// dropped while it was made. generation is the number of drops when it was
// begun.
func (c *Cache) keep(p path, a App, v *View, generation int) {
	v.at, _ = p.leaf(v, visit.Info{})
	c.mu.Lock()
	stale := c.dropped[a.slug] != generation
	if !stale {
		c.shown.hold(v)
		if c.kept[a.slug] != a.kept {
			c.dropKept(a.slug) // it may be of another version
			c.kept[a.slug] = a.kept
		}
	}
	c.mu.Unlock()
	if stale {
		return
	}
	c.show(a, v)
	var reads []visit.Read
	for _, r := range v.Reads {
		if p.counts(r) {
			reads = append(reads, r)
		}
	}
	c.plant(a, p.root, reads, entry{view: v})
}

// plant puts a leaf into a tree, at the end of a path of reads.
func (c *Cache) plant(a App, at Bucket, reads []visit.Read, leaf entry) {
	for _, r := range reads {
		step := entry{slug: a.slug, next: visit.Read{Kind: r.Kind, Name: r.Name}}
		if old, ok := c.entries.GetIfPresent(at); !ok || old != step {
			c.entries.Set(at, step)
		}
		at = at.extend(string(r.Kind), r.Name, r.Value)
	}
	leaf.slug = a.slug
	c.entries.Set(at, leaf)
}

// deleted is called for every entry that leaves the cache. What a replaced
// view shows is kept for a while: a page of it may be about to go live.
func (c *Cache) deleted(e entry, cause otter.DeletionCause) {
	if e.view == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case cause == otter.CauseReplacement:
		c.shown.linger(e.slug, e.view)
	case cause.IsEviction() && c.evicted(e.slug, e.view):
	default:
		c.shown.release(e.view.ID)
	}
}

// ByID returns what the pages of a view show, by the id of the view. It knows
// the views that are kept, and for two minutes those that were replaced.
func (c *Cache) ByID(id string) (Shown, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shown.find(id)
}

// Drop removes all views of an app, and does not keep those that are being
// made.
func (c *Cache) Drop(slug string) {
	c.drop(slug, func(entry) bool { return true })
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown.drop(slug)
}

// DropReaders removes the views of an app whose run read one of the app's files, and does
// not keep those that are being made.
func (c *Cache) DropReaders(slug string, files []string) {
	c.drop(slug, func(e entry) bool {
		return e.view != nil && containsAny(e.view.Files, files)
	})
}

// Drops counts how often views of an app were dropped.
func (c *Cache) Drops(slug string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dropped[slug]
}

// drop removes the entries of an app for which stale returns true, and does not keep the
// views that are being made.
func (c *Cache) drop(slug string, stale func(entry) bool) {
	c.mu.Lock()
	c.dropped[slug]++
	c.callOffRefreshes(slug)
	if k := c.kept[slug]; k != nil {
		if v := k.last.Load(); v == nil || stale(entry{view: v}) {
			if v != nil {
				v.dropped.Store(true)
			}
			c.dropKept(slug)
		}
	}
	c.mu.Unlock()
	for at, e := range c.entries.All() {
		if e.slug == slug && stale(e) {
			if e.view != nil {
				e.view.dropped.Store(true)
			}
			c.entries.Invalidate(at)
		}
	}
}

// Stop cancels the making of views. From then on Get makes no view.
func (c *Cache) Stop() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
}

// Close is Stop, and waits for the views that are being made.
func (c *Cache) Close() {
	c.Stop()
	c.tasks.Wait()
}

// Max returns the bounds of the cache. The last view of each app may come on
// top.
func (c *Cache) Max() (entries int, bytes int64) { return c.options.MaxEntries, c.options.MaxBytes }

// Len returns the number of entries and the approximate number of bytes that
// they hold.
func (c *Cache) Len() (entries int, bytes int64) {
	c.entries.CleanUp()
	for _, e := range c.entries.All() {
		entries++
		bytes += int64(e.weight())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range c.kept {
		if v := k.aside.Load(); v != nil {
			entries++
			bytes += int64(v.Size())
		}
	}
	return entries, bytes
}
