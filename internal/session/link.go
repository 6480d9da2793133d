package session

import (
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// link is the connection of a session to its browser: the socket, the patches
// that were sent and not yet confirmed, and the events that were taken. It
// reads the document and knows nothing else of its session.
//
// The turn collects what is to be sent and ends before it is written, so that
// a slow browser delays no callback. While a write is under way nothing more
// is collected: after it, one patch brings the browser to the latest state,
// however much has changed meanwhile.
//
// Each method is one step under mu. Lock order: mu comes before the locks of
// the document and of the title, which are held around no call out of their
// package. The socket is called without mu. A method that says so is called with
// mu held.
type link struct {
	doc    *document.Document
	title  func() string // the page's title as the script set it, or ""
	counts *counters
	wake   func() // has a turn come

	mu       sync.Mutex
	socket   Socket
	lost     time.Time // when the last socket was lost, or a browser was first expected
	over     bool      // the session has ended
	n        uint64    // number of the last patch
	accepted uint64    // seq of the last event that was put into the mailbox
	taken    uint64    // seq of the last event that its component has handled
	told     uint64    // seq of the last event that was acknowledged
	own      uint64    // number of the first patch after which the page is this session's, perhaps unknown yet
	lostSome bool      // the visitor was told that an input has found no place
	has      string    // the title in the browser
	sent     replay
	greeted  [][]byte // messages for a new socket, before all others
	waiting  [][]byte // notices for the next turn, at most maxWaiting

	lastSent time.Time // when the last patch was collected
	paused   bool      // the browser has not applied what it was sent, so that a change waits
	slow     bool      // the browser took a pause to apply the last patch that it confirmed
	silence  *time.Timer

	writing Socket        // has a write under way
	held    bool          // something was not collected because of that write
	written chan struct{} // closed when that write is done; made by drain
}

// maxWaiting bounds the notices that wait for a turn.
const maxWaiting = 16

// Patches that are sent before the browser has applied those before: so many, or of so
// many bytes. Further changes become one patch, so that a page is never behind by more
// than it takes to show these. A browser that is silent, or takes a pause to apply a patch,
// as a page that nobody sees does, gets one patch in each pause.
const (
	maxUnapplied      = 2
	maxUnappliedBytes = 64 << 10
	pause             = time.Second
)

func newLink(doc *document.Document, title func() string, limits *Limits, counts *counters, wake func()) *link {
	return &link{doc: doc, title: title, counts: counts, wake: wake, sent: replay{limits: limits}}
}

// outgoing is what one turn sends; nothing when socket is nil.
type outgoing struct {
	socket   Socket
	messages [][]byte
}

// accept counts an event that was made when the browser had applied the patches up to
// on. known says whether the document has, or had, a component for it. isNew is false
// for an event that was accepted before: the browser sends events again after a lost
// socket. own reports that the event was made on a page of this session. An error
// means that the client broke the protocol.
func (l *link) accept(seq, on uint64, known bool) (isNew, own bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	own = on >= l.own
	switch {
	case seq <= l.accepted:
		return false, own, nil
	case seq != l.accepted+1:
		return false, own, fmt.Errorf("event %d came after event %d", seq, l.accepted)
	case !known && own:
		return false, own, errUnknownComponent
	}
	l.accepted = seq
	if own && on <= l.n {
		l.sent.confirm(on)
		l.slow = false // somebody is there
	}
	return true, own, nil
}

// isOwn reports whether a page with the patches up to on is this session's.
func (l *link) isOwn(on uint64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return on >= l.own
}

// lostInput tells the visitor, once, that something done on the page of another
// session has found no place.
func (l *link) lostInput() {
	l.mu.Lock()
	told := l.lostSome
	l.lostSome = true
	l.mu.Unlock()
	if !told {
		l.tell(wire.AppendNotice(nil, "warning", "Something you did has no place on the new page. Please look, and do it again."))
	}
}

// errUnknownComponent is the error for an event of a component that the page
// never had.
var errUnknownComponent = errors.New("no component takes the event")

// took notes that the component has handled event seq.
func (l *link) took(seq uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.taken = seq
}

// confirm notes that the browser has applied the patches up to n. more reports that a
// change has waited for that.
func (l *link) confirm(n uint64) (more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n <= l.n && len(l.sent.patches) > 0 && l.sent.patches[0].n <= n {
		l.slow = time.Since(l.sent.patches[0].at) >= pause
		l.sent.confirm(n)
	}
	more = l.paused && !l.behind()
	l.paused = l.paused && !more
	return more
}

// behind reports whether the browser gets no patch yet: it is slow, or has still to apply
// what it was sent. The caller holds l.mu.
func (l *link) behind() bool {
	full := len(l.sent.patches) >= maxUnapplied || l.sent.bytes >= maxUnappliedBytes
	return (full || l.slow) && time.Since(l.lastSent) < pause
}

// hold has a change wait until the browser has applied what it was sent, or until a pause
// has passed since the last patch. The caller holds l.mu.
func (l *link) hold() {
	if l.paused {
		return
	}
	l.paused = true
	rest := pause - time.Since(l.lastSent)
	if l.silence == nil {
		l.silence = time.AfterFunc(rest, l.giveUpWaiting)
	} else {
		l.silence.Reset(rest)
	}
}

// hurry has the next change wait for nothing.
func (l *link) hurry() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lastSent = time.Time{}
}

