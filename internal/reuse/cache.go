package reuse

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"sync"

	"github.com/maypok86/otter/v2"
	"github.com/panelgo/panelgo/pn"
)

// Options bounds a cache. The zero value of a field is its default.
type Options struct {
	MaxBytes   int64 // of all views; 256 MiB
	MaxEntries int   // views and steps of decision trees; 100,000
	Log        *slog.Logger
}

// Cache keeps views. It is safe for concurrent use. Close ends what it started.
type Cache struct {
	options Options
	log     *slog.Logger
	entries *otter.Cache[Bucket, entry]
	floor   uint32 // what an entry weighs at least, so that their number is bounded too

	ctx    context.Context
	cancel context.CancelFunc
	tasks  sync.WaitGroup // flights

	mu         sync.Mutex
	closed     bool
	flights    map[Bucket]*flight
	refreshing map[string]int // slug → how many of its flights are refreshes
	dropped    map[string]int // slug → how often its views were dropped
	kept       map[string]*kept
	shown      shownPages
}

// entry is a node of a decision tree: the next thing to look at, or what the
// tree leads to, a view or the root of the tree of views.
type entry struct {
	slug string
	next pn.Read // Kind and Name; Kind is "" at a leaf
	view *View
	key  *path
}

// stepSize is about how many bytes a step of a tree holds.
const stepSize = 256

// New makes a cache.
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

// walk goes down a decision tree. It gives the leaf, or a zero entry and the
// bucket at which the tree ends.
func (c *Cache) walk(at Bucket, info pn.RequestInfo) (Bucket, entry) {
	for {
		e, ok := c.entries.GetIfPresent(at)
		if !ok || e.next.Kind == "" {
			return at, e
		}
		at = at.extend(string(e.next.Kind), e.next.Name, info.Lookup(e.next.Kind, e.next.Name))
	}
}

// Bucket finds the bucket of a request that has a view.
func (c *Cache) Bucket(a App, info pn.RequestInfo) (Bucket, bool) {
	p, err := c.start(a, info)
	if err != nil {
		return Bucket{}, false
	}
	b, v := c.find(a, p, info)
	return b, v != nil
}

// leaf is the bucket of a view in the tree of a request, and whether the
// request gives the same answers as the one that the view was made for.
func (p path) leaf(v *View, info pn.RequestInfo) (Bucket, bool) {
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
// dropped while it was made.
func (c *Cache) keep(p path, a App, v *View, generation int) {
	v.at, _ = p.leaf(v, pn.RequestInfo{})
	c.mu.Lock()
	stale := c.dropped[a.slug] != generation
	if !stale {
		c.shown.hold(v)
		if c.kept[a.slug] != a.kept {
			c.dropKept(a.slug) // of another version
			c.kept[a.slug] = a.kept
		}
	}
	c.mu.Unlock()
	if stale {
		return
	}
	c.show(a, v)
	var reads []pn.Read
	for _, r := range v.Reads {
		if p.counts(r) {
			reads = append(reads, r)
		}
	}
	c.plant(a, p.root, reads, entry{view: v})
}

// plant puts a leaf into a tree, at the end of what was read.
func (c *Cache) plant(a App, at Bucket, reads []pn.Read, leaf entry) {
	for _, r := range reads {
		step := entry{slug: a.slug, next: pn.Read{Kind: r.Kind, Name: r.Name}}
		if old, ok := c.entries.GetIfPresent(at); !ok || old != step {
			c.entries.Set(at, step)
		}
		at = at.extend(string(r.Kind), r.Name, r.Value)
	}
	leaf.slug = a.slug
	c.entries.Set(at, leaf)
}

// deleted is told of every entry that is gone. A page of a view that another
// one replaced may still be on its way to going live.
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

// ByID finds what a page shows by the id of its view, as it brings it to its
// socket. That of a view that was made anew is found for a while.
func (c *Cache) ByID(id string) (Shown, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shown.find(id)
}

// Drop forgets all views of an app, also those being made.
func (c *Cache) Drop(slug string) {
	c.mu.Lock()
	c.dropped[slug]++
	c.callOffRefreshes(slug)
	c.dropKept(slug)
	c.shown.drop(slug)
	c.mu.Unlock()
	for at, e := range c.entries.All() {
		if e.slug == slug {
			c.entries.Invalidate(at)
		}
	}
}

// Close calls off what is being made, and waits for it. Nothing is made any
// more.
func (c *Cache) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.tasks.Wait()
}

// Max is what the cache holds at most, besides the last view of each app.
func (c *Cache) Max() (entries int, bytes int64) { return c.options.MaxEntries, c.options.MaxBytes }

// Len is how many entries there are, and about how many bytes they hold.
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
