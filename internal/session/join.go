package session

import (
	"context"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// Socket is the connection to a session's browser.
type Socket interface {
	// Write sends one message. An error means that the connection is lost.
	Write(message []byte) error
	// Close ends the connection with a close code of package wire and a
	// reason.
	Close(code int, reason string)
}

// Join is what a socket brings along when it is attached to a session.
type Join struct {
	Socket Socket
	Token  string // the signed id for coming back to this session
	// Resumed means that the browser has been connected before. Last is the
	// number of the last patch it has applied.
	Resumed bool
	Last    uint64
	// Foreign means that another session made the browser's page. Has is the
	// digest of that page, nil when it is not known.
	Foreign bool
	Has     document.Digest
	Title   string       // the title of the page that the browser has
	Inputs  []wire.Input // values for the controls of a session that no browser has joined before
	// Moved means that the browser comes from another session and keeps its
	// numbers: N is the last patch, Taken the last event of that session.
	Moved    bool
	N, Taken uint64
	carried  []carried
}

// Attach connects the session to a socket and sends the browser what its page
// lacks. It closes the socket that was connected before, if any: a page is
// open in one window. It reports false, and does nothing, when the session is
// over. When the session ends before the turn comes to the socket, the socket
// is closed with wire.CodeAway.
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
		values := j.carried
		if !s.isLive() {
			for _, in := range j.Inputs {
				values = append(values, carried{Input: in})
			}
		}
		s.restore(values, 0, func(lost int) {
			if err := s.settle(); err != nil {
				s.report("the page could not be made", err)
			}
			s.goLive()
			s.link.greet(j, lost)
		})
	})
	if !ok {
		joined()
	}
	return ok
}

// Closing returns the close code and the text for a socket that came too late for a
// session that is over.
func (s *Session) Closing() (code int, text string) {
	<-s.ctx.Done() // End may be about to say why
	reason := context.Cause(s.ctx)
	return closing(reason, s.shown(reason))
}

// Detach disconnects a lost socket, unless another has taken its place. The
// session waits for its browser until the manager ends it.
func (s *Session) Detach(socket Socket) { s.link.detach(socket) }

// Connected reports whether a browser is connected, and if not, since when.
func (s *Session) Connected() (bool, time.Time) { return s.link.connected() }

// PageSent notes that the session's own page was sent as HTML, with a title,
// so that only later changes go out as patches.
func (s *Session) PageSent(title string) { s.link.sync(title) }

// Applied notes that the browser has applied the patches up to n, so that they
// need not be kept, and that further ones may come.
func (s *Session) Applied(n uint64) {
	if s.link.confirm(n) {
		s.wake()
	}
}

// Tell sends a message to the session's browser, in the next turn.
func (s *Session) Tell(message []byte) {
	s.link.tell(message)
	s.wake()
}

// HandOver gives the browser to another session, whose Attach takes the
// result, and ends this one. It reports false when the browser is no longer
// connected by socket or the session is over.
func (s *Session) HandOver(socket Socket) (j Join, ok bool) {
	given := make(chan *Join, 1)
	over := context.AfterFunc(s.ctx, func() { given <- nil })
	s.enqueue(func() {
		if err := s.settle(); err != nil {
			s.log().Debug("the old page could not be made", "err", err)
		}
		s.link.drain()
		s.link.hurry()
		s.send(s.link.collect())
		if !over() {
			return
		}
		j := s.link.give(socket)
		given <- j
		if j != nil {
			s.End(errMoved) // a browser that connects to it just now is told to reconnect
		}
	})
	if j := <-given; j != nil {
		return *j, true
	}
	return Join{}, false
}
