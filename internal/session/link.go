package session

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// link is what a session knows of its browser: the socket, what was sent and
// not yet confirmed, and which events were taken.
//
// The turn collects what is to be sent and gives itself up before it writes,
// so that a slow browser holds up nobody's callbacks. While a write is under
// way nothing more is collected: when it is done, one patch brings the browser
// to the latest state, however much has changed meanwhile.
type link struct {
	order sync.Mutex // held while an event gets its place in the mailbox

	mu       sync.Mutex
	socket   Socket
	n        uint64 // number of the last patch
	accepted uint64 // seq of the last event in the mailbox, or out of it
	taken    uint64 // seq of the last event that its component was given
	told     uint64 // the last one the browser was told of
	foreign  bool   // another session made the page, perhaps of another version
	title    string // as the browser has it
	sent     []sentPatch
	bytes    int
	greeted  [][]byte // what a new socket gets before anything else
	waiting  [][]byte

	writing Socket // to which a write is under way
	held    bool   // something was not collected because of that
	written chan struct{}
}

// outgoing is what one turn sends.
type outgoing struct {
	socket   Socket
	messages [][]byte
}

type sentPatch struct {
	n, ack  uint64
	message []byte
}

// maxWaiting bounds the notices that wait for a turn.
const maxWaiting = 16

// Join is what a socket brings when it comes to a session.
type Join struct {
	Socket Socket
	Token  string // the signed id to come back with
	// Resumed: the browser was here before, and has applied patches to Last.
	Resumed bool
	Last    uint64
	// Has tells what the browser's page shows, when the session did not make
	// it. nil with Foreign: nothing is known of the page.
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
// comes sends it away, to come again.
func (s *Session) Attach(j Join) bool {
	if s.Over() {
		return false
	}
	s.link.goOn(j) // at once: the browser's next event may come before the turn
	joined := context.AfterFunc(s.ctx, func() { j.Socket.Close(wire.CodeAway, "the session is over") })
	ok := s.enqueue(func() {
		if !joined() {
			return
		}
		old := s.link.take(j)
		if old != nil {
			old.Close(wire.CodeEnded, "the page was opened in another window")
		}
		s.taken(func() { s.restore(j.Inputs) })
		if err := s.settle(); err != nil {
			s.report("the page could not be made", err)
		}
		s.goLive()
		s.link.greet(s, j)
	})
	if !ok {
		joined()
	}
	return ok
}

// Detach takes a lost socket away. The session goes on for a while.
func (s *Session) Detach(socket Socket) {
	s.link.mu.Lock()
	mine := s.link.socket == socket
	if mine {
		s.link.socket = nil
	}
	s.link.mu.Unlock()
	if mine {
		s.mu.Lock()
		s.lost = time.Now()
		s.mu.Unlock()
	}
}

// Connected reports whether a browser is there, and if not, since when.
func (s *Session) Connected() (bool, time.Time) {
	s.link.mu.Lock()
	connected := s.link.socket != nil
	s.link.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	return connected, s.lost
}

// PageSent notes that the finished HTML of the session itself went out, with
// its title, so that only what changes from now on must be sent.
func (s *Session) PageSent(title string) {
	s.Document().Sync()
	s.link.mu.Lock()
	s.link.title = title
	s.link.mu.Unlock()
}

func (l *link) take(j Join) (old Socket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	old, l.socket, l.greeted = l.socket, j.Socket, nil
	return old
}

// goOn notes whose page the browser has, and counts on from where its last
// session was.
func (l *link) goOn(j Join) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.foreign = l.foreign || j.Foreign
	if j.Moved {
		l.n, l.accepted, l.taken = j.N, j.Taken, j.Taken
	}
}

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
		s.link.send(s, s.link.collect(s))
		if !over() {
			return
		}
		j := s.link.give(s, socket)
		given <- j
		if j != nil {
			s.End(ErrAway) // who comes to this session just now is to come again
		}
	})
	if j := <-given; j != nil {
		return *j, true
	}
	return Join{}, false
}

func (l *link) give(s *Session, socket Socket) *Join {
	has, inputs := s.Document().Digest(), s.Inputs()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket != socket {
		return nil
	}
	l.socket = nil
	return &Join{
		Socket: socket, Resumed: true, Foreign: true, Has: has, Title: l.title, Inputs: inputs,
		Moved: true, N: l.n, Taken: l.taken, Last: l.n,
	}
}

// Socket is the session's socket, nil when there is none.
func (s *Session) Socket() Socket {
	s.link.mu.Lock()
	defer s.link.mu.Unlock()
	return s.link.socket
}

// greet welcomes a browser and brings its page to the present state: with the
// patches it missed, with the difference to the page it has, or with all.
func (l *link) greet(s *Session, j Join) {
	l.mu.Lock()
	missed, whole := l.missed(j)
	ack := l.taken
	l.told = l.taken
	if len(missed) > 0 {
		// What these patches do to controls must find the browser as it was:
		// with the events pending that came after them.
		ack, l.told = missed[0].ack, missed[len(missed)-1].ack
	}
	messages := [][]byte{wire.AppendWelcome(nil, j.Token, j.Resumed, ack)}
	for _, p := range missed {
		messages = append(messages, p.message)
	}
	l.mu.Unlock()
	var ops []document.Op
	switch {
	case whole:
		ops = s.Document().TakeFrom(rootsOnly())
	case j.Foreign:
		ops = s.Document().TakeFrom(j.Has)
	}
	if j.Foreign {
		l.mu.Lock()
		l.title = j.Title
		l.mu.Unlock()
	}
	if len(ops) > 0 {
		messages = append(messages, l.patch(s, ops))
	}
	l.mu.Lock()
	l.greeted = messages
	l.mu.Unlock()
}

