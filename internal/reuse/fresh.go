package reuse

import "time"

// outlives is how many times as old as it is fresh a view may be and still be
// shown.
const outlives = 10

// minRetry is how long a view is left alone at least that could not be made
// anew.
const minRetry = time.Second

// maxRefreshes bounds how many views of one app are made anew at a time behind
// answers: those who wait for an answer come first, and other apps need theirs.
const maxRefreshes = 8

// fresh reports whether a view is as good as a new one.
func (v *View) fresh() bool { return v.FreshFor <= 0 || time.Since(v.Made) <= v.FreshFor }

// outlived reports whether a view is too old to be shown.
func (v *View) outlived() bool { return v.FreshFor > 0 && time.Since(v.Made)/outlives > v.FreshFor }

// refresh has a view that was shown made anew, unless that is under way, or
// failed a moment ago. With too many under way it is left to the next one who
// asks.
func (c *Cache) refresh(at Bucket, old *View, o order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.flights[at] != nil || c.refreshing[o.app.slug] >= maxRefreshes || time.Now().Before(old.retry) {
		return
	}
	c.open(at, old, o, true)
}

// refreshed notes that a refresh has landed. The caller holds c.mu.
func (c *Cache) refreshed(f *flight, old *View) {
	if c.refreshing[f.slug]--; c.refreshing[f.slug] == 0 {
		delete(c.refreshing, f.slug)
	}
	if f.err != nil {
		old.retry = time.Now().Add(max(old.FreshFor, minRetry))
	}
}

// callOffRefreshes leaves the refreshes of an app to those who wait for them,
// if any, and to nobody else. The caller holds c.mu.
func (c *Cache) callOffRefreshes(slug string) {
	for at, f := range c.flights {
		if f.refresh && f.slug == slug {
			c.giveUp(f, at)
			delete(c.flights, at)
		}
	}
}