// giveUpWaiting has a change go to a silent or slow browser.
func (l *link) giveUpWaiting() {
	l.mu.Lock()
	paused := l.paused && !l.over
	l.paused = false
	l.mu.Unlock()
	if paused {
		l.wake()
	}
}

// expect starts the time in which a browser has to connect.
func (l *link) expect() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost = time.Now()
}

// connected reports whether a browser is connected, and if not, since when.
func (l *link) connected() (bool, time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.socket != nil, l.lost
}

// goOn prepares for a browser about to join: whether another session made its
// page, and from which numbers to go on.
func (l *link) goOn(j Join) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if j.Foreign {
		l.own = math.MaxUint64
	}
	if j.Moved {
		l.n, l.accepted, l.taken = j.N, j.Taken, j.Taken
	}
}

// join makes socket the connection and returns the one before, if any. It
// reports false when the session has ended.
func (l *link) join(socket Socket) (old Socket, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return nil, false
	}
	old, l.socket, l.greeted, l.slow = l.socket, socket, nil, false
	return old, true
}

// detach removes a lost socket, unless another has taken its place.
func (l *link) detach(socket Socket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket == socket {
		l.socket, l.lost = nil, time.Now()
	}
}

// sync notes that the browser has the document as it is now, and a title.
func (l *link) sync(title string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.doc.Sync()
	l.has = title
}

// give disconnects the browser and returns what another link needs to
// continue; nil when the browser is no longer connected by socket.
func (l *link) give(socket Socket) *Join {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket != socket {
		return nil
	}
	l.socket = nil
	return &Join{
		Socket: socket, Resumed: true, Foreign: true, Has: l.doc.Digest(), Title: l.has, carried: carry(l.doc),
		Moved: true, N: l.n, Taken: l.taken, Last: l.n,
	}
}

// greet prepares the welcome for a browser and what brings its page to the
// present state: the patches it missed, the difference to the page it has, or
// the whole page. lost inputs have found no place.
func (l *link) greet(j Join, lost int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	missed, whole := l.missed(j)
	ack := l.taken
	l.told = l.taken
	if len(missed) > 0 {
		// The browser must apply these patches with the same events pending
		// as at the time they were made, or it would set controls back.
		ack, l.told = missed[0].ack, missed[len(missed)-1].ack
	}
	var messages [][]byte
	for _, p := range missed {
		messages = append(messages, p.message)
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
		messages = append(messages, l.patch(ops))
	}
	if j.Foreign {
		l.own = l.n
	}
	welcome := wire.AppendWelcome(nil, wire.Welcome{Session: j.Token, Resumed: j.Resumed, Ack: ack, Own: l.own, Lost: lost})
	l.lostSome = l.lostSome || lost > 0
	l.greeted = append([][]byte{welcome}, messages...)
}

