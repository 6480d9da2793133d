package wire

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

// Protocol is the WebSocket subprotocol of version 1.
const Protocol = "panelgo.1"

// Options bounds a socket or a stream. The zero value of a field is its default.
type Options struct {
	MaxMessage int64         // bytes of one message from the client; 20 MiB, as in Panel
	KeepAlive  time.Duration // between two pings; 37 s, as in Panel. Two without an answer are the end
	Rate       float64       // messages a second, in the long run; 200
	Burst      int           // and at once; 1,000
	Origins    Origins
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

// silence is how long a peer may be silent: until two pings from now.
func (o Options) silence() time.Duration { return 2*o.KeepAlive + 100*time.Millisecond }

// writeTimeout bounds how long one message may take to be written, besides the
// time that a poor connection of slowestBytes a second needs.
const (
	writeTimeout = 10 * time.Second
	slowestBytes = 16 << 10
)

func patience(message []byte) time.Duration {
	return writeTimeout + time.Duration(len(message))*time.Second/slowestBytes
}

// ErrClosed is the error of Read when the socket is gone.
var ErrClosed = errors.New("the socket is closed")

// Conn is a socket that speaks the protocol. One goroutine reads; writing and
// closing are safe from any.
type Conn struct {
	ws      *websocket.Conn
	options Options
	limit   *rate.Limiter
	pinger  *time.Timer
	busy    atomic.Bool // the reader has a message in hand, and cannot see pongs

	mu     sync.Mutex // of writing
	closed atomic.Bool
}

// buffers are shared by all sockets: an idle one holds none.
var buffers sync.Pool

// Upgrade turns a request into a socket. When it fails it has answered.
func Upgrade(w http.ResponseWriter, r *http.Request, o Options) (*Conn, error) {
	upgrader := websocket.Upgrader{
		Subprotocols: []string{Protocol}, CheckOrigin: o.Origins.Check,
		ReadBufferSize: 512, WriteBufferSize: 2048, WriteBufferPool: &buffers,
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return nil, fmt.Errorf("open a socket: %w", err)
	}
	o = o.withDefaults()
	c := &Conn{ws: ws, options: o, limit: rate.NewLimiter(rate.Limit(o.Rate), o.Burst)}
	ws.SetReadLimit(o.MaxMessage)
	ws.SetPongHandler(func(string) error { return c.heard() })
	if err := c.heard(); err != nil {
		ws.Close()
		return nil, fmt.Errorf("open a socket: %w", err)
	}
	if ws.Subprotocol() != Protocol {
		c.Close(websocket.CloseProtocolError, "this server speaks "+Protocol)
		c.Finish()
		return nil, fmt.Errorf("open a socket: the client does not speak %s", Protocol)
	}
	c.pinger = time.AfterFunc(c.options.KeepAlive, c.ping)
	return c, nil
}

// heard gives the peer time until two pings from now.
func (c *Conn) heard() error {
	return c.ws.SetReadDeadline(time.Now().Add(c.options.silence()))
}

// ping asks the peer for a sign of life. While the reader is busy with a
// message it cannot take one, so the wait begins anew.
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
// is gone, and is to be told to the client when it is not. The time until the
// next Read counts as work on the message.
func (c *Conn) Read() (ClientMessage, error) {
	c.busy.Store(false)
	kind, data, err := c.ws.ReadMessage()
	if errors.Is(err, websocket.ErrReadLimit) {
		c.Close(websocket.CloseMessageTooBig, "the message is too big") // and let Finish take the rest of it
	}
	if err != nil {
		c.drop()
		return nil, fmt.Errorf("%w: %w", ErrClosed, err)
	}
	c.busy.Store(true)
	if c.closed.Load() {
		return nil, ErrClosed
	}
	if !c.limit.Allow() {
		return nil, broken("more than %.0f messages a second", float64(c.limit.Limit()))
	}
	if kind != websocket.TextMessage {
		return nil, broken("messages are text")
	}
	return Decode(data)
}

// Write sends one message.
func (c *Conn) Write(message []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed.Load() {
		return ErrClosed
	}
	if err := c.ws.SetWriteDeadline(time.Now().Add(patience(message))); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	if err := c.ws.WriteMessage(websocket.TextMessage, message); err != nil {
		c.drop()
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// Close tells the client a code and a reason, which is cut to what a close
// frame holds, and takes no more messages. It does not wait: the reader's
// Finish ends the connection.
func (c *Conn) Close(code int, reason string) {
	if c.closed.Swap(true) {
		return
	}
	if c.pinger != nil {
		c.pinger.Stop()
	}
	frame := websocket.FormatCloseMessage(code, short(reason, 120))
	c.ws.WriteControl(websocket.CloseMessage, frame, time.Now().Add(time.Second))
	if tcp, ok := c.ws.NetConn().(*net.TCPConn); ok {
		tcp.CloseWrite()
	}
	c.ws.NetConn().SetReadDeadline(time.Now().Add(time.Second))
}

// Finish ends the connection. The reader calls it last. It takes what the
// client is still sending, for a moment: a connection that is closed with
// unread data loses what was sent last, which is the reason it was closed for.
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

// drop ends the socket without a word.
func (c *Conn) drop() {
	if c.closed.Swap(true) {
		return
	}
	if c.pinger != nil {
		c.pinger.Stop()
	}
	c.ws.Close()
}
