package reuse

import "time"

// outlives is how many times its FreshFor a view may be old and still be
// shown.
const outlives = 10

// minRetry is the least time between two attempts to make a view anew.
const minRetry = time.Second

// maxRefreshes bounds how many views of one app are made anew in the
// background at a time, so that visitors who wait for a page, and other apps,
// come first.
const maxRefreshes = 8

// fresh reports whether a view is as good as a new one.
func (v *View) fresh() bool { return v.FreshFor <= 0 || time.Since(v.Made) <= v.FreshFor }

// outlived reports whether a view is too old to be shown.
func (v *View) outlived() bool { return v.FreshFor > 0 && time.Since(v.Made)/outlives > v.FreshFor }

// refresh makes a view anew in the background, unless that is under way, has
// just failed, or too many are under way: then a later request tries again.
func (c *Cache) refresh(at Bucket, old *View, o order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.flights[at] != nil || c.refreshing[o.app.slug] >= maxRefreshes || time.Now().Before(old.retry) {
		return
	}
	c.open(at, old, o, true)
}

// refreshed notes the end of a refresh. The caller holds c.mu.
func (c *Cache) refreshed(f *flight, old *View) {
	if c.refreshing[f.slug]--; c.refreshing[f.slug] == 0 {
		delete(c.refreshing, f.slug)
	}
	if f.err != nil {
		old.retry = time.Now().Add(max(old.FreshFor, minRetry))
	}
}

// callOffRefreshes cancels the refreshes of an app for which no visitor waits.
// The caller holds c.mu.
func (c *Cache) callOffRefreshes(slug string) {
	for at, f := range c.flights {
		if f.refresh && f.slug == slug {
			c.giveUp(f, at)
			delete(c.flights, at)
		}
	}
}
