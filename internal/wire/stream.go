package wire

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// StreamHeader names the stream that a request is for; StreamOpen asks for a
// new one. No page of another origin may send it without being let.
const (
	StreamHeader = "Panelgo-Stream"
	StreamOpen   = "open"
	StreamProbe  = "probe" // asks only whether the page would be answered
)

// maxPosts bounds the requests of one stream that are under way at once. A
// client sends one at a time; more can meet when it loses patience with one.
const maxPosts = 16

// Stream is what a socket is where no WebSocket gets through: messages to the
// client are server-sent events in the answer to one request, those from the
// client come in requests of their own. One goroutine reads; writing, closing
// and taking requests are safe from any.
type Stream struct {
	ID string // what further requests name; nobody can guess it

	w         http.ResponseWriter
	control   *http.ResponseController
	forget    func() bool // ends the watch over the request
	options   Options
	limit     *rate.Limiter
	keepAlive *time.Timer
	asked     atomic.Int32 // signs of life asked for since the last one came
	posts     atomic.Int32 // requests of the client under way

	turn    chan struct{}        // held by the request whose messages come next
	in      chan []ClientMessage // holds one list: a client that sends more than is taken waits
	pending []ClientMessage      // what the reader took out of it
	gone    chan struct{}        // closed when nothing more is written

	writing sync.Mutex // held while something is written
	mu      sync.Mutex // of what is below; never held for long
	over    bool
}

// NewStream takes a request that asks for a stream: its body is the hello.
// When it fails it has answered. Otherwise Open comes next.
func NewStream(w http.ResponseWriter, r *http.Request, o Options) (*Stream, error) {
	o = o.withDefaults()
	s := &Stream{
		ID: rand.Text(), w: w, control: http.NewResponseController(w), options: o,
		limit: rate.NewLimiter(rate.Limit(o.Rate), o.Burst),
		turn:  make(chan struct{}, 1), in: make(chan []ClientMessage, 1), gone: make(chan struct{}),
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

// hello reads the first message, and takes off the bounds in time that the
// server has for requests that end soon.
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

// Open begins the answer. From now on the handler must stay until Wait returns.
func (s *Stream) Open() {
	h := s.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would wait for more
	h.Set("X-Content-Type-Options", "nosniff")
	s.send("event: open\ndata: ", []byte(s.ID))
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.keepAlive = time.AfterFunc(s.options.KeepAlive, s.ask)
	}
}

// Wait returns when the stream is over and nothing is written to it any more.
func (s *Stream) Wait() {
	<-s.gone
	s.forget()
	s.writing.Lock() // what is being written has a second left
	defer s.writing.Unlock()
}

// ask sends a comment, which keeps proxies from cutting the stream and asks
// the client for a sign of life. Two without an answer are the end.
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

// Read waits for the next message. Its error wraps ErrClosed: what else can be
// wrong with a message was told when it was taken.
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

// Write sends one message.
func (s *Stream) Write(message []byte) error { return s.send("data: ", message) }

func (s *Stream) send(head string, data []byte) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.deadline(time.Now().Add(patience(data))); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	err := s.put(head, data)
	if err == nil {
		err = s.deadline(time.Time{}) // HTTP/2 ends streams whose deadline passes, also idle ones
	}
	if err != nil && !errors.Is(err, ErrClosed) {
		s.drop()
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// deadline says until when what is written next must be gone. At the end of
// the stream others say that.
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

// oneLine takes the ends of lines out of JSON, where they mean nothing: in an
// event they would.
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

// Close tells the client a code and a reason, and takes no more messages. A
// client that does not read holds it up for two seconds at most.
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

// drop ends the stream without a word.
func (s *Stream) drop() {
	if s.stop() {
		close(s.gone)
	}
}

// stop takes no more messages, and reports whether it was the first to. What
// is still to be written, by whoever that was and by net/http at the end of the
// answer, gets a second.
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

// errOver is why a request is not taken any more.
var errOver = fmt.Errorf("the stream is over: %w", ErrClosed)

// Take takes the messages of one request, after those of every request before
// it, and answers it.
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
	if !s.limit.AllowN(time.Now(), max(1, len(list))) {
		return broken("more than %.0f messages a second", s.options.Rate)
	}
	if len(list) == 0 {
		return nil // a sign of life
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

// body reads a request of the client. A message may take as long to come as a
// socket may be silent.
func (s *Stream) body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.options.silence())); err != nil {
		return nil, fmt.Errorf("read a request: %w", err)
	}
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

// refuse answers a request that is not taken.
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
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, err.Error(), status)
}
