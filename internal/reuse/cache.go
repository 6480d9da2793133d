package reuse

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/maypok86/otter/v2"
	"github.com/panelgo/panelgo/pn"
)

// Options bounds a cache. The zero value of a field is its default.
type Options struct {
	MaxBytes   int64 // of all views; 256 MiB
	MaxEntries int   // views and steps of decision trees; 10,000
}

// Cache keeps views. It is safe for concurrent use.
type Cache struct {
	options Options
	entries *otter.Cache[Bucket, entry]
	floor   uint32 // what an entry weighs at least, so that their number is bounded too

	mu      sync.Mutex
	flights map[Bucket]*flight
	ids     map[string]holders
	dropped map[string]int // slug → how often its views were dropped
}

// entry is a node of a decision tree: the next thing to look at, or what the
// tree leads to, a view or the root of the tree of views.
type entry struct {
	slug string
	next pn.Read // Kind and Name; Kind is "" at a leaf
	view *View
	key  *path
}

// holders counts the entries that hold the view of an id.
type holders struct {
	view *View
	n    int
}

// flight is a view being made. Those who want it too wait for it.
type flight struct {
	done    chan struct{}
	waiting int
	cancel  context.CancelFunc
	late    bool // another flight had come first: look again
	view    *View
	err     error
}

// maxFailedWaits bounds how many failed flights of others a request waits for
// before it takes their error for its own.
const maxFailedWaits = 2

// stepSize is about how many bytes a step of a tree holds.
const stepSize = 256

// New makes a cache.
func New(o Options) (*Cache, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 256 << 20
	}
	if o.MaxEntries <= 0 {
		o.MaxEntries = 10_000
	}
	c := &Cache{options: o, flights: map[Bucket]*flight{}, ids: map[string]holders{}, dropped: map[string]int{}}
	c.floor = uint32(min(max(o.MaxBytes/int64(o.MaxEntries), 1), 1<<31))
	entries, err := otter.New(&otter.Options[Bucket, entry]{
		MaximumWeight: uint64(o.MaxBytes),
		Weigher:       func(_ Bucket, e entry) uint32 { return max(e.weight(), c.floor) },
		OnAtomicDeletion: func(e otter.DeletionEvent[Bucket, entry]) {
			c.release(e.Value)
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
	return uint32(min(n, 1<<31))
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
	b, e := c.walk(p.root, info)
	return b, e.view != nil
}

// Get finds the view for a request, or has it made: once, however many ask at
// the same time. An error is never kept. make runs apart from the request that
// happened to come first: it is called off when nobody waits for it any more.
func (c *Cache) Get(ctx context.Context, a App, info pn.RequestInfo, make func(context.Context) (*View, error)) (*View, Bucket, How, error) {
	p, err := c.start(a, info)
	if err != nil {
		return nil, Bucket{}, "", err
	}
	for waited := 0; ; waited++ {
		at, e := c.walk(p.root, info)
		if e.view != nil {
			if waited > 0 {
				return e.view, at, Miss, nil
			}
			return e.view, at, Hit, nil
		}
		f, mine := c.join(at)
		if mine {
			go c.fly(f, at, p, a, info, make)
		}
		if err := c.await(ctx, f, at); err != nil {
			return nil, Bucket{}, "", err
		}
		if f.late {
			continue
		}
		// What was made is ours if our request gives the answers it was made
		// with. Otherwise the walk now leads further, to a flight of our own.
		if f.err != nil {
			if mine || waited >= maxFailedWaits {
				return nil, Bucket{}, "", f.err
			}
			continue // it may be the other request that was at fault
		}
		leaf, fits := p.leaf(f.view, info)
		switch {
		case fits && len(f.view.Reads) > pn.MaxReads:
			if mine {
				return f.view, leaf, Bypass, nil
			}
			v, err := make(ctx) // a page that is for nobody else
			return v, leaf, Bypass, err
		case fits:
			return f.view, leaf, Miss, nil
		}
	}
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

// join finds the flight of a bucket, or opens one.
func (c *Cache) join(at Bucket) (f *flight, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[at]; f != nil {
		f.waiting++
		return f, false
	}
	f = &flight{done: make(chan struct{}), waiting: 1}
	c.flights[at] = f
	return f, true
}

// await waits for a flight. The last one who gives up calls it off.
func (c *Cache) await(ctx context.Context, f *flight, at Bucket) error {
	select {
	case <-f.done:
		return nil
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		if f.cancel != nil {
			f.cancel()
		}
		if c.flights[at] == f {
			delete(c.flights, at)
		}
	}
	return context.Cause(ctx)
}

// fly makes a view and keeps it.
func (c *Cache) fly(f *flight, at Bucket, p path, a App, info pn.RequestInfo, make func(context.Context) (*View, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c.mu.Lock()
	f.cancel = cancel
	if f.waiting == 0 {
		cancel()
	}
	generation := c.dropped[a.slug]
	c.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			f.view, f.err = nil, fmt.Errorf("making the page panicked: %v", r)
		}
		c.mu.Lock()
		if c.flights[at] == f {
			delete(c.flights, at)
		}
		c.mu.Unlock()
		close(f.done)
	}()
	// Between looking and taking off an earlier flight may have landed.
	if now, e := c.walk(p.root, info); now != at || e.view != nil {
		f.late = true
		return
	}
	if f.view, f.err = make(ctx); f.err == nil && f.view == nil {
		f.err = errors.New("no page was made")
	}
	if f.err == nil && len(f.view.Reads) <= pn.MaxReads {
		c.keep(p, a, f.view, generation)
	}
}

// keep puts a view at its place in the tree, unless the app's views were
// dropped while it was made.
func (c *Cache) keep(p path, a App, v *View, generation int) {
	c.mu.Lock()
	stale := c.dropped[a.slug] != generation
	c.mu.Unlock()
	if stale {
		return
	}
	var reads []pn.Read
	for _, r := range v.Reads {
		if p.counts(r) {
			reads = append(reads, r)
		}
	}
	c.hold(v)
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

// hold and release count who holds the views that ByID finds.
func (c *Cache) hold(v *View) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.ids[v.ID]
	c.ids[v.ID] = holders{v, h.n + 1}
}

func (c *Cache) release(e entry) {
	if e.view == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.ids[e.view.ID]
	if h.n--; h.n <= 0 {
		delete(c.ids, e.view.ID)
		return
	}
	c.ids[e.view.ID] = h
}

// ByID finds a view by its id, as a page brings it to its socket.
func (c *Cache) ByID(id string) (*View, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h, ok := c.ids[id]
	return h.view, ok
}

// Drop forgets all views of an app, also those being made.
func (c *Cache) Drop(slug string) {
	c.mu.Lock()
	c.dropped[slug]++
	c.mu.Unlock()
	for at, e := range c.entries.All() {
		if e.slug == slug {
			c.entries.Invalidate(at)
		}
	}
}

// Max is what the cache holds at most.
func (c *Cache) Max() (entries int, bytes int64) { return c.options.MaxEntries, c.options.MaxBytes }

// Len is how many entries there are, and about how many bytes they hold.
func (c *Cache) Len() (entries int, bytes int64) {
	c.entries.CleanUp()
	for _, e := range c.entries.All() {
		entries++
		bytes += int64(e.weight())
	}
	return entries, bytes
}
