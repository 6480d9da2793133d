package server

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
)

// connection carries the messages of a browser: a WebSocket, or the stream
// that stands in for one. The goroutine that reads calls Finish last.
type connection interface {
	Read() (wire.ClientMessage, error)
	Write(message []byte) error
	Close(code int, reason string)
	Finish()
}

// socket is one browser's connection and the session it belongs to. The
// session changes when an edit moves the page to another version.
type socket struct {
	connection

	mu      sync.Mutex // held while a message is handled, and while the session changes
	session *session.Session
	rider   *rider // until there is a session

	faults int // how many faults of modules the browser has told of

	left    func()     // frees what the socket holds of the server; called once or more
	moving  sync.Mutex // held while the page moves to another session
	telling sync.Mutex // held while the page is told of a problem
}

// helloTimeout bounds the wait for the first message.
const helloTimeout = 10 * time.Second

// serveSocket opens a socket and serves it on another goroutine: when the
// handler returns, net/http frees the buffers and the stack of the request,
// which an idle socket would hold all its life.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request, a *hosted) {
	if !s.admit(w) {
		return
	}
	conn, err := wire.Upgrade(w, r, s.wireOptions())
	if err != nil {
		s.sockets.Add(-1)
		return // Upgrade has answered
	}
	info := s.requestInfo(r)
	if !s.startSocket(s.lifeOf(r), a, conn, info) {
		s.sockets.Add(-1)
		conn.Close(wire.CodeAway, "the server is going away")
		conn.Finish()
	}
}

// startSocket runs a socket on a goroutine that Close waits for, as background
// does. It takes one place of s.sockets with it. When the goroutine is left behind in
// a script that does not return, the socket is closed and nobody waits. When life is
// done, the browser is told that the server is going away.
func (s *Server) startSocket(life context.Context, a *hosted, conn connection, info visit.Info) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	c := &socket{connection: conn}
	c.left = sync.OnceFunc(func() {
		s.sockets.Add(-1)
		s.tasks.Done()
	})
	s.tasks.Add(1)
	go func() {
		defer c.left()
		s.runSocket(life, a, c, info)
	}()
	return true
}

// admit counts one more open page. It reports false, and answers with 503,
// when there are too many.
func (s *Server) admit(w http.ResponseWriter) bool {
	if s.sockets.Add(1) <= s.maxSockets() {
		return true
	}
	s.sockets.Add(-1)
	w.Header().Set("Retry-After", "5")
	http.Error(w, "too many open pages", http.StatusServiceUnavailable)
	return false
}

// maxSockets bounds the open pages, including those without a session.
func (s *Server) maxSockets() int64 { return 2 * int64(s.sessions.Max()) }

// runSocket takes a page live and passes its messages to its session until the
// socket is closed.
func (s *Server) runSocket(life context.Context, a *hosted, c *socket, info visit.Info) {
	defer c.Finish()
	stop := context.AfterFunc(life, func() { c.Close(wire.CodeAway, "the server is going away") })
	defer stop()

	hello, err := c.hello()
	if err != nil {
		c.Close(wire.CodeProtocol, err.Error())
		return
	}
	if s.opts.Dev && hello.Session == "" && hello.View == "" {
		s.waitForGoodVersion(a, c, hello.Wait)
		return
	}

	if s.opts.Dev || s.opts.Reuse == ReuseLazy {
		defer a.enter(c)()
	}
	if err := s.goLive(s.ctx, a, c, info, hello); err != nil {
		s.refuse(c, err)
		return
	}
	defer c.detach()
	if s.opts.Dev {
		s.catchUp(a, c)
	}

	for {
		message, err := c.Read()
		if fault, ok := message.(wire.Fault); ok {
			s.logFault(a, c, fault)
			continue
		}
		if err == nil {
			err = c.take(message)
		}
		if err != nil {
			if !errors.Is(err, wire.ErrClosed) {
				c.Close(wire.CodeProtocol, err.Error())
			}
			return
		}
	}
}

func (s *Server) wireOptions() wire.Options {
	return wire.Options{
		MaxMessage: s.opts.MaxMessage, KeepAlive: s.opts.KeepAlive, Rate: s.opts.MessageRate,
	}
}

// hello reads the first message.
func (c *socket) hello() (wire.Hello, error) {
	late := time.AfterFunc(helloTimeout, func() { c.Close(wire.CodeProtocol, "no hello came") })
	defer late.Stop()
	message, err := c.Read()
	if err != nil {
		return wire.Hello{}, err
	}
	hello, ok := message.(wire.Hello)
	if !ok {
		return wire.Hello{}, errors.New("the first message must be hello")
	}
	return hello, nil
}