// missed lists what a browser that comes back has not got, or says that its
// page must be sent whole: as the next patch after its last, whatever was sent
// meanwhile. The caller holds l.mu.
func (l *link) missed(j Join) (missed []sentPatch, whole bool) {
	if j.Foreign {
		return nil, j.Has == nil
	}
	l.confirm(j.Last)
	if j.Last == l.n {
		return nil, false
	}
	if len(l.sent) == 0 || l.sent[0].n != j.Last+1 {
		l.n, l.sent, l.bytes = j.Last, nil, 0
		return nil, true
	}
	return slices.Clone(l.sent), false
}

// rootsOnly is the digest of a page of which nothing is known but its areas.
func rootsOnly() document.Digest {
	d := document.Digest{}
	for _, area := range pn.Areas {
		d[pn.AreaID(area)] = document.Known{}
	}
	return d
}

// Applied notes that the browser has applied patches up to n.
func (s *Session) Applied(n uint64) {
	s.link.mu.Lock()
	defer s.link.mu.Unlock()
	s.link.confirm(n)
}

func (l *link) confirm(n uint64) {
	i := 0
	for i < len(l.sent) && l.sent[i].n <= n {
		l.bytes -= len(l.sent[i].message)
		l.sent[i].message = nil
		i++
	}
	l.sent = l.sent[i:]
	if len(l.sent) == 0 {
		l.sent = nil
	}
}

// collect takes what the browser does not have yet. It runs in the turn, when
// the document is settled. Without a socket, and while a write is under way,
// nothing is taken out of the document, so that one patch tells it all later.
func (l *link) collect(s *Session) outgoing {
	l.mu.Lock()
	if l.socket == nil || l.writing == l.socket {
		l.held = true
		l.mu.Unlock()
		return outgoing{}
	}
	out := outgoing{l.socket, append(l.greeted, l.waiting...)}
	due := l.taken > l.told
	l.greeted, l.waiting = nil, nil
	l.mu.Unlock()
	ops := s.Document().Take()
	if len(ops) > 0 || l.newTitle(s) {
		out.messages = append(out.messages, l.patch(s, ops))
	} else if due {
		l.mu.Lock()
		l.told = l.taken
		out.messages = append(out.messages, wire.AppendAck(nil, l.taken))
		l.mu.Unlock()
	}
	if len(out.messages) == 0 {
		return outgoing{}
	}
	l.mu.Lock()
	l.writing, l.held = out.socket, false
	l.mu.Unlock()
	return out
}

// send writes what was collected, and has a turn come for what could not be
// collected meanwhile.
func (l *link) send(s *Session, out outgoing) {
	if out.socket == nil {
		return
	}
	for _, m := range out.messages {
		if err := out.socket.Write(m); err != nil {
			s.Detach(out.socket)
			break
		}
		s.counts.messages.Add(1)
		s.counts.bytes.Add(uint64(len(m)))
	}
	l.mu.Lock()
	more := false
	if l.writing == out.socket {
		l.writing, more = nil, l.held
	}
	if l.written != nil {
		close(l.written)
		l.written = nil
	}
	l.mu.Unlock()
	if more {
		s.wake()
	}
}

// drain waits until no write is under way. A write is bounded, so this is.
func (l *link) drain() {
	for {
		l.mu.Lock()
		if l.writing == nil || l.writing != l.socket {
			l.mu.Unlock()
			return
		}
		if l.written == nil {
			l.written = make(chan struct{})
		}
		written := l.written
		l.mu.Unlock()
		<-written
	}
}

// owes reports whether there is something to send besides changes of the page.
func (l *link) owes(s *Session) bool {
	l.mu.Lock()
	waiting := len(l.waiting) > 0 && l.socket != nil && l.writing != l.socket
	l.mu.Unlock()
	return waiting || l.newTitle(s)
}

func (l *link) newTitle(s *Session) bool {
	title := s.Title()
	l.mu.Lock()
	defer l.mu.Unlock()
	return title != "" && title != l.title
}

// patch numbers operations and keeps the message until it is confirmed.
func (l *link) patch(s *Session, ops []document.Op) []byte {
	title := s.Title()
	l.mu.Lock()
	defer l.mu.Unlock()
	var newTitle *string
	if title != "" && title != l.title {
		newTitle, l.title = &title, title
	}
	l.n++
	l.told = l.taken
	message := wire.AppendPatch(nil, l.n, l.taken, newTitle, ops)
	l.sent = append(l.sent, sentPatch{l.n, l.taken, message})
	l.bytes += len(message)
	for len(l.sent) > s.limits.Replay || l.bytes > s.limits.ReplayBytes && len(l.sent) > 1 {
		l.bytes -= len(l.sent[0].message)
		l.sent = l.sent[1:]
	}
	return message
}

// tell has a message sent in the next turn. When too many wait, the newest is
// dropped: the log has it all the same.
func (l *link) tell(s *Session, message []byte) {
	l.mu.Lock()
	if len(l.waiting) < maxWaiting {
		l.waiting = append(l.waiting, message)
	}
	l.mu.Unlock()
	s.wake()
}

// end closes the socket of a session that is over.
func (l *link) end(reason error) {
	l.mu.Lock()
	socket := l.socket
	l.socket, l.sent, l.greeted, l.waiting = nil, nil, nil, nil
	l.mu.Unlock()
	if socket == nil {
		return
	}
	switch {
	case errors.Is(reason, ErrOver):
		socket.Close(wire.CodeOver, "the session is over")
	case errors.Is(reason, ErrAway), errors.Is(reason, ErrUnused): // who comes too late comes again
		socket.Close(wire.CodeAway, "the server is going away")
	default:
		socket.Close(wire.CodeEnded, reason.Error())
	}
}
