package server

import (
	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// rider is an open page that shows a view and has no session yet: nobody has
// done anything in it, and its script does nothing by itself. Only ReuseLazy
// has riders. A rider ends when its page gets a session, with the first event
// or an edit, or is closed.
type rider struct {
	server *Server
	app    *hosted
	info   pn.RequestInfo
	view   reuse.Shown
}

// mayRide returns the view of a page that can do without a session. It reports
// false for a page that had a session, a page whose view is no longer known,
// and a page whose script does something by itself.
func (s *Server) mayRide(hello wire.Hello) (reuse.Shown, bool) {
	if s.opts.Reuse != ReuseLazy || hello.Session != "" || len(hello.Inputs) > 0 {
		return reuse.Shown{}, false
	}
	v, ok := s.views.ByID(hello.View)
	return v, ok && !v.Active
}

// ride welcomes a page that gets its session later.
func (s *Server) ride(a *hosted, c *socket, info pn.RequestInfo, v reuse.Shown) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rider = &rider{s, a, info, v}
	s.riders.Add(1)
	return c.Write(wire.AppendWelcome(nil, "", false, 0))
}

// startIfStale starts the session of a rider whose view is not of program p.
// It reports whether it did.
func (c *socket) startIfStale(p *app.Program) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rider != nil && c.rider.view.Version != p.Version() && c.startSession() == nil
}

// startSession starts the session of a rider, if the page is one. The page
// gets what differs from its view. The caller holds c.mu.
func (c *socket) startSession() error {
	r := c.rider
	if r == nil {
		return nil
	}
	c.endRide()
	join := session.Join{Resumed: true, Foreign: true, Has: r.view.Digest, Title: r.view.Title}
	if err := r.server.begin(r.server.ctx, r.app, c, r.info, join); err != nil {
		r.server.refuse(c, err)
		return wire.ErrClosed
	}
	return nil
}

// endRide notes that the page is no rider any more. The caller holds c.mu.
func (c *socket) endRide() {
	if c.rider != nil {
		c.rider.server.riders.Add(-1)
		c.rider = nil
	}
}
