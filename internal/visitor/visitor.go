package visitor

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Visitor is a client with an open socket of a page. One goroutine uses it.
type Visitor struct {
	conn    *websocket.Conn
	release func() bool // stops watching the context
	seq     int
	last    int // number of the last patch that was seen

	writing sync.Mutex  // the listener writes too
	heard   chan answer // from the listener; nil without one
	lost    error       // why the listener ended; set before heard is closed
}

// Action is something that a visitor does to a component.
type Action struct {
	ID    string
	Event string
	Value json.RawMessage // nil for an event without a value
}

// Done is an action that was answered.
type Done struct {
	Took     time.Duration
	Up, Down int // bytes of the event and of the message that answered it
}

// Dial opens a page's socket and sends nothing. The socket is closed when ctx
// is done.
func Dial(ctx context.Context, p *Page) (*Visitor, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return nil, fmt.Errorf("open the socket: %w", err)
	}
	dialer := websocket.Dialer{
		Proxy: http.ProxyFromEnvironment, Subprotocols: []string{"panelgo.2"}, HandshakeTimeout: patience,
		ReadBufferSize: 1024, WriteBufferSize: 1024, Jar: p.jar,
	}
	origin := http.Header{"Origin": {u.Scheme + "://" + u.Host}}
	conn, response, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(p.URL, "http"), origin)
	if err != nil {
		if response != nil {
			err = fmt.Errorf("%w: the server answered %s", err, response.Status)
		}
		return nil, fmt.Errorf("open the socket: %w", err)
	}
	conn.SetReadLimit(maxBody)
	return &Visitor{conn: conn, release: context.AfterFunc(ctx, func() { conn.Close() })}, nil
}

// GoLive opens the socket of a page and waits until the page is live.
func GoLive(ctx context.Context, p *Page) (*Visitor, error) {
	v, err := Dial(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := v.Hello(p); err != nil {
		v.Leave()
		return nil, fmt.Errorf("go live: %w", err)
	}
	return v, nil
}

// Hello sends the first message on an open socket, and waits until the page is
// live and that of its session.
func (v *Visitor) Hello(p *Page) error {
	hello, err := json.Marshal(struct {
		Type    string `json:"type"`
		Session string `json:"session,omitempty"`
		View    string `json:"view,omitempty"`
		Last    int    `json:"last"`
	}{"hello", p.Session, p.View, 0})
	if err != nil {
		return err
	}
	if err := v.send(hello); err != nil {
		return err
	}
	for own := -1; own < 0 || v.last < own; {
		data, err := v.Next()
		if err != nil {
			return err
		}
		switch m, err := read(data); {
		case err != nil:
			return err
		case m.Type == "welcome":
			own = m.Own
		case m.Type == "patch":
			v.last = m.N
		case m.Type == "reload":
			return errors.New("the server wants the page to be loaded anew")
		}
	}
	return nil
}

func (v *Visitor) send(message []byte) error {
	v.writing.Lock()
	defer v.writing.Unlock()
	if err := v.conn.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	if err := v.conn.WriteMessage(websocket.TextMessage, message); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// Next waits for the next message. It must not be called after Listen.
func (v *Visitor) Next() ([]byte, error) {
	if err := v.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return nil, fmt.Errorf("receive: %w", err)
	}
	return v.receive()
}

func (v *Visitor) receive() ([]byte, error) {
	_, data, err := v.conn.ReadMessage()
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok && closed.Text != "" {
		return nil, fmt.Errorf("the server closed the socket (%d): %s", closed.Code, closed.Text)
	}
	if err != nil {
		return nil, fmt.Errorf("receive: %w", err)
	}
	return data, nil
}

// Do makes an action and waits until the server has answered.
func (v *Visitor) Do(a Action) (Done, error) {
	v.seq++
	event, err := json.Marshal(struct {
		Type  string          `json:"type"`
		Seq   int             `json:"seq"`
		ID    string          `json:"id"`
		On    int             `json:"on"`
		Event string          `json:"event"`
		Value json.RawMessage `json:"value,omitempty"`
	}{"event", v.seq, a.ID, v.last, a.Event, a.Value})
	if err != nil {
		return Done{}, fmt.Errorf("%s of %s: %w", a.Event, a.ID, err)
	}
	sent := time.Now()
	if err := v.conn.SetReadDeadline(sent.Add(patience)); err != nil {
		return Done{}, fmt.Errorf("%s of %s: %w", a.Event, a.ID, err)
	}
	if err := v.send(event); err != nil {
		return Done{}, fmt.Errorf("%s of %s: %w", a.Event, a.ID, err)
	}
	for {
		got, err := v.answer()
		if err != nil {
			return Done{}, fmt.Errorf("%s of %s: %w", a.Event, a.ID, err)
		}
		if got.ack >= v.seq {
			return Done{Took: got.at.Sub(sent), Up: len(event), Down: got.bytes}, nil
		}
	}
}

// answer is what a visitor notices of a message that may answer an action.
type answer struct {
	ack   int
	at    time.Time
	bytes int
}

// answer waits for the next message, or for the next one that the listener
// passes on.
func (v *Visitor) answer() (answer, error) {
	if v.heard != nil {
		if got, ok := <-v.heard; ok {
			return got, nil
		}
		return answer{}, v.lost
	}
	data, err := v.receive()
	at := time.Now()
	if err != nil {
		return answer{}, err
	}
	m, err := read(data)
	v.last = max(v.last, m.N)
	return answer{m.answers(), at, len(data)}, err
}

// message is what a visitor reads of a message.
type message struct {
	Type string
	N    int
	Ack  int
	Own  int
	Seq  int
}

// answers is the number of the last event that a message answers. A bare echo,
// with which measurements compare, sends back the event itself.
func (m message) answers() int { return max(m.Ack, m.Seq) }

// read reads a message. It skips the operations of a patch, which are most of
// it, if they come last.
func read(data []byte) (message, error) {
	var m message
	if head, _, ok := bytes.Cut(data, []byte(`,"ops":[`)); ok {
		err := json.Unmarshal(append(head[:len(head):len(head)], '}'), &m)
		if err == nil && m.N > 0 && bytes.Contains(head, []byte(`"ack":`)) {
			return m, nil // everything else came before
		}
		m = message{}
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("read a message: %w", err)
	}
	return m, nil
}

// Leave closes the socket, as a browser does when its page is closed.
func (v *Visitor) Leave() {
	v.release()
	going := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	_ = v.conn.WriteControl(websocket.CloseMessage, going, time.Now().Add(time.Second)) // the server may be gone
	v.drop()
}

// drop closes the connection without a close frame, and waits for the
// listener.
func (v *Visitor) drop() {
	v.conn.Close()
	if v.heard != nil {
		for range v.heard {
		}
	}
}
