package soak_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// patience bounds every wait.
const patience = time.Minute

// visitor is one page that is open, and the socket it has, if any.
type visitor struct {
	house *house
	app   string
	rng   *rand.Rand
	total *totals
	http  *http.Client
	name  string // in what it types, so that every value is made once

	mu      sync.Mutex
	page    *page
	conn    *websocket.Conn // nil while there is none
	token   string          // to come back with
	view    string
	wasLive bool
	live    bool      // the welcome came over this socket
	deaf    bool      // what comes over this socket is lost on the way
	gone    time.Time // since when there was no socket, or earlier
	late    bool      // the session may be over, because the page was away for long
	heard   int       // messages
	calm    int       // messages since everything was acknowledged
	typed   int
	err     error // the first thing that was wrong
	notes   []string
	readers sync.WaitGroup
}

var attributes = regexp.MustCompile(`data-pn-(session|view)="([^"]*)"`)

// load gets the page.
func (v *visitor) load() error {
	v.gone = time.Now()
	response, err := v.http.Get(v.house.web.URL + "/" + v.app)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the page answers %s:\n%s", response.Status, body)
	}
	for _, m := range attributes.FindAllStringSubmatch(string(body[:min(len(body), 2_000)]), -1) {
		if m[1] == "session" {
			v.token = m[2]
		} else {
			v.view = m[2]
		}
	}
	if v.token == "" && v.view == "" {
		return errors.New("the page cannot go live")
	}
	v.page, err = newPage(string(body), !v.house.dev)
	return err
}

// connect opens a socket and waits for the welcome. In development an edit may
// send a page away just then, to come again.
func (v *visitor) connect() error {
	for range 50 {
		if err := v.hello(); err != nil {
			return err
		}
		if err := v.until("the welcome", func() bool { return v.live || v.conn == nil }); err != nil {
			return err
		}
		if v.isLive() {
			return nil
		}
	}
	return errors.New("50 sockets in a row were closed before the welcome")
}

func (v *visitor) isLive() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.live && v.conn != nil
}

func (v *visitor) hello() error {
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}, HandshakeTimeout: patience, ReadBufferSize: 1024, WriteBufferSize: 1024}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(v.house.web.URL, "http")+"/"+v.app, nil)
	if err != nil {
		return fmt.Errorf("open a socket: %w", err)
	}
	v.total.sockets.Add(1)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.conn, v.live, v.deaf = conn, false, false
	message := map[string]any{"type": "hello", "last": v.page.last}
	if v.token != "" {
		message["session"] = v.token
	} else {
		message["view"] = v.view
	}
	if v.wasLive {
		message["inputs"] = v.page.tell()
	}
	v.send(message)
	v.readers.Go(func() { v.read(conn) })
	return nil
}

// send sends a message. That a socket is lost shows when it is read. The
// caller holds v.mu.
func (v *visitor) send(message any) {
	v.conn.SetWriteDeadline(time.Now().Add(patience))
	v.conn.WriteJSON(message)
}

func (v *visitor) read(conn *websocket.Conn) {
	defer conn.Close()
	for {
		_, data, err := conn.ReadMessage()
		v.mu.Lock()
		if v.conn != conn || v.deaf && err == nil {
			v.mu.Unlock()
			return
		}
		if err != nil {
			v.closed(err)
			v.mu.Unlock()
			return
		}
		if err := v.take(data); err != nil {
			v.fail(fmt.Errorf("%w, in the message %.300s", err, data))
		}
		v.heard++
		v.mu.Unlock()
	}
}

// closed notes that the server closed the socket. It has a reason to when the
// session ends just as the page comes to it: then the page comes again.
func (v *visitor) closed(err error) {
	wasLive := v.live
	v.conn, v.live = nil, false
	v.note("closed: %v", err)
	late := v.late || !wasLive && time.Since(v.gone) >= lifetime
	if closing, ok := errors.AsType[*websocket.CloseError](err); (v.house.dev || late) && ok && closing.Code == websocket.CloseGoingAway {
		v.total.away.Add(1)
		return
	}
	v.fail(fmt.Errorf("the socket was closed: %w", err))
}

// fail keeps the first thing that was wrong. The caller holds v.mu.
func (v *visitor) fail(err error) {
	if v.err == nil {
		v.err = err
	}
}

// note keeps what happened last, to explain a failure.
func (v *visitor) note(format string, args ...any) {
	if len(v.notes) >= 150 {
		v.notes = v.notes[1:]
	}
	v.notes = append(v.notes, time.Now().Format("05.000 ")+fmt.Sprintf(format, args...))
}

// message is any message of the server.
type message struct {
	Type    string
	Session string
	Resumed bool
	Ack, N  int
	Own     int
	Lost    int
	Ops     [][]any
	Level   string
	Text    string
	Items   []any
}

