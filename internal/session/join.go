package session

import (
	"context"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// Socket is the way to a session's browser.
type Socket interface {
	// Write sends one message. An error means that the socket is lost.
	Write(message []byte) error
	// Close ends the socket with one of wire's close codes and a reason.
	Close(code int, reason string)
}

// Join is what a socket brings when it comes to a session.
type Join struct {
	Socket Socket
	Token  string // the signed id to come back with
	// Resumed: the browser was here before, and has applied patches to Last.
	Resumed bool
	Last    uint64
	// Foreign: the session did not make the browser's page. Has tells what the
	// page shows, nil when nothing is known of it.
	Foreign bool
	Has     document.Digest
	Title   string // of the page the browser has
	Inputs  []wire.Input
	// Moved: the browser comes from another session, and goes on counting
	// where it was.
	Moved    bool
	N, Taken uint64
}

// Attach gives the session a socket. The one it had, if any, is closed: the
// page is open in one window. A session that ends before the socket's turn
// comes sends it away, to come again. Attach reports false when the session is
// over.
func (s *Session) Attach(j Join) bool {
	if s.Over() {
		return false
	}
	s.link.goOn(j) // at once: the browser's next event may come before the turn
	away := func() { j.Socket.Close(wire.CodeAway, "the session is over") }
	joined := context.AfterFunc(s.ctx, away)
	ok := s.enqueue(func() {
		if !joined() {
			return
		}
		old, ok := s.link.join(j.Socket)
		if !ok {
			away()
			return
		}
		if old != nil {
			old.Close(wire.CodeEnded, "the page was opened in another window")
		}
		s.taken(func() { s.restore(j.Inputs) })
		if err := s.settle(); err != nil {
			s.report("the page could not be made", err)
		}
		s.goLive()
		s.link.greet(j)
	})
	if !ok {
		joined()
	}
	return ok
}

// Detach takes a lost socket away. The session goes on for a while.
func (s *Session) Detach(socket Socket) { s.link.detach(socket) }

// Connected reports whether a browser is there, and if not, since when.
func (s *Session) Connected() (bool, time.Time) { return s.link.connected() }

// PageSent notes that the finished HTML of the session itself went out, with
// its title, so that only what changes from now on must be sent.
func (s *Session) PageSent(title string) { s.link.sync(title) }

// Applied notes that the browser has applied patches up to n.
func (s *Session) Applied(n uint64) { s.link.confirm(n) }

// Tell sends a message to the session's browser, if there is one.
func (s *Session) Tell(message []byte) { s.link.tell(message) }

// HandOver gives the session's browser away, if it still comes by this socket,
// and ends the session. What it gives is what another session's Attach takes.
func (s *Session) HandOver(socket Socket) (j Join, ok bool) {
	given := make(chan *Join, 1)
	over := context.AfterFunc(s.ctx, func() { given <- nil })
	s.enqueue(func() {
		if err := s.settle(); err != nil {
			s.log.Debug("the old page could not be made", "err", err)
		}
		s.link.drain()
		s.link.send(s.link.collect())
		if !over() {
			return
		}
		j := s.link.give(socket)
		given <- j
		if j != nil {
			s.End(ErrAway) // a socket that comes to this session just now is to come again
		}
	})
	if j := <-given; j != nil {
		return *j, true
	}
	return Join{}, false
}
