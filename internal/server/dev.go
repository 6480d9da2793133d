package server

import (
	"maps"
	"slices"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// maxWaiting bounds the error pages that wait for a good version of one app.
const maxWaiting = 1_000

// waitForGoodVersion keeps the socket of an error page until there is a
// version worth loading, or the page goes away. edition is what the page tells
// of: when the sources have changed since it was made, it is not to wait.
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

// showProblem puts what is wrong with the newest sources on every open page of
// the app.
func (s *Server) showProblem(a *hosted) {
	if !s.opts.Dev {
		return
	}
	for _, c := range a.livePages() {
		s.background(func() { a.tellProblem(c) })
	}
	s.tellWaiting(a, wire.AppendReload(nil)) // the error page itself shows the newest error
}

// tellProblem tells a page what is wrong with the newest sources at present,
// or that nothing is. It holds c.telling meanwhile, so that what is told last
// is what is so.
func (a *hosted) tellProblem(c *socket) {
	c.telling.Lock()
	defer c.telling.Unlock()
	message := wire.AppendProblem(nil, "", nil)
	if err := a.Problem(); err != nil {
		message = problemMessage(err)
	}
	c.tell(message)
}

// tell sends a message in the turn of the page's session, or at once when the
// page does without one. A page that is not live yet, and so not welcome, learns
// what is wrong when it is: see catchUp.
func (c *socket) tell(message []byte) {
	c.mu.Lock()
	sess, rides := c.session, c.rider != nil
	c.mu.Unlock()
	switch {
	case sess != nil:
		sess.Tell(message)
	case rides:
		c.Write(message) // an error is noticed by the reader
	}
}

func problemMessage(err error) []byte {
	return wire.AppendProblem(nil, "The edit is not good yet", app.ProblemItems(err))
}

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

// enter has a socket told of edits until it leaves.
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

func (a *hosted) livePages() []*socket {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Collect(maps.Keys(a.live))
}

// moveOn takes the open pages of an app to its new version. Outside
// development they stay with the version they began with. A session whose
// browser is away moves when it comes back.
func (s *Server) moveOn(a *hosted) {
	if !s.opts.Dev {
		return
	}
	s.tellWaiting(a, wire.AppendReload(nil))
	for _, c := range a.livePages() {
		s.background(func() { s.follow(a, c) })
	}
}

// catchUp brings a page that has just gone live to what edits have made of the
// app since its session began.
func (s *Server) catchUp(a *hosted, c *socket) {
	if a.Problem() != nil {
		a.tellProblem(c)
	}
	s.background(func() { s.follow(a, c) })
}

// maxMoving bounds how many pages move at once: enough that apps which wait
// while they start do not wait for each other.
const maxMoving = 64

// follow takes a page to the app's present version, however many edits there
// are meanwhile. One move of a page is under way at a time.
func (s *Server) follow(a *hosted, c *socket) {
	c.moving.Lock()
	defer c.moving.Unlock()
	s.moves <- struct{}{}
	defer func() { <-s.moves }()
	for s.ctx.Err() == nil {
		if c.alightFrom(a.Program()) {
			a.tellProblem(c)
			return
		}
		old, p := c.present(), a.Program()
		if old == nil || old.Over() || old.Program() == session.Program(p) || !s.move(a, p, c, old) {
			return
		}
	}
}

// move replaces one session by one of another version. The browser keeps its
// socket and its page; it gets the difference.
func (s *Server) move(a *hosted, p *app.Program, c *socket, old *session.Session) bool {
	next, err := s.sessions.Start(s.ctx, p, pn.NewRequest(old.Info()))
	if err != nil {
		old.Tell(problemMessage(err))
		return false
	}
	if !c.moveTo(next, old, s.sessions.Token(next)) {
		next.End(nil)
		return false
	}
	a.tellProblem(c)
	if next.Template() != old.Template() {
		next.Tell(wire.AppendReload(nil)) // another template is another page
	}
	return true
}

// moveTo hands the socket from one session to another. No message is taken
// meanwhile, so none is lost.
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