// missed returns the patches that a browser which reconnects has not applied.
// whole reports that some of them are gone: then the page is sent whole,
// numbered as the patch after the last one applied. The caller holds l.mu.
func (l *link) missed(j Join) (missed []sentPatch, whole bool) {
	if j.Foreign {
		return nil, j.Has == nil
	}
	l.sent.confirm(j.Last)
	if j.Last == l.n {
		return nil, false
	}
	l.sent.again(time.Now())
	missed, ok := l.sent.after(j.Last)
	if !ok {
		l.n = j.Last
		l.sent.drop()
	}
	return missed, !ok
}

// rootsOnly is the digest of a page when only its areas are known.
func rootsOnly() document.Digest {
	d := document.Digest{}
	for _, area := range pn.Areas {
		d[pn.AreaID(area)] = document.Known{}
	}
	return d
}

// collect takes the messages that the browser lacks. It runs in the turn, on a
// settled document. Without a socket, and while a write is under way, it takes
// nothing out of the document: one later patch holds all changes.
func (l *link) collect() outgoing {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.socket == nil || l.writing == l.socket {
		l.held = true
		return outgoing{}
	}
	out := outgoing{l.socket, append(l.greeted, l.waiting...)}
	l.greeted, l.waiting = nil, nil
	if l.behind() && (l.doc.Dirty() || l.newTitle() != nil) {
		l.hold()
	} else if ops := l.doc.Take(); len(ops) > 0 || l.newTitle() != nil {
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

// send writes what was collected. The session goes on while it writes; more
// reports that something was held back meanwhile, so that a turn has to come.
func (l *link) send(out outgoing) (more bool) {
	if out.socket == nil {
		return false
	}
	for _, m := range out.messages {
		if err := out.socket.Write(m); err != nil {
			l.detach(out.socket)
			break
		}
		l.counts.messages.Add(1)
		l.counts.bytes.Add(uint64(len(m)))
	}
	return l.sentAll(out.socket)
}

// sentAll notes that the write to a socket is done. It reports whether
// something was held back meanwhile.
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

// drain waits until no write to the present socket is under way. It is bounded
// as every write is.
func (l *link) drain() {
	for written := l.underWay(); written != nil; written = l.underWay() {
		<-written
	}
}

// underWay returns a channel that is closed when the write to the present
// socket is done, nil when there is none.
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

// owes reports whether there is something to send besides changes of the
// document.
func (l *link) owes() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) > 0 && l.socket != nil && l.writing != l.socket || l.newTitle() != nil
}

// newTitle returns the page's title if the browser has another, else nil. The
// caller holds l.mu.
func (l *link) newTitle() *string {
	if title := l.title(); title != "" && title != l.has {
		return &title
	}
	return nil
}

// patch makes the next patch and keeps it until the browser confirms it. The
// caller holds l.mu.
func (l *link) patch(ops []document.Op) []byte {
	title := l.newTitle()
	if title != nil {
		l.has = *title
	}
	l.n++
	l.told, l.lastSent, l.paused = l.taken, time.Now(), false
	message := wire.AppendPatch(nil, l.n, l.taken, title, ops)
	l.sent.add(sentPatch{l.n, l.taken, l.lastSent, message})
	return message
}

// tell has the next turn send a message. When maxWaiting messages wait, it
// drops the new one: the log has it as well.
func (l *link) tell(message []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) < maxWaiting {
		l.waiting = append(l.waiting, message)
	}
}

// end closes the socket of a session that is over, with the close code for the
// reason. shown says why to the visitor.
func (l *link) end(reason error, shown string) {
	l.mu.Lock()
	socket := l.socket
	l.over, l.socket, l.greeted, l.waiting = true, nil, nil, nil
	l.sent.drop()
	if l.silence != nil {
		l.silence.Stop()
	}
	l.mu.Unlock()
	if socket != nil {
		socket.Close(closing(reason, shown))
	}
}

// closing returns the close code and the text for a browser whose session has ended.
func closing(reason error, shown string) (code int, text string) {
	switch {
	case errors.Is(reason, ErrOver):
		return wire.CodeOver, "the session is over"
	case errors.Is(reason, ErrAway), errors.Is(reason, ErrUnused):
		return wire.CodeAway, "the server is going away"
	}
	return wire.CodeEnded, shown
}
