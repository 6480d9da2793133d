package session

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// link is what a session knows of its browser: the socket, what was sent and
// not yet confirmed, and which events were taken. It reads the document and
// knows nothing else of its session.
//
// The turn collects what is to be sent and gives itself up before it writes,
// so that a slow browser holds up nobody's callbacks. While a write is under
// way nothing more is collected: when it is done, one patch brings the browser
// to the latest state, however much has changed meanwhile.
//
// Each method is one step under the link's lock. Inside it only the locks of the
// document and of the title are taken, inside which none is; wake and sockets
// are called outside it.
type link struct {
	doc    *document.Document
	title  func() string // of the page, as the script has set it; "" when it has not
	counts *counters
	wake   func() // has a turn come

	mu       sync.Mutex
	socket   Socket
	lost     time.Time // since when there is no socket
	over     bool
	n        uint64 // number of the last patch
	accepted uint64 // seq of the last event in the mailbox, or out of it
	taken    uint64 // seq of the last event that its component was given
	told     uint64 // the last one the browser was told of
	foreign  bool   // another session made the page, perhaps of another version
	has      string // title, as the browser has it
	sent     replay
	greeted  [][]byte // what a new socket gets before anything else
	waiting  [][]byte

	writing Socket // to which a write is under way
	held    bool   // something was not collected because of that
	written chan struct{}
}

// maxWaiting bounds the notices that wait for a turn.
const maxWaiting = 16

func newLink(doc *document.Document, title func() string, limits *Limits, counts *counters, wake func()) *link {
	return &link{doc: doc, title: title, counts: counts, wake: wake, sent: replay{limits: limits}}
}

// outgoing is what one turn sends.
type outgoing struct {
	socket   Socket
	messages [][]byte
}

// accept takes the event of a sequence number into the count. It reports false
// for one that was accepted before: it was sent again after a lost socket. known
// says that the document has, or had, a component for it. An error means that
// the client broke the protocol.
func (l *link) accept(seq uint64, known bool) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case seq <= l.accepted:
		return false, nil
	case seq != l.accepted+1:
		return false, fmt.Errorf("event %d came after event %d", seq, l.accepted)
	case !known && !l.foreign:
		return false, errUnknownComponent
	}
	l.accepted = seq
	return true, nil
}

// errUnknownComponent is an event for a component that the page never had.
var errUnknownComponent = errors.New("no component takes the event")

// took notes that the event of a sequence number was given to its component.
func (l *link) took(seq uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.taken = seq
}

// confirm notes that the browser has applied patches up to n.
func (l *link) confirm(n uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent.confirm(n)
}

// expect begins the time in which a browser has to come.
func (l *link) expect() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost = time.Now()
}

// connected reports whether a browser is there, and if not, since when.
func (l *link) connected() (bool, time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.socket != nil, l.lost
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

// join puts a socket in the place of the one there was, which it gives back. It
// reports false when the link has ended.
func (l *link) join(socket Socket) (old Socket, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return nil, false
	}
	old, l.socket, l.greeted = l.socket, socket, nil
	return old, true
}

// detach takes a lost socket away, unless another one is in its place.
func (l *link) detach(socket Socket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket == socket {
		l.socket, l.lost = nil, time.Now()
	}
}

// sync notes that the browser has the page as the document is now, with a
// title.
func (l *link) sync(title string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.doc.Sync()
	l.has = title
}

// give gives away the browser that comes by a socket, nil when another socket is
// in its place: what it gives is what another link goes on with.
func (l *link) give(socket Socket) *Join {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket != socket {
		return nil
	}
	l.socket = nil
	return &Join{
		Socket: socket, Resumed: true, Foreign: true, Has: l.doc.Digest(), Title: l.has, Inputs: inputs(l.doc),
		Moved: true, N: l.n, Taken: l.taken, Last: l.n,
	}
}

// greet welcomes a browser and brings its page to the present state: with the
// patches it missed, with the difference to the page it has, or with all.
func (l *link) greet(j Join) {
	l.mu.Lock()
	defer l.mu.Unlock()
	missed, whole := l.missed(j)
	ack := l.taken
	l.told = l.taken
	if len(missed) > 0 {
		// What these patches do to controls must find the browser as it was:
		// with the events pending that came after them.
		ack, l.told = missed[0].ack, missed[len(missed)-1].ack
	}
	l.greeted = [][]byte{wire.AppendWelcome(nil, j.Token, j.Resumed, ack)}
	for _, p := range missed {
		l.greeted = append(l.greeted, p.message)
	}

	var ops []document.Op
	switch {
	case whole:
		ops = l.doc.TakeFrom(rootsOnly())
	case j.Foreign:
		ops = l.doc.TakeFrom(j.Has)
	}
	if j.Foreign {
		l.has = j.Title
	}
	if len(ops) > 0 {
		l.greeted = append(l.greeted, l.patch(ops))
	}
}

