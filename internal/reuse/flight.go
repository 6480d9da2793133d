package reuse

import (
	"context"
	"errors"
	"fmt"

	"github.com/panelgo/panelgo/internal/visit"
)

// Make makes the view of a request, whose SessionKey is key. how is Miss when visitors wait for the
// view, Bypass when it is for one visitor alone, and Stale when an older view
// was shown and this one is for later visitors.
type Make func(ctx context.Context, key string, how How) (*View, error)

// ErrClosed is the error of a closed cache for a view that it does not have.
var ErrClosed = errors.New("the cache of views is closed")

// flight is the making of one view. All requests that want the view wait for
// it.
type flight struct {
	done    chan struct{}
	waiting int // requests that wait; a refresh counts as one
	cancel  context.CancelFunc
	refresh bool
	slug    string
	late    bool // an earlier flight has made the view: look again
	view    *View
	err     error
}

// order says which view a flight makes.
type order struct {
	app  App
	path path
	info visit.Info
	make Make
}

// maxFailedWaits bounds how many failed flights of others a request waits for
// before it returns their error.
const maxFailedWaits = 2

// Get returns the view for a request and its bucket. If none is kept it calls
// make, once for all requests that come meanwhile. make runs with a context of
// its own, which is cancelled when no request waits any more. Errors are not
// kept.
func (c *Cache) Get(ctx context.Context, a App, info visit.Info, make Make) (*View, Bucket, How, error) {
	p, err := c.start(a, info)
	if err != nil {
		return nil, Bucket{}, "", err
	}
	if at, v := c.find(a, p, info); v != nil && v.fresh() {
		return v, at, Hit, nil
	}
	return c.fetch(ctx, order{a, p, info, make})
}

// fetch is Get for a view that is not kept, or not fresh.
func (c *Cache) fetch(ctx context.Context, o order) (*View, Bucket, How, error) {
	for waited := 0; ; waited++ {
		at, v := c.find(o.app, o.path, o.info)
		switch {
		case v == nil || v.outlived():
		case !v.fresh():
			c.refresh(at, v, o)
			return v, at, Stale, nil
		case waited == 0:
			return v, at, Hit, nil
		default:
			return v, at, Miss, nil
		}
		f, mine, err := c.join(at, v, o)
		if err == nil {
			err = c.await(ctx, f, at)
		}
		if err != nil {
			return nil, Bucket{}, "", err
		}
		if f.late {
			continue
		}
		// The view is ours if it fits our request. Otherwise the tree now
		// leads further, to another flight.
		if f.err != nil {
			if mine || waited >= maxFailedWaits {
				return nil, Bucket{}, "", f.err
			}
			continue // the error may be due to the other request
		}
		leaf, fits := o.path.leaf(f.view, o.info)
		switch {
		case fits && f.view.tooMuch():
			if mine {
				return f.view, leaf, Bypass, nil
			}
			v, err := o.make(ctx, o.path.key, Bypass)
			return v, leaf, Bypass, err
		case fits:
			return f.view, leaf, Miss, nil
		}
	}
}

// join joins the flight of a bucket, or starts one; mine reports which. seen
// is the view found there that is too old to be shown.
func (c *Cache) join(at Bucket, seen *View, o order) (f *flight, mine bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.flights[at]; f != nil {
		f.waiting++
		return f, false, nil
	}
	if c.closed {
		return nil, false, ErrClosed
	}
	return c.open(at, seen, o, false), true, nil
}

// open starts a flight. The caller holds c.mu.
func (c *Cache) open(at Bucket, seen *View, o order, refresh bool) *flight {
	ctx, cancel := context.WithCancel(c.ctx)
	f := &flight{done: make(chan struct{}), waiting: 1, cancel: cancel, refresh: refresh, slug: o.app.slug}
	c.flights[at] = f
	if refresh {
		c.refreshing[f.slug]++
	}
	generation := c.dropped[f.slug]
	c.tasks.Go(func() {
		defer cancel()
		c.fly(ctx, f, at, seen, o, generation)
		if f.refresh && f.err != nil && ctx.Err() == nil {
			c.log.Error("a page could not be made anew: it is shown as it was", "app", f.slug, "err", f.err)
		}
		c.land(f, at, seen)
	})
	return f
}

// await waits for a flight. The last request that gives up cancels the flight.
func (c *Cache) await(ctx context.Context, f *flight, at Bucket) error {
	select {
	case <-f.done:
		return nil
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.giveUp(f, at)
	return context.Cause(ctx)
}

// giveUp leaves a flight to the other requests, or cancels it if there are
// none. The caller holds c.mu.
func (c *Cache) giveUp(f *flight, at Bucket) {
	if f.waiting--; f.waiting > 0 {
		return
	}
	f.cancel()
	if c.flights[at] == f {
		delete(c.flights, at)
	}
}

// fly makes a view and keeps it.
func (c *Cache) fly(ctx context.Context, f *flight, at Bucket, seen *View, o order, generation int) {
	defer func() {
		if r := recover(); r != nil {
			f.view, f.err = nil, fmt.Errorf("making the page panicked: %v", r)
		}
	}()
	// An earlier flight may have kept a view since the caller looked.
	if now, v := c.find(o.app, o.path, o.info); now != at || v != nil && v != seen {
		f.late = true
		return
	}
	how := Miss
	if f.refresh {
		how = Stale
	}
	if f.view, f.err = o.make(ctx, o.path.key, how); f.err == nil && f.view == nil {
		f.err = errors.New("no page was made")
	}
	switch {
	case f.err != nil:
	case !f.view.tooMuch():
		c.keep(o.path, o.app, f.view, generation)
	case f.refresh:
		f.err = fmt.Errorf("the run reads more than %d things of its request, or %d files", visit.MaxReads, visit.MaxFiles)
	}
}

// land removes a flight from the list and hands its result to all that wait.
func (c *Cache) land(f *flight, at Bucket, seen *View) {
	c.mu.Lock()
	if c.flights[at] == f {
		delete(c.flights, at)
	}
	if f.refresh {
		c.refreshed(f, seen)
	}
	c.mu.Unlock()
	close(f.done)
}
