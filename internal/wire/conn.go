package wire

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Protocol is the name of version 2 as a WebSocket subprotocol, and opens streams of
// it. A page of another version is told to load anew.
const Protocol = "panelgo.2"

// otherVersion returns the version of the protocol that a client wants to speak, if it
// is not this one and the server knows it by its name, else "".
func otherVersion(r *http.Request) string {
	offered := websocket.Subprotocols(r)
	if slices.Contains(offered, Protocol) {
		return ""
	}
	for _, name := range offered {
		if strings.HasPrefix(name, "panelgo.") {
			return name
		}
	}
	return ""
}

// Options bounds a socket or a stream. The zero value of a field stands for
// its default.
type Options struct {
	MaxMessage int64         // bytes of one message from the client; 20 MiB, as in Panel
	KeepAlive  time.Duration // between two pings; 37 s, as in Panel. The socket ends after two without an answer
	Rate       float64       // messages a second on average; 200
	Burst      int           // messages at once; 1,000
}

func (o Options) withDefaults() Options {
	if o.MaxMessage <= 0 {
		o.MaxMessage = 20 << 20
	}
	if o.KeepAlive <= 0 {
		o.KeepAlive = 37 * time.Second
	}
	if o.Rate <= 0 {
		o.Rate = 200
	}
	if o.Burst <= 0 {
		o.Burst = 1_000
	}
	return o
}

// silence is how long a peer may send nothing: until the second ping from now.
func (o Options) silence() time.Duration { return 2*o.KeepAlive + 100*time.Millisecond }

// writeTimeout bounds the writing of one message, and the reading of a request's
// body, in addition to the time that a connection of slowestBytes per second needs.
const (
	writeTimeout = 10 * time.Second
	slowestBytes = 16 << 10
)

// patience is the time limit for a message of n bytes.
func patience(n int) time.Duration {
	return writeTimeout + time.Duration(n)*time.Second/slowestBytes
}

// ErrClosed is wrapped by the errors of Read and Write after the end of the
// socket.
var ErrClosed = errors.New("the socket is closed")

// Conn is a WebSocket that speaks the protocol. One goroutine reads; any
// goroutine may write and close.
type Conn struct {
	ws      *websocket.Conn
	options Options
	budget  *budget
	pinger  *time.Timer
	busy    atomic.Bool // the reader handles a message and sees no pongs

	mu     sync.Mutex // held while writing
	closed atomic.Bool
}

// buffers are shared by all sockets, so that an idle one holds none.
var buffers sync.Pool

// Upgrade makes a socket of a request, whose page may connect by Origins. When it returns
// an error it has answered the request.
func Upgrade(w http.ResponseWriter, r *http.Request, o Options) (*Conn, error) {
	other := otherVersion(r)
	upgrader := websocket.Upgrader{
		Subprotocols: []string{cmp.Or(other, Protocol)}, CheckOrigin: func(*http.Request) bool { return true },
		ReadBufferSize: 512, WriteBufferSize: 2048, WriteBufferPool: &buffers,
	}
	ws, err := upgrader.Upgrade(hijacker{w}, r, nil)
	if err != nil {
		return nil, fmt.Errorf("open a socket: %w", err)
	}
	o = o.withDefaults()
	c := &Conn{ws: ws, options: o, budget: newBudget(o)}
	ws.SetReadLimit(o.MaxMessage)
	ws.SetPongHandler(func(string) error { return c.heard() })
	if err := c.heard(); err != nil {
		ws.Close()
		return nil, fmt.Errorf("open a socket: %w", err)
	}
	if other != "" {
		c.Write(AppendReload(nil))
		c.Close(CodeAway, "the page is of another version")
		c.Finish()
		return nil, fmt.Errorf("open a socket: the client speaks %s", other)
	}
	if ws.Subprotocol() != Protocol {
		c.Close(websocket.CloseProtocolError, "this server speaks "+Protocol)
		c.Finish()
		return nil, fmt.Errorf("open a socket: the client does not speak %s", Protocol)
	}
	c.pinger = time.AfterFunc(c.options.KeepAlive, c.ping)
	return c, nil
}

// hijacker is a ResponseWriter whose connection can be taken over where that of what it
// wraps can: http.ResponseController finds it, and middleware need not pass it on.
type hijacker struct{ http.ResponseWriter }

// Hijack takes over the connection. Its error wraps http.ErrNotSupported where there is
// none.
func (h hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(h.ResponseWriter).Hijack()
}

// heard gives the peer time until the second ping from now.
func (c *Conn) heard() error {
	return c.ws.SetReadDeadline(time.Now().Add(c.options.silence()))
}

// ping sends a ping. While the reader is busy it cannot see the pong, so its
// deadline is extended.
func (c *Conn) ping() {
	if c.closed.Load() {
		return
	}
	if c.busy.Load() {
		c.heard()
	}
	if err := c.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout)); err != nil {
		c.drop()
		return
	}
	c.pinger.Reset(c.options.KeepAlive)
}

// Read waits for the next message. Its error wraps ErrClosed when the socket
// has ended; any other error is a fault of the client, for Close to tell it.
// The caller handles the message before the next Read; meanwhile no pong is
// expected.
func (c *Conn) Read() (ClientMessage, error) {
	c.busy.Store(false)
	kind, data, err := c.ws.ReadMessage()
	if errors.Is(err, websocket.ErrReadLimit) {
		c.Close(websocket.CloseMessageTooBig, "the message is too big") // Finish reads the rest of it
	}
	if err != nil {
		c.drop()
		return nil, fmt.Errorf("%w: %w", ErrClosed, err)
	}
	c.busy.Store(true)
	if c.closed.Load() {
		return nil, ErrClosed
	}
	if kind != websocket.TextMessage {
		return nil, broken("messages are text")
	}
	m, err := Decode(data)
	if err != nil {
		return nil, err
	}
	if !c.budget.allows(m) {
		return nil, broken("more than %.0f messages a second", c.options.Rate)
	}
	return m, nil
}

// Write sends one message. It may be called from any goroutine.
func (c *Conn) Write(message []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed.Load() {
		return ErrClosed
	}
	if err := c.ws.SetWriteDeadline(time.Now().Add(patience(len(message)))); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	c.budget.wrote()
	if err := c.ws.WriteMessage(websocket.TextMessage, message); err != nil {
		c.drop()
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// Close sends the client a close code and a reason, cut to what a close frame
// holds, and ends writing. It does not wait; the reader ends the connection
// with Finish.
func (c *Conn) Close(code int, reason string) {
	if c.closed.Swap(true) {
		return
	}
	if c.pinger != nil {
		c.pinger.Stop()
	}
	frame := websocket.FormatCloseMessage(code, short(reason, 120))
	c.ws.WriteControl(websocket.CloseMessage, frame, time.Now().Add(time.Second))
	if half, ok := c.ws.NetConn().(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
	c.ws.NetConn().SetReadDeadline(time.Now().Add(time.Second))
}

// Finish ends the connection. The reader calls it last. For a moment it reads
// what the client still sends: closing a connection with unread data would
// lose the close frame.
func (c *Conn) Finish() {
	if c.closed.Load() {
		var sink [4096]byte
		for range 16_384 {
			if _, err := c.ws.NetConn().Read(sink[:]); err != nil {
				break
			}
		}
	}
	c.drop()
	c.ws.Close()
}

// drop ends the connection without a close frame.
func (c *Conn) drop() {
	if c.closed.Swap(true) {
		return
	}
	if c.pinger != nil {
		c.pinger.Stop()
	}
	c.ws.Close()
}