// missed lists what a browser that comes back has not got, or says that its
// page must be sent whole: as the next patch after its last, whatever was sent
// meanwhile. The caller holds l.mu.
func (l *link) missed(j Join) (missed []sentPatch, whole bool) {
	if j.Foreign {
		return nil, j.Has == nil
	}
	l.sent.confirm(j.Last)
	if j.Last == l.n {
		return nil, false
	}
	missed, ok := l.sent.after(j.Last)
	if !ok {
		l.n = j.Last
		l.sent.drop()
	}
	return missed, !ok
}

// rootsOnly is the digest of a page of which nothing is known but its areas.
func rootsOnly() document.Digest {
	d := document.Digest{}
	for _, area := range pn.Areas {
		d[pn.AreaID(area)] = document.Known{}
	}
	return d
}

// collect takes what the browser does not have yet. It runs in the turn, when
// the document is settled. Without a socket, and while a write is under way,
// nothing is taken out of the document, so that one patch tells it all later.
func (l *link) collect() outgoing {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket == nil || l.writing == l.socket {
		l.held = true
		return outgoing{}
	}
	out := outgoing{l.socket, append(l.greeted, l.waiting...)}
	l.greeted, l.waiting = nil, nil
	if ops := l.doc.Take(); len(ops) > 0 || l.newTitle() != nil {
		out.messages = append(out.messages, l.patch(ops))
	} else if l.taken > l.told {
		l.told = l.taken
		out.messages = append(out.messages, wire.AppendAck(nil, l.taken))
	}
	if len(out.messages) == 0 {
		return outgoing{}
	}
	l.writing, l.held = out.socket, false
	return out
}

// send writes what was collected, and has a turn come for what could not be
// collected meanwhile.
func (l *link) send(out outgoing) {
	if out.socket == nil {
		return
	}
	for _, m := range out.messages {
		if err := out.socket.Write(m); err != nil {
			l.detach(out.socket)
			break
		}
		l.counts.messages.Add(1)
		l.counts.bytes.Add(uint64(len(m)))
	}
	if l.sentAll(out.socket) {
		l.wake()
	}
}

// sentAll notes that a write is done. It reports whether something was held
// back meanwhile.
func (l *link) sentAll(socket Socket) (more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writing == socket {
		l.writing, more = nil, l.held
	}
	if l.written != nil {
		close(l.written)
		l.written = nil
	}
	return more
}

// drain waits until no write is under way. A write is bounded, so this is.
func (l *link) drain() {
	for written := l.underWay(); written != nil; written = l.underWay() {
		<-written
	}
}

// underWay is closed when the write to the present socket is done, nil when
// there is none.
func (l *link) underWay() chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writing == nil || l.writing != l.socket {
		return nil
	}
	if l.written == nil {
		l.written = make(chan struct{})
	}
	return l.written
}

// owes reports whether there is something to send besides changes of the page.
func (l *link) owes() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) > 0 && l.socket != nil && l.writing != l.socket || l.newTitle() != nil
}

// newTitle is the page's title when the browser has another. The caller holds
// l.mu.
func (l *link) newTitle() *string {
	if title := l.title(); title != "" && title != l.has {
		return &title
	}
	return nil
}

// patch numbers operations and keeps the message until it is confirmed. The
// caller holds l.mu.
func (l *link) patch(ops []document.Op) []byte {
	title := l.newTitle()
	if title != nil {
		l.has = *title
	}
	l.n++
	l.told = l.taken
	message := wire.AppendPatch(nil, l.n, l.taken, title, ops)
	l.sent.add(sentPatch{l.n, l.taken, message})
	return message
}

// tell has a message sent in the next turn. When too many wait, the newest is
// dropped: the log has it all the same.
func (l *link) tell(message []byte) {
	l.mu.Lock()
	if len(l.waiting) < maxWaiting {
		l.waiting = append(l.waiting, message)
	}
	l.mu.Unlock()
	l.wake()
}

// end closes the socket of a session that is over.
func (l *link) end(reason error) {
	l.mu.Lock()
	socket := l.socket
	l.over, l.socket, l.greeted, l.waiting = true, nil, nil, nil
	l.sent.drop()
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
