package wire

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// StreamHeader is the header of a stream's requests. Its value is the id of a
// stream, Protocol to open one, or StreamProbe. A browser sends it to another origin only
// with leave, which the server never gives. In an answer its value is StreamForeign.
const (
	StreamHeader  = "Panelgo-Stream"
	StreamProbe   = "probe"   // asks whether a stream would be answered
	StreamForeign = "foreign" // the page's origin may not connect; the body says so
)

// OpensStream reports whether a value of StreamHeader opens a stream. ours is false for
// one of another version of the protocol, whose page has to load anew.
func OpensStream(value string) (opens, ours bool) {
	return strings.HasPrefix(value, "panelgo.") || value == "open", value == Protocol
}

// maxPosts bounds the requests of one stream that are handled at once. A
// client sends one at a time, but may give up waiting and send it again.
const maxPosts = 16

// Stream stands in for a socket where no WebSocket gets through. Messages to
// the client are server-sent events in the answer to one request; messages
// from the client come in requests of their own. One goroutine reads; any
// goroutine may write, close and take requests.
type Stream struct {
	ID string // random; named by further requests

	w         http.ResponseWriter
	control   *http.ResponseController
	forget    func() bool // stops watching the context of the request
	options   Options
	budget    *budget
	keepAlive *time.Timer
	asked     atomic.Int32 // comments sent since the client was last heard
	posts     atomic.Int32 // requests of the client that are handled

	turn    chan struct{}        // held by the request whose messages are next
	in      chan []ClientMessage // holds one list: a request waits until the one before is read
	pending []ClientMessage      // what the reader has left of the last list
	gone    chan struct{}        // closed when nothing more is written

	writing sync.Mutex // held while writing
	mu      sync.Mutex // guards what is below; never held while waiting
	over    bool
}

// NewStream begins a stream with a request whose body is the hello. When it
// returns an error it has answered the request. Otherwise the caller calls
// Open next.
func NewStream(w http.ResponseWriter, r *http.Request, o Options) (*Stream, error) {
	o = o.withDefaults()
	s := &Stream{
		ID: rand.Text(), w: w, control: http.NewResponseController(w), options: o,
		budget: newBudget(o),
		turn:   make(chan struct{}, 1), in: make(chan []ClientMessage, 1), gone: make(chan struct{}),
	}
	hello, err := s.hello(w, r)
	if err != nil {
		refuse(w, err)
		return nil, fmt.Errorf("open a stream: %w", err)
	}
	s.pending = []ClientMessage{hello}
	s.forget = context.AfterFunc(r.Context(), s.drop)
	return s, nil
}

// hello reads the first message, and lifts the time limits that the server
// sets for short requests.
func (s *Stream) hello(w http.ResponseWriter, r *http.Request) (ClientMessage, error) {
	body, err := s.body(w, r)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.control.SetReadDeadline(time.Time{}), s.control.SetWriteDeadline(time.Time{})); err != nil {
		return nil, err
	}
	return Decode(body)
}

// Open begins the answer. The handler must not return before Wait does.
func (s *Stream) Open() {
	h := s.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold back events
	h.Set("X-Content-Type-Options", "nosniff")
	s.send("event: open\ndata: ", []byte(s.ID))
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.keepAlive = time.AfterFunc(s.options.KeepAlive, s.ask)
	}
}

// Wait returns when the stream has ended and nothing more is written.
func (s *Stream) Wait() {
	<-s.gone
	s.forget()
	s.writing.Lock() // stop gave what is being written a second
	defer s.writing.Unlock()
}

// ask sends a comment, which keeps proxies from cutting the stream and asks
// the client to answer. The stream ends after two without an answer.
func (s *Stream) ask() {
	if s.posts.Load() > 0 {
		s.asked.Store(0)
	}
	if s.asked.Add(1) > 2 {
		s.drop()
		return
	}
	if s.send(":", nil) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.keepAlive.Reset(s.options.KeepAlive)
	}
}

// Read waits for the next message. Its error wraps ErrClosed; faults of the
// client are told in the answers to its requests.
func (s *Stream) Read() (ClientMessage, error) {
	select {
	case <-s.gone:
		return nil, ErrClosed
	default:
	}
	for len(s.pending) == 0 {
		select {
		case s.pending = <-s.in:
		case <-s.gone:
			return nil, ErrClosed
		}
	}
	m := s.pending[0]
	s.pending[0] = nil
	s.pending = s.pending[1:]
	return m, nil
}

