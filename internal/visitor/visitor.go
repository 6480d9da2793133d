package visitor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// protocol is the WebSocket subprotocol that visitors speak.
const protocol = "panelgo.1"

// patience is how long a visitor waits for any one answer.
const patience = 30 * time.Second

// applyEvery is how many patches are applied before the server is told so.
const applyEvery = 16

// Visitor is one browser, reduced to its connections. One goroutine has it
// load, go live, act and leave, in this order.
type Visitor struct {
	number         int
	jar            http.CookieJar
	page           *Page
	conn           *websocket.Conn
	seq            uint64
	acts           int
	here           bool          // it went live, and has not left
	done           chan struct{} // closed when nothing reads any more
	news           chan struct{}
	sent, received atomic.Int64 // bytes on the wire
	writing        sync.Mutex

	mu    sync.Mutex
	live  bool
	acked uint64
	patch uint64    // the number of the last one
	at    time.Time // when live or acked changed last
	err   error     // why nothing more will come
}

// New makes a visitor. Visitors with different numbers do different things.
func New(number int) *Visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err) // it gives none
	}
	return &Visitor{number: number, jar: jar, news: make(chan struct{}, 1)}
}

// Page is what Load got.
func (v *Visitor) Page() *Page { return v.page }

// Traffic is the bytes sent and received up to now.
func (v *Visitor) Traffic() (up, down int64) { return v.sent.Load(), v.received.Load() }

// GoLive opens the page's socket and tells how long it took until the server
// said welcome.
func (v *Visitor) GoLive(ctx context.Context) (time.Duration, error) {
	address, origin, err := socketAddress(v.page.Address)
	if err != nil {
		return 0, fmt.Errorf("go live: %w", err)
	}
	dialer := websocket.Dialer{
		Subprotocols: []string{protocol}, HandshakeTimeout: patience, ReadBufferSize: 1024, WriteBufferSize: 1024,
		NetDialContext: v.dial, NetDialTLSContext: v.dialTLS, Jar: v.jar,
	}
	began := time.Now()
	conn, response, err := dialer.DialContext(ctx, address, http.Header{"Origin": {origin}})
	switch {
	case errors.Is(err, websocket.ErrBadHandshake) && response != nil:
		return 0, fmt.Errorf("go live: the server answers the handshake with %s", response.Status)
	case err != nil:
		return 0, fmt.Errorf("go live: %w", cause(err))
	}
	conn.SetReadLimit(maxPage)
	v.conn, v.done = conn, make(chan struct{})
	go v.read()
	if conn.Subprotocol() != protocol {
		return 0, fmt.Errorf("go live: the server does not speak %s", protocol)
	}
	if err := v.send(hello{Type: "hello", Session: v.page.session, View: v.page.view}); err != nil {
		return 0, fmt.Errorf("go live: %w", err)
	}
	at, err := v.until(ctx, func() bool { return v.live })
	if err != nil {
		return 0, fmt.Errorf("go live: %w", err)
	}
	return at.Sub(began), nil
}

// socketAddress tells where a page's socket is, and the page's origin.
func socketAddress(page string) (address, origin string, err error) {
	u, err := url.Parse(page)
	if err != nil {
		return "", "", err
	}
	origin = u.Scheme + "://" + u.Host
	u.Fragment, u.RawFragment = "", ""
	u.Scheme = map[string]string{"http": "ws", "https": "wss"}[u.Scheme]
	return u.String(), origin, nil
}

// Act does one thing to one control, each in its turn, and tells how long it
// took until the answer was there.
func (v *Visitor) Act(ctx context.Context) (time.Duration, error) {
	controls := v.page.Controls
	if len(controls) == 0 {
		return 0, errors.New("act: the page has no controls")
	}
	c := &controls[(v.number+v.acts)%len(controls)]
	e := event{Type: "event", Seq: v.seq + 1, ID: c.ID, Event: c.event(), Value: c.value(v.number, v.acts/len(controls))}
	v.acts++
	v.seq++
	began := time.Now()
	if err := v.send(e); err != nil {
		return 0, fmt.Errorf("act: %w", err)
	}
	at, err := v.until(ctx, func() bool { return v.acked >= e.Seq })
	if err != nil {
		return 0, fmt.Errorf("act: %w", err)
	}
	return at.Sub(began), nil
}

// Leave closes the page, as far as it is open.
func (v *Visitor) Leave() {
	if v.conn == nil {
		return
	}
	// Whether the server hears the goodbye makes no difference here.
	_ = v.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), time.Now().Add(time.Second))
	v.conn.Close()
	<-v.done
	v.conn = nil
}

func (v *Visitor) send(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	v.writing.Lock()
	defer v.writing.Unlock()
	if err := v.conn.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return cause(err)
	}
	if err := v.conn.WriteMessage(websocket.TextMessage, data); err != nil {
		return v.reason(err)
	}
	return nil
}

// reason prefers what the server said over what became of writing to it.
func (v *Visitor) reason(err error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err != nil {
		return v.err
	}
	return cause(err)
}

// until waits until something is so, which is asked with v.mu held, and tells
// since when it is.
func (v *Visitor) until(ctx context.Context, is func() bool) (time.Time, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		v.mu.Lock()
		there, at, err := is(), v.at, v.err
		v.mu.Unlock()
		switch {
		case there:
			return at, nil
		case err != nil:
			return at, err
		}
		select {
		case <-v.news:
		case <-late.C:
			return at, errSilent
		case <-ctx.Done():
			return at, ctx.Err()
		}
	}
}

// read follows what the server sends until the socket is closed. It never
// waits for the visitor: pings are answered while reading.
func (v *Visitor) read() {
	defer close(v.done)
	for {
		_, data, err := v.conn.ReadMessage()
		at := time.Now()
		due := uint64(0)
		if err != nil {
			err = closing(err)
		} else {
			due, err = v.take(data, at)
		}
		if err != nil {
			v.mu.Lock()
			v.err = err
			v.mu.Unlock()
		}
		select {
		case v.news <- struct{}{}:
		default:
		}
		if err == nil && due > 0 {
			err = v.send(applied{Type: "applied", N: due})
		}
		if err != nil {
			return
		}
	}
}

// take follows one message. due is the patch to tell the server of, if it is
// time to.
func (v *Visitor) take(data []byte, at time.Time) (due uint64, err error) {
	m, err := readMessage(data)
	if err != nil {
		return 0, err
	}
	if text := m.failure(); text != "" {
		return 0, fmt.Errorf("the app failed: %s", text)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	switch m.Type {
	case "welcome":
		if !v.live {
			v.live, v.at = true, at
		}
	case "patch":
		if m.N != v.patch+1 {
			return 0, fmt.Errorf("patch %d came after patch %d", m.N, v.patch)
		}
		v.patch = m.N
	case "reload":
		return 0, errors.New("the server wants the page to be loaded anew")
	}
	if m.Ack > v.acked {
		v.acked, v.at = m.Ack, at
	}
	if m.Type == "patch" && m.N%applyEvery == 0 {
		due = m.N
	}
	return due, nil
}