// take follows one message. The caller holds v.mu.
func (v *visitor) take(data []byte) error {
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	if v.calm++; len(v.page.queue) > 0 {
		v.calm = 0
	}
	if v.calm < 10 && (m.Type != "patch" || len(data) > 100) { // no ticks, and not what comes long after
		v.note("<- %.150s", data)
	}
	if !v.live && m.Type != "welcome" {
		return errors.New("it came before the welcome")
	}
	defer v.pump()
	switch m.Type {
	case "welcome":
		return v.welcome(m)
	case "ack":
		return v.page.acknowledge(m.Ack)
	case "patch":
		v.total.patches.Add(1)
		if err := v.page.patch(m.N, m.Ack, m.Ops); err != nil {
			return err
		}
		v.send(map[string]any{"type": "applied", "n": m.N})
		return nil
	case "notice":
		if strings.HasPrefix(m.Text, "Something you did has no place") { // a button that an edit took away
			return nil
		}
	case "problem":
		v.page.problem = len(m.Items) > 0
		if v.house.dev {
			return nil
		}
	}
	return errors.New("nothing of the kind was to come")
}

func (v *visitor) welcome(m message) error {
	switch {
	case v.live && (!v.house.dev || !m.Resumed):
		return errors.New("a second welcome")
	case v.live:
		v.total.moves.Add(1)
	case m.Resumed:
		v.total.resumed.Add(1)
	case v.token != "":
		v.total.lost.Add(1)
		if away := time.Since(v.gone); !v.house.dev && away < lifetime {
			return fmt.Errorf("the session was lost after %v", away)
		}
	}
	if m.Lost > 0 {
		return fmt.Errorf("%d inputs have found no place", m.Lost)
	}
	if err := v.page.welcome(m.Resumed, v.wasLive, m.Ack); err != nil {
		return err
	}
	v.late = !v.live && time.Since(v.gone) >= lifetime
	v.token, v.live, v.wasLive = m.Session, true, true
	return nil
}

// pump sends what may be sent. The caller holds v.mu.
func (v *visitor) pump() {
	for v.conn != nil && v.live {
		e, ok := v.page.due()
		if !ok {
			return
		}
		v.sendEvent(e)
	}
}

func (v *visitor) sendEvent(e event) {
	v.note("-> %d %s %v", e.seq, e.label, e.value)
	message := map[string]any{"type": "event", "seq": e.seq, "id": e.id, "key": e.key, "on": e.on, "event": e.name}
	if e.value != nil {
		message["value"] = e.value
	}
	v.send(message)
}

// drop ends the socket without a word, as a lost network does.
func (v *visitor) drop() {
	v.mu.Lock()
	conn := v.conn
	v.conn, v.live, v.gone = nil, false, time.Now()
	v.note("dropped")
	v.mu.Unlock()
	if conn == nil {
		return
	}
	v.total.drops.Add(1)
	if tcp, ok := conn.NetConn().(*net.TCPConn); ok && v.rng.IntN(2) == 0 {
		tcp.SetLinger(0) // the server hears of it at once, and loses what it had not read
	}
	conn.NetConn().Close()
}

// leave closes the page for good.
func (v *visitor) leave() {
	v.mu.Lock()
	conn := v.conn
	if conn != nil && v.rng.IntN(2) == 0 {
		conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), time.Now().Add(patience))
	}
	v.mu.Unlock()
	v.drop()
	v.readers.Wait()
}

// until waits until something is so. v.mu is held while it is asked.
func (v *visitor) until(what string, is func() bool) error {
	looked := -1
	for deadline := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		v.mu.Lock()
		err := v.err
		there := err == nil && (v.heard != looked || v.conn == nil) && is()
		looked = v.heard
		v.mu.Unlock()
		switch {
		case there || err != nil:
			return err
		case time.Now().After(deadline):
			return fmt.Errorf("waited in vain for %s", what)
		}
	}
}

// settle waits until the page shows what it must, and comes again when it was
// sent away.
func (v *visitor) settle(what string, also func() bool) error {
	for range 50 {
		err := v.until(what, func() bool { return v.conn == nil || v.live && v.page.wrong() == nil && also() })
		if err != nil || v.isLive() {
			return err
		}
		if err := v.connect(); err != nil {
			return err
		}
	}
	return errors.New("50 sockets in a row were closed")
}

// explain adds to an error all that is known of the visitor.
func (v *visitor) explain(err error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	state := "it has no page"
	if v.page != nil {
		state = fmt.Sprintf("it shows %s %s; wrong: %v; socket: %v, live: %v, last patch %d, acknowledged %d",
			v.page.edition, v.page.text(".state"), v.page.wrong(), v.conn != nil, v.live, v.page.last, v.page.acked)
	}
	return fmt.Errorf("visitor %s of %s in %s: %w\n%s\n  %s", v.name, v.app, v.house.name, err, state, strings.Join(v.notes, "\n  "))
}