// take handles a message after the first. An error means that the client broke
// the protocol.
func (c *socket) take(message wire.ClientMessage) error {
	sess, turn, err := c.accept(message)
	if turn {
		sess.Turn(c.strand) // without c.mu: it may take long
	}
	return err
}

// accept is take up to the turn, which the caller has to run then.
func (c *socket) accept(message wire.ClientMessage) (sess *session.Session, turn bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch m := message.(type) {
	case wire.Event:
		if err := c.startSession(); err != nil {
			return nil, false, err
		}
		turn, err = c.session.Event(m)
		return c.session, turn, err
	case wire.Applied:
		if c.session != nil {
			c.session.Applied(m.N)
		}
		return nil, false, nil
	}
	return nil, false, errors.New("hello comes once")
}

// strand gives up a socket whose reader is left behind in a script.
func (c *socket) strand() {
	c.detach()
	c.left()
	go func() { // for a second or two
		c.Close(wire.CodeAway, "the script does not return")
		c.Finish()
	}()
}

// present returns the session of the page, nil until there is one.
func (c *socket) present() *session.Session {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session
}

// detach takes the socket from its session, which waits for the browser to
// come back.
func (c *socket) detach() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.endRide()
	if c.session != nil {
		c.session.Detach(c)
	}
}

// goLive connects the page to a session: the one that it names, a spare, or a
// new one. With ReuseLazy a page may get its session later.
func (s *Server) goLive(ctx context.Context, a *hosted, c *socket, info visit.Info, hello wire.Hello) error {
	if sess, ok := s.resume(a, info, hello); ok {
		if c.join(sess, session.Join{Token: s.sessions.Token(sess), Resumed: true, Last: hello.Last, Inputs: hello.Inputs}) {
			return nil
		}
	}
	drops := s.views.Drops(a.Slug())
	if v, ok := s.mayRide(a, info, hello); ok {
		return s.ride(a, c, info, v, drops)
	}
	join := session.Join{Foreign: true, Inputs: hello.Inputs}
	if v, ok := s.views.ByID(hello.View); ok {
		join.Has, join.Title = v.Digest, v.Title
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return s.begin(ctx, a, c, info, join)
}

// begin connects the page to a session that did not make it. The caller holds
// c.mu.
func (s *Server) begin(ctx context.Context, a *hosted, c *socket, info visit.Info, join session.Join) error {
	sess, err := s.newSession(ctx, a, info)
	if err != nil {
		return err
	}
	join.Token = s.sessions.Token(sess)
	if !c.joinLocked(sess, join) {
		c.Close(sess.Closing())
		return wire.ErrClosed
	}
	return nil
}

// join connects the page to a session. It reports false when the session is
// over.
func (c *socket) join(sess *session.Session, j session.Join) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.joinLocked(sess, j)
}

// joinLocked is join for a caller who holds c.mu.
func (c *socket) joinLocked(sess *session.Session, j session.Join) bool {
	c.session, j.Socket = sess, c
	return sess.Attach(j)
}

// resume finds the session that a page names. It must be of the same app and
// the same user.
func (s *Server) resume(a *hosted, info visit.Info, hello wire.Hello) (*session.Session, bool) {
	if hello.Session == "" {
		return nil, false
	}
	sess, ok := s.sessions.Find(hello.Session)
	if !ok || sess.Program().Slug() != a.Slug() || sess.Info().User != info.User {
		return nil, false
	}
	return sess, true
}

// newSession takes a spare of the visitor's bucket, or else starts a session.
func (s *Server) newSession(ctx context.Context, a *hosted, info visit.Info) (*session.Session, error) {
	p, err := a.Present()
	if err != nil {
		return nil, err
	}
	if sess, ok := s.takeSpare(p, info); ok {
		return sess, nil
	}
	return s.sessions.Start(ctx, p, p.Request(info))
}

// refuse closes a socket that gets no session. The page comes again if this server goes
// away.
func (s *Server) refuse(c *socket, err error) {
	code := wire.CodeEnded
	if errors.Is(err, session.ErrAway) {
		code = wire.CodeAway
	}
	c.Close(code, s.reason(err))
}

// reason is an error as a visitor may see it.
func (s *Server) reason(err error) string {
	if s.opts.Dev {
		return err.Error()
	}
	if _, ok := errors.AsType[notLoaded](err); ok {
		return "this app cannot be served: the log of the server says why"
	}
	switch {
	case errors.Is(err, session.ErrFull):
		return "the server is full, try again later"
	case errors.Is(err, session.ErrGreedy):
		return "you have too many pages open here: close some, and try again"
	case errors.Is(err, session.ErrAway):
		return "the server is going away"
	}
	return "the page could not be started"
}
