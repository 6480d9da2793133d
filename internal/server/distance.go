package server

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// Bounds of what is on its way over a distant connection, in each direction: so many
// pieces of so many bytes. What would be more waits, as it does where a network is full.
const (
	maxPieces  = 1_024
	pieceBytes = 16 << 10
)

// flushTime bounds how long a distant connection that was closed still delivers what is
// on its way.
const flushTime = 2 * time.Second

// maxLatency bounds Options.Latency: a longer one would look like a lost connection.
const maxLatency = 10 * time.Second

// Distant returns a listener whose connections are as far away as Options.Latency says:
// what comes in and what goes out arrives half of it later, in order and as fast as
// without. The handshake of TCP is not delayed. Serve listens by it; so does a program that
// has an http.Server of its own.
func (s *Server) Distant(l net.Listener) net.Listener {
	if s.opts.Latency <= 0 {
		return l
	}
	return distant{l, s.opts.Latency / 2}
}

type distant struct {
	net.Listener
	half time.Duration // of a round trip
}

func (l distant) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return newDistantConn(c, l.half), nil
}

// distantConn is a connection to a peer that is far away. Two goroutines carry what is on
// its way; they end with the connection.
type distantConn struct {
	net.Conn
	half time.Duration

	in      chan piece
	reading sync.Mutex
	next    *piece // of in: what Read has begun to return

	out     chan piece
	closing chan struct{} // closed by Close
	failed  chan struct{} // closed when writing has failed

	once              sync.Once
	readBy, writtenBy deadline
}

// piece is what arrives at one moment: some bytes, or the end in one direction.
type piece struct {
	due   time.Time
	bytes []byte
	end   error // of what comes in; of what goes out, errEnd
}

var errEnd = errors.New("nothing more is written")

func newDistantConn(c net.Conn, half time.Duration) *distantConn {
	d := &distantConn{
		Conn: c, half: half, in: make(chan piece, maxPieces), out: make(chan piece, maxPieces),
		closing: make(chan struct{}), failed: make(chan struct{}),
	}
	go d.carryIn()
	go d.carryOut()
	return d
}

// carryIn reads what the peer sends.
func (d *distantConn) carryIn() {
	buffer := make([]byte, pieceBytes)
	for {
		n, err := d.Conn.Read(buffer)
		p := piece{due: time.Now().Add(d.half), bytes: append([]byte(nil), buffer[:n]...), end: err}
		select {
		case d.in <- p:
		case <-d.closing:
			return
		}
		if err != nil {
			return
		}
	}
}

// carryOut writes to the peer what has been on its way for long enough, and closes the
// connection at the end.
func (d *distantConn) carryOut() {
	defer d.Conn.Close()
	for {
		select {
		case p := <-d.out:
			if !d.deliver(p) {
				close(d.failed)
				return
			}
			continue
		case <-d.closing:
		}
		for { // what was written before
			select {
			case p := <-d.out:
				if !d.deliver(p) {
					return
				}
			default:
				return
			}
		}
	}
}

func (d *distantConn) deliver(p piece) bool {
	time.Sleep(time.Until(p.due))
	if p.end == nil {
		_, err := d.Conn.Write(p.bytes)
		return err == nil
	}
	if c, ok := d.Conn.(interface{ CloseWrite() error }); ok {
		c.CloseWrite()
	}
	return true
}

// Read waits for what has arrived.
func (d *distantConn) Read(b []byte) (int, error) {
	d.reading.Lock()
	defer d.reading.Unlock()
	late := d.readBy.done()
	if d.next == nil {
		select {
		case <-late:
			return 0, os.ErrDeadlineExceeded
		default:
		}
		select {
		case p := <-d.in:
			d.next = &p
		case <-late:
			return 0, os.ErrDeadlineExceeded
		case <-d.closing:
			return 0, net.ErrClosed
		}
	}
	if rest := time.Until(d.next.due); rest > 0 {
		arrived := time.NewTimer(rest)
		defer arrived.Stop()
		select {
		case <-arrived.C:
		case <-late:
			return 0, os.ErrDeadlineExceeded
		case <-d.closing:
			return 0, net.ErrClosed
		}
	}
	n := copy(b, d.next.bytes)
	d.next.bytes = d.next.bytes[n:]
	if len(d.next.bytes) > 0 {
		return n, nil
	}
	if d.next.end == nil {
		d.next = nil
		return n, nil
	}
	return n, d.next.end // and again: it stays the next
}

// Write sends b on its way. It waits only while too much is.
func (d *distantConn) Write(b []byte) (n int, err error) {
	for {
		part := b[n:min(n+pieceBytes, len(b))]
		if err := d.send(piece{bytes: append([]byte(nil), part...)}); err != nil {
			return n, err
		}
		if n += len(part); n == len(b) {
			return n, nil
		}
	}
}

func (d *distantConn) send(p piece) error {
	p.due = time.Now().Add(d.half)
	late := d.writtenBy.done()
	for _, ended := range []struct {
		when <-chan struct{}
		err  error
	}{{d.closing, net.ErrClosed}, {d.failed, net.ErrClosed}, {late, os.ErrDeadlineExceeded}} {
		select {
		case <-ended.when:
			return ended.err
		default:
		}
	}
	select {
	case d.out <- p:
		return nil
	case <-d.closing:
		return net.ErrClosed
	case <-d.failed:
		return net.ErrClosed
	case <-late:
		return os.ErrDeadlineExceeded
	}
}

// CloseWrite tells the peer that nothing more comes, behind what is on its way.
func (d *distantConn) CloseWrite() error { return d.send(piece{end: errEnd}) }

// Close ends the connection. What is on its way to the peer still arrives.
func (d *distantConn) Close() error {
	d.once.Do(func() {
		d.Conn.SetWriteDeadline(time.Now().Add(d.half + flushTime))
		close(d.closing)
	})
	return nil
}

func (d *distantConn) SetDeadline(t time.Time) error {
	d.readBy.set(t)
	d.writtenBy.set(t)
	return nil
}

func (d *distantConn) SetReadDeadline(t time.Time) error {
	d.readBy.set(t)
	return nil
}

func (d *distantConn) SetWriteDeadline(t time.Time) error {
	d.writtenBy.set(t)
	return nil
}

// deadline is a moment that may be changed while something waits for it.
type deadline struct {
	mu    sync.Mutex
	timer *time.Timer
	over  chan struct{} // closed at that moment
}

// done returns a channel that is closed at the deadline.
func (d *deadline) done() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.present()
}

func (d *deadline) present() chan struct{} {
	if d.over == nil {
		d.over = make(chan struct{})
	}
	return d.over
}

// set changes the deadline; the zero time is never.
func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil && !d.timer.Stop() {
		d.over = nil // the timer has closed it, or is about to
	}
	d.timer = nil
	over := d.present()
	select {
	case <-over:
		d.over = nil
		over = d.present()
	default:
	}
	switch rest := time.Until(t); {
	case t.IsZero():
	case rest <= 0:
		close(over)
	default:
		d.timer = time.AfterFunc(rest, func() { close(over) })
	}
}
