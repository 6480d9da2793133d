package reuse

import (
	"sync/atomic"

	"github.com/panelgo/panelgo/internal/visit"
)

// kept is the last view of an app that was shown. It stays in memory when
// other apps fill the cache. There is one for each app, which bounds their
// number.
type kept struct {
	last  atomic.Pointer[View]
	aside atomic.Pointer[View] // the last view after it was evicted; written under the cache's mutex
}

// find returns the view for a request and its bucket, or nil and the bucket
// where the tree ends.
func (c *Cache) find(a App, p path, info visit.Info) (Bucket, *View) {
	at, e := c.walk(p.root, info)
	if e.view == nil {
		if leaf, v := c.last(a, p, info); v != nil {
			return leaf, v
		}
		return at, nil
	}
	c.show(a, e.view)
	return at, e.view
}

// last returns the app's last view if it fits a request. Its path in the tree
// may be gone.
func (c *Cache) last(a App, p path, info visit.Info) (Bucket, *View) {
	v := a.kept.last.Load()
	if v == nil || v.dropped.Load() {
		return Bucket{}, nil
	}
	at, fits := p.leaf(v, info)
	if !fits || at != v.at {
		return Bucket{}, nil
	}
	if e, ok := c.entries.GetIfPresent(at); ok {
		return at, e.view
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.kept.aside.Load() != v { // it was evicted just before it became the last
		c.shown.hold(v)
		c.putAside(a.slug, a.kept, v)
	}
	return at, v
}

// show notes that a view is the app's last.
func (c *Cache) show(a App, v *View) {
	if a.kept.last.Load() == v {
		return
	}
	a.kept.last.Store(v)
	if a.kept.aside.Load() != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.putAside(a.slug, a.kept, nil)
	}
}

// evicted puts a view aside if it is its app's last, and takes over the
// cache's hold on it. The caller holds c.mu.
func (c *Cache) evicted(slug string, v *View) (kept bool) {
	k := c.kept[slug]
	if k == nil || k.last.Load() != v {
		return false
	}
	c.putAside(slug, k, v)
	return true
}

// putAside replaces what is aside; pages of the view before may be about to go
// live. The caller holds c.mu.
func (c *Cache) putAside(slug string, k *kept, v *View) {
	if old := k.aside.Swap(v); old != nil {
		c.shown.linger(slug, old)
	}
}

// dropKept forgets the app's last view. The caller holds c.mu.
func (c *Cache) dropKept(slug string) {
	k := c.kept[slug]
	if k == nil {
		return
	}
	delete(c.kept, slug)
	k.last.Store(nil)
	if old := k.aside.Swap(nil); old != nil {
		c.shown.release(old.ID)
	}
}
