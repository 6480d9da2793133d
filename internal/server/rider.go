package server

import (
	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
)

// rider is an open page that shows a view and has no session yet: nobody has
// done anything in it, and its script does nothing by itself. Only ReuseLazy
// has riders. A rider ends when its page gets a session, with the first event,
// an edit, or a change of a file that its view was made from, or is closed.
type rider struct {
	server *Server
	app    *hosted
	info   visit.Info
	view   reuse.Shown
}

// mayRide returns the view of a page that can do without a session. It reports
// false for a page that had a session, a page that shows another view than its
// request would get now, and a page whose script does something by itself. The
// request is that of the socket: its visitor may have signed in since the page
// was made, or out.
func (s *Server) mayRide(a *hosted, info visit.Info, hello wire.Hello) (reuse.Shown, bool) {
	if s.opts.Reuse != ReuseLazy || hello.Session != "" || len(hello.Inputs) > 0 {
		return reuse.Shown{}, false
	}
	p := a.Program()
	if p == nil {
		return reuse.Shown{}, false
	}
	v, ok := s.views.Present(p.Reuse(), info)
	return v, ok && v.ID == hello.View && !v.Active
}

// ride welcomes a page that gets its session later: at once if views of the app were dropped
// since there had been drops of them, when the page's view was found.
func (s *Server) ride(a *hosted, c *socket, info visit.Info, v reuse.Shown, drops int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rider = &rider{s, a, info, v}
	s.riders.Add(1)
	if err := c.Write(wire.AppendWelcome(nil, wire.Welcome{})); err != nil {
		return err
	}
	if s.views.Drops(a.Slug()) != drops {
		return c.startSession()
	}
	return nil
}

// startIfMadeFrom starts the session of a rider whose view may have been made from files
// that have changed: the page shows what is no longer true.
func (c *socket) startIfMadeFrom(data app.Data) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rider != nil && (data.Any || c.rider.view.MadeFrom(data.Names)) {
		c.startSession() // tells the page of an error
	}
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