// Write sends one message. It may be called from any goroutine.
func (s *Stream) Write(message []byte) error {
	s.budget.wrote()
	return s.send("data: ", message)
}

func (s *Stream) send(head string, data []byte) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.deadline(time.Now().Add(patience(len(data)))); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	err := s.put(head, data)
	if err == nil {
		err = s.deadline(time.Time{}) // HTTP/2 resets a stream whose deadline passes, even an idle one
	}
	if err != nil && !errors.Is(err, ErrClosed) {
		s.drop()
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// deadline sets the time by which the next write must be done. After the end
// of the stream stop has set it.
func (s *Stream) deadline(t time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return ErrClosed
	}
	return s.control.SetWriteDeadline(t)
}

// put writes an event. The caller holds s.writing.
func (s *Stream) put(head string, data []byte) error {
	for _, part := range [][]byte{[]byte(head), oneLine(data), []byte("\n\n")} {
		if _, err := s.w.Write(part); err != nil {
			return err
		}
	}
	return s.control.Flush()
}

// oneLine removes line breaks from JSON: outside of strings, they would end
// the event.
func oneLine(data []byte) []byte {
	if bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, data)
}

// Close sends the client a close code and a reason, and ends the stream. A
// client that does not read delays it by two seconds at most.
func (s *Stream) Close(code int, reason string) {
	if !s.stop() {
		return
	}
	defer close(s.gone)
	s.writing.Lock()
	defer s.writing.Unlock()
	data := strconv.AppendInt([]byte(`{"code":`), int64(code), 10)
	data = append(data, `,"reason":`...)
	data = append(appendString(data, short(reason, 120)), '}')
	s.put("event: close\ndata: ", data)
}

// Finish ends the stream. The reader calls it last.
func (s *Stream) Finish() { s.drop() }

// drop ends the stream without a close event.
func (s *Stream) drop() {
	if s.stop() {
		close(s.gone)
	}
}

// stop ends taking messages, and reports whether this call did. It gives a
// second to what is still to be written, here or by net/http at the end of the
// answer.
func (s *Stream) stop() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	s.over = true
	if s.keepAlive != nil {
		s.keepAlive.Stop()
	}
	s.control.SetWriteDeadline(time.Now().Add(time.Second))
	return true
}

// errOver is the error of a request to a stream that has ended.
var errOver = fmt.Errorf("the stream is over: %w", ErrClosed)

// Take hands the messages of a request to the reader, after those of all
// requests before it, and answers the request.
func (s *Stream) Take(w http.ResponseWriter, r *http.Request) {
	err := s.take(w, r)
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	switch {
	case errors.Is(err, ErrProtocol):
		s.Close(1008, err.Error())
	case tooBig(err):
		s.Close(1009, "the message is too big")
	}
	refuse(w, err)
}

func (s *Stream) take(w http.ResponseWriter, r *http.Request) error {
	defer s.posts.Add(-1)
	if s.posts.Add(1) > maxPosts {
		return broken("more than %d requests at once", maxPosts)
	}
	s.asked.Store(0)
	if s.isOver() {
		return errOver
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-s.gone:
		return errOver
	}
	body, err := s.body(w, r)
	if err != nil {
		return err
	}
	list, err := DecodeList(body)
	if err != nil {
		return err
	}
	if !s.budget.allows(list...) {
		return broken("more than %.0f messages a second", s.options.Rate)
	}
	if len(list) == 0 {
		return nil // only an answer to ask
	}
	select {
	case s.in <- list:
		return nil
	case <-s.gone:
		return errOver
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

func (s *Stream) isOver() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// body reads a request of the client.
func (s *Stream) body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.options.MaxMessage))
	if err != nil {
		return nil, fmt.Errorf("read a request: %w", err)
	}
	return data, nil
}

func tooBig(err error) bool {
	_, is := errors.AsType[*http.MaxBytesError](err)
	return is
}

// refuse answers a request whose messages are not taken.
func refuse(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, ErrProtocol):
		status = http.StatusBadRequest
	case errors.Is(err, ErrClosed):
		status = http.StatusGone
	case tooBig(err):
		status = http.StatusRequestEntityTooLarge
	case errors.Is(err, http.ErrNotSupported):
		status = http.StatusNotImplemented
	case errors.Is(err, os.ErrDeadlineExceeded):
		status = http.StatusRequestTimeout
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, err.Error(), status)
}
