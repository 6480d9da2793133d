package server

import (
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// maxWaiting bounds the error pages that wait for a good version of one app.
const maxWaiting = 1_000

// waitForGoodVersion keeps the socket of an error page until there is a
// version worth loading, or the page goes away. edition is what the page tells
// of: when the sources have changed since it was made, it is not to wait.
func (s *Server) waitForGoodVersion(a *app, c *socket, edition uint64) {
	a.mu.Lock()
	if len(a.waiting) >= maxWaiting {
		a.mu.Unlock()
		c.Close(session.CodeEnded, "too many pages wait for this app")
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
	if a.newest() != edition {
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
func (s *Server) showProblem(a *app, err error) {
	if !s.opts.Dev {
		return
	}
	s.tell(a, problemMessage(err))
	s.tellWaiting(a, wire.AppendReload(nil)) // the error page itself shows the newest error
}

// showFailure shows a page that has just come what is wrong at present.
func (s *Server) showFailure(a *app, sess *session.Session) {
	if err := a.failure(); err != nil && s.opts.Dev {
		sess.Tell(problemMessage(err))
	}
}

func problemMessage(err error) []byte {
	return wire.AppendProblem(nil, "The edit is not good yet", problemItems(err))
}

// tell sends a message to every open page of the app.
func (s *Server) tell(a *app, message []byte) {
	for _, sess := range s.sessionsOf(a) {
		sess.Tell(message)
	}
	s.writeAll(a.ridersNow(), message)
}

func (s *Server) tellWaiting(a *app, message []byte) {
	a.mu.Lock()
	waiting := make([]*socket, 0, len(a.waiting))
	for c := range a.waiting {
		waiting = append(waiting, c)
	}
	a.mu.Unlock()
	s.writeAll(waiting, message)
}

func (s *Server) writeAll(sockets []*socket, message []byte) {
	for _, c := range sockets {
		s.background(func() { c.Write(message) })
	}
}

func (s *Server) sessionsOf(a *app) []*session.Session {
	var out []*session.Session
	for _, sess := range s.sessions.Sessions() {
		if sess.Program().Slug() == a.slug {
			out = append(out, sess)
		}
	}
	return out
}

// moveOn takes the open pages of an app to its new version. Outside
// development they stay with the version they began with.
func (s *Server) moveOn(a *app, old *program) {
	if !s.opts.Dev {
		return
	}
	s.tellWaiting(a, wire.AppendReload(nil))
	if old == nil {
		return
	}
	s.moveAll(a, s.sessionsOf(a))
	for _, c := range a.ridersNow() {
		s.background(func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.alight() == nil {
				c.Write(wire.AppendProblem(nil, "", nil))
			}
		})
	}
}

// maxMoving bounds how many sessions of an app move at once: enough that apps
// which wait while they start do not wait for each other.
const maxMoving = 64

// moveAll moves the sessions that have a browser to the app's present version,
// beside everything else. The others move when theirs comes.
func (s *Server) moveAll(a *app, sessions []*session.Session) {
	todo := make(chan *session.Session, len(sessions))
	for _, sess := range sessions {
		todo <- sess
	}
	close(todo)
	for range min(maxMoving, len(sessions)) {
		s.background(func() {
			for sess := range todo {
				if c, ok := sess.Socket().(*socket); ok {
					s.moveOne(a, sess, c)
				}
			}
		})
	}
}

// catchUp moves a session whose browser has come after an edit.
func (s *Server) catchUp(a *app, sess *session.Session, c *socket) {
	if s.opts.Dev && sess.Program() != session.Program(a.program.Load()) {
		s.background(func() { s.moveOne(a, sess, c) })
	}
}

// moveOne moves a session, and once more when there has been another edit
// meanwhile.
func (s *Server) moveOne(a *app, sess *session.Session, c *socket) {
	for sess != nil && s.ctx.Err() == nil {
		p := a.program.Load()
		if sess.Program() == session.Program(p) {
			return
		}
		sess = s.move(p, sess, c)
	}
}

// move replaces one session by one of another version. The browser keeps its
// socket and its page; it gets the difference.
func (s *Server) move(p *program, old *session.Session, c *socket) (next *session.Session) {
	next, err := s.sessions.Start(s.ctx, p, pn.NewRequest(old.Info()))
	if err != nil {
		old.Tell(problemMessage(err))
		return nil
	}
	if !c.moveTo(next, old, s.sessions.Token(next)) {
		next.End(nil)
		return nil
	}
	_, was := old.Page().Page()
	_, is := next.Page().Page()
	next.Tell(wire.AppendProblem(nil, "", nil))
	if was != is {
		next.Tell(wire.AppendReload(nil)) // another template is another page
	}
	return next
}

// moveTo hands the socket from one session to another. No message is taken
// meanwhile, so none is lost.
func (c *socket) moveTo(next, old *session.Session, token string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	join, ok := old.HandOver()
	if !ok || join.Socket != session.Socket(c) {
		return false
	}
	join.Token = token
	c.session = next
	return next.Attach(join)
}
