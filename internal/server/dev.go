package server

import (
	"maps"
	"slices"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
)

// maxWaiting bounds the error pages of one app that wait for a good version.
const maxWaiting = 1_000

// waitForGoodVersion keeps the socket of an error page until the page is
// closed; when the app has a good version, the page is told to reload. edition
// is that of the sources whose error the page shows: if they have changed
// since, the page reloads at once.
func (s *Server) waitForGoodVersion(a *hosted, c *socket, edition uint64) {
	a.mu.Lock()
	if len(a.waiting) >= maxWaiting {
		a.mu.Unlock()
		c.Close(wire.CodeEnded, "too many pages wait for this app")
		return
	}
	if a.waiting == nil {
		a.waiting = map[*socket]struct{}{}
	}
	a.waiting[c] = struct{}{}
	a.mu.Unlock()

	defer func() {
		a.mu.Lock()
		delete(a.waiting, c)
		a.mu.Unlock()
	}()

	if a.Edition() != edition {
		c.Write(wire.AppendReload(nil))
	}
	for {
		if _, err := c.Read(); err != nil {
			return
		}
	}
}

// showProblem shows on every open page of an app what is wrong with the newest
// sources, or that nothing is.
func (s *Server) showProblem(a *hosted) {
	if !s.opts.Dev {
		return
	}
	for _, c := range a.livePages() {
		s.background(func() { a.tellProblem(c) })
	}
	s.tellWaiting(a, wire.AppendReload(nil)) // an error page shows the newest error when it reloads
}

// tellProblem tells a page what is wrong with the newest sources, or that
// nothing is. It holds c.telling, so that the last message tells the latest
// state.
func (a *hosted) tellProblem(c *socket) {
	c.telling.Lock()
	defer c.telling.Unlock()
	message := wire.AppendProblem(nil, "", nil)
	if err := a.Problem(); err != nil {
		message = problemMessage(err)
	}
	c.tell(message)
}

// tell sends a message in the turn of the page's session, or at once to a page
// without one. A page that is not live yet gets nothing, because the first
// message must be the welcome; catchUp tells it later.
func (c *socket) tell(message []byte) {
	c.mu.Lock()
	sess, rides := c.session, c.rider != nil
	c.mu.Unlock()
	switch {
	case sess != nil:
		sess.Tell(message)
	case rides:
		c.Write(message) // the reader notices an error
	}
}

// problemMessage is the message that shows an error of the newest sources.
func problemMessage(err error) []byte {
	return wire.AppendProblem(nil, "The edit is not good yet", app.ProblemItems(err))
}

// tellWaiting sends a message to the error pages that wait.
func (s *Server) tellWaiting(a *hosted, message []byte) {
	a.mu.Lock()
	waiting := make([]*socket, 0, len(a.waiting))
	for c := range a.waiting {
		waiting = append(waiting, c)
	}
	a.mu.Unlock()
	for _, c := range waiting {
		s.background(func() { c.Write(message) })
	}
}

// enter lets a socket follow edits until leave is called.
func (a *hosted) enter(c *socket) (leave func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.live == nil {
		a.live = map[*socket]struct{}{}
	}
	a.live[c] = struct{}{}
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.live, c)
	}
}

// livePages lists the sockets that follow edits.
func (a *hosted) livePages() []*socket {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Collect(maps.Keys(a.live))
}

// moveOn moves the open pages of an app to its new version, in development
// only: elsewhere they stay with their version. A session whose browser is
// away moves when the browser is back.
func (s *Server) moveOn(a *hosted) {
	if !s.opts.Dev {
		return
	}
	s.tellWaiting(a, wire.AppendReload(nil))
	for _, c := range a.livePages() {
		s.background(func() { s.follow(a, c) })
	}
}

// catchUp moves a page that has just gone live to the present version, and
// tells it what is wrong with the newest sources.
func (s *Server) catchUp(a *hosted, c *socket) {
	if a.Problem() != nil {
		a.tellProblem(c)
	}
	s.background(func() { s.follow(a, c) })
}

// maxMoving bounds how many pages move at once. It is high, so that apps that
// wait while they start do not wait for each other.
const maxMoving = 64

// follow moves a page to the present version of its app, again when there is
// an edit meanwhile, and tells it then what is wrong with the newest sources, or that
// nothing is. A page makes one move at a time.
func (s *Server) follow(a *hosted, c *socket) {
	c.moving.Lock()
	defer c.moving.Unlock()
	s.moves <- struct{}{}
	defer func() { <-s.moves }()
	for s.ctx.Err() == nil {
		if c.startIfStale(a.Program()) {
			a.tellProblem(c)
			return
		}
		switch old, p := c.present(), a.Program(); {
		case old == nil || old.Program() == session.Program(p):
			a.tellProblem(c) // it may show one from before it came back
			return
		case old.Over() || !s.move(a, p, c, old):
			return
		}
	}
}

// move replaces a session by one of another version. The browser keeps its
// socket and its page, and gets the difference. It reports false when the page
// stays with the old session.
func (s *Server) move(a *hosted, p *app.Program, c *socket, old *session.Session) bool {
	next, err := s.sessions.Start(s.ctx, p, p.Request(old.Info()))
	if err != nil {
		old.Tell(problemMessage(err))
		return false
	}
	if !c.moveTo(next, old, s.sessions.Token(next)) {
		next.End(nil)
		return false
	}
	if next.Page().Template != old.Page().Template {
		next.Tell(wire.AppendReload(nil)) // the frame of an open page cannot be patched
	}
	return true
}

// moveTo hands the socket from one session to another. It holds c.mu: no
// message is read meanwhile, so none is lost. It reports false when the page
// stays with the old session or the socket is closed.
func (c *socket) moveTo(next, old *session.Session, token string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	join, ok := old.HandOver(c)
	if !ok {
		return false
	}
	join.Token = token
	c.session = next
	if !next.Attach(join) {
		c.Close(wire.CodeAway, "the session is over")
		return false
	}
	return true
}
