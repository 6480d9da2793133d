package server

import (
	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// rider is a page that shows a view and has no session yet: nobody has done
// anything in it, and nothing would come from a session by itself.
type rider struct {
	server *Server
	app    *hosted
	info   pn.RequestInfo
	view   reuse.Shown
}

// mayRide finds the view that a page rides. Without one it needs a session at
// once: the page is of a session, or of a view that is gone, or its script
// does things by itself.
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

// alightFrom gives a rider a session when its view is not of the program that
// is to be shown. It reports whether it did.
func (c *socket) alightFrom(p *app.Program) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rider != nil && c.rider.view.Version != p.Version() && c.alight() == nil
}

// alight gives a rider its session. The page gets what is different in it. The
// caller holds c.mu.
func (c *socket) alight() error {
	r := c.rider
	if r == nil {
		return nil
	}
	c.leave()
	join := session.Join{Resumed: true, Foreign: true, Has: r.view.Digest, Title: r.view.Title}
	if err := r.server.begin(r.server.ctx, r.app, c, r.info, join); err != nil {
		c.Close(wire.CodeEnded, r.server.reason(err))
		return wire.ErrClosed
	}
	return nil
}

// leave makes a rider none. The caller holds c.mu.
func (c *socket) leave() {
	if c.rider != nil {
		c.rider.server.riders.Add(-1)
		c.rider = nil
	}
}
