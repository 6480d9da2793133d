package pntest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/net/html"
)

// patience bounds every wait. It is more than the slowest machine needs: a test
// that waits that long has failed.
const patience = time.Minute

// Page is a page that one visitor has open.
type Page struct {
	t    testing.TB
	url  string
	http *http.Client

	mu      sync.Mutex
	changed *sync.Cond
	dom     *DOM
	conn    *websocket.Conn
	token   string
	view    string

	welcomed bool // on this socket
	seq      int
	acked    int
	last     int
	own      int // number of the first patch after which the page is its session's
	patches  int
	lost     int // inputs that found no place in a new session
	notices  []string
	problem  []string
	closed   error
	headers  http.Header
	inputs   map[string]input

	writing sync.Mutex // a blocked write must not keep the page from reading
}

// input is what a person has put into a control.
type input struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
}

// Visit loads a page of any panelgo server and takes it live.
func Visit(t testing.TB, url string) *Page {
	t.Helper()
	p := Load(t, url)
	p.GoLive()
	return p
}

// Load loads a page and does not take it live.
func Load(t testing.TB, url string) *Page {
	t.Helper()
	p := &Page{t: t, url: url, http: &http.Client{Timeout: patience}, headers: http.Header{}, inputs: map[string]input{}}
	p.changed = sync.NewCond(&p.mu)
	response, err := p.http.Get(url)
	if err != nil {
		t.Fatalf("get %s: %v", url, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("get %s: %v", url, err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("get %s: %s\n%s", url, response.Status, body)
	}
	if p.dom, err = ParseDOM(string(body)); err != nil {
		t.Fatal(err)
	}
	if root, _ := p.dom.Find("html"); root != nil {
		p.token, p.view = attr(root, "data-pn-session"), attr(root, "data-pn-view")
	}
	t.Cleanup(func() { p.http.CloseIdleConnections(); p.Drop() })
	return p
}

// GoLive opens the page's socket and waits for the welcome, and for what makes the page
// that of its session. After Drop it resumes the same session.
func (p *Page) GoLive() {
	p.t.Helper()
	p.sayHello()
	p.wait("the welcome", func() bool { return p.welcomed && p.last >= p.own })
}

// TryGoLive is GoLive for a server that may refuse. It reports whether there
// was a welcome; if not, WaitClosed returns the reason.
func (p *Page) TryGoLive() bool {
	p.t.Helper()
	p.sayHello()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.until(func() bool { return p.welcomed || p.closed != nil }) {
		p.t.Fatal("the server neither welcomes the page nor refuses it")
	}
	return p.welcomed
}

// sayHello opens the page's socket and does not wait for the answer.
func (p *Page) sayHello() {
	p.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}, HandshakeTimeout: patience}
	conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(p.url, "http"), p.headers)
	if err != nil {
		status := ""
		if response != nil {
			status = response.Status
		}
		p.t.Fatalf("open the socket of %s: %v %s", p.url, err, status)
	}
	p.mu.Lock()
	inputs := make([]input, 0, len(p.inputs))
	for _, in := range p.inputs {
		inputs = append(inputs, in)
	}
	hello := map[string]any{"type": "hello", "last": p.last, "inputs": inputs}
	if p.token != "" {
		hello["session"] = p.token
	} else {
		hello["view"] = p.view
	}
	p.conn, p.closed, p.token, p.welcomed = conn, nil, "", false
	p.mu.Unlock()
	if err := conn.WriteJSON(hello); err != nil {
		p.t.Fatalf("say hello: %v", err)
	}
	go p.read(conn)
}

func (p *Page) read(conn *websocket.Conn) {
	for {
		_, data, err := conn.ReadMessage()
		p.mu.Lock()
		if err == nil {
			err = p.take(data)
		}
		if err != nil {
			if p.conn == conn {
				p.closed, p.conn = err, nil
			}
			p.changed.Broadcast()
			p.mu.Unlock()
			conn.Close()
			return
		}
		p.changed.Broadcast()
		p.mu.Unlock()
	}
}

// serverMessage is any message of the server.
type serverMessage struct {
	Type    string
	Session string
	Resumed bool
	Ack     int
	Own     int
	Lost    int
	N       int
	Ops     [][]any
	Level   string
	Text    string
	Items   []struct {
		File    string
		Line    int
		Message string
	}
}

// take handles one message. The caller holds p.mu.
func (p *Page) take(data []byte) error {
	var m serverMessage
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("message %s: %w", data, err)
	}
	switch m.Type {
	case "welcome":
		p.token, p.acked, p.own, p.lost, p.welcomed = m.Session, m.Ack, m.Own, p.lost+m.Lost, true
		if !m.Resumed {
			p.seq, p.last = m.Ack, 0
		}
	case "ack":
		p.acked = m.Ack
	case "patch":
		if m.N <= p.last {
			return nil
		}
		if m.N != p.last+1 {
			return fmt.Errorf("patch %d came after patch %d", m.N, p.last)
		}
		if err := p.dom.Apply(m.Ops); err != nil {
			return fmt.Errorf("patch %s: %w", data, err)
		}
		p.filterAgain()
		p.last, p.acked = m.N, m.Ack
		p.patches++
		go p.confirm(p.conn, m.N)
	case "notice":
		p.notices = append(p.notices, m.Level+": "+m.Text)
	case "problem":
		p.problem = nil
		for _, item := range m.Items {
			p.problem = append(p.problem, fmt.Sprintf("%s:%d: %s", item.File, item.Line, item.Message))
		}
	case "reload":
	default:
		return fmt.Errorf("unknown message %s", data)
	}
	return nil
}

// confirm tells the server that a patch has been applied.
func (p *Page) confirm(conn *websocket.Conn, n int) {
	p.writing.Lock()
	defer p.writing.Unlock()
	conn.WriteJSON(map[string]any{"type": "applied", "n": n}) // that the socket is lost shows when it is read
}

// wait waits until is returns true. It calls is with p.mu held.
func (p *Page) wait(what string, is func() bool) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.until(func() bool { return p.closed != nil || is() }) {
		p.t.Fatalf("waited in vain for %s; the page shows:\n%s", what, p.bodyText())
	}
	if !is() {
		p.t.Fatalf("the socket closed while waiting for %s: %v", what, p.closed)
	}
}

// until waits until something is so, and reports whether that came in time.
// The caller holds p.mu.
func (p *Page) until(is func() bool) bool {
	expired := false
	timer := time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		expired = true
		p.changed.Broadcast()
	})
	defer timer.Stop()
	for !is() {
		if expired {
			return false
		}
		p.changed.Wait()
	}
	return true
}

func (p *Page) bodyText() string {
	body, err := p.dom.Find("body")
	if err != nil || body == nil {
		return ""
	}
	return textOf(body)
}

// Drop closes the connection as a lost network does: without a close frame.
func (p *Page) Drop() {
	p.mu.Lock()
	conn := p.conn
	p.conn = nil
	p.mu.Unlock()
	if conn != nil {
		conn.UnderlyingConn().Close()
	}
}

// Send sends an event to a component and waits until the session has taken it. A
// nil value is left out. The page does nothing by itself: a server does what the
// component's behaviours would do in a browser.
func (p *Page) Send(id, event string, value any) {
	p.t.Helper()
	p.send(id, event, value, nil)
}

func (p *Page) send(id, event string, value any, did []any) {
	p.t.Helper()
	p.mu.Lock()
	conn := p.conn
	if conn == nil {
		p.mu.Unlock()
		p.t.Fatal("the page is not live")
	}
	p.seq++
	seq := p.seq
	message := map[string]any{"type": "event", "seq": seq, "id": id, "on": p.last, "event": event}
	if root := find(p.dom.root, id); root != nil {
		message["key"] = p.dom.Key(root)
	}
	if value != nil {
		message["value"] = value
	}
	if did != nil {
		message["did"] = did
	}
	p.mu.Unlock()
	p.writing.Lock()
	err := conn.WriteJSON(message)
	p.writing.Unlock()
	if err != nil {
		p.t.Fatalf("send %s to %s: %v", event, id, err)
	}
	p.wait(fmt.Sprintf("the answer to %s on %s", event, id), func() bool { return p.acked >= seq })
}

// Set brings the control with a label to a value, as a person does: it sends what a
// browser would, and fails the test if nobody could do that, because the control is
// disabled or takes no such value.
func (p *Page) Set(label string, value any) {
	p.t.Helper()
	id := p.labelled(label)
	p.mu.Lock()
	root := find(p.dom.root, id)
	event, sent, err := entered(root, value)
	if err != nil {
		p.mu.Unlock()
		p.t.Fatalf("set %q to %v: %v", label, value, err)
	}
	p.inputs[id] = input{p.dom.Key(root), sent}
	p.mu.Unlock()
	p.use(id, event, sent)
}

// Click clicks the button with a label. What the button does to other components happens
// in the page, as in a browser, and then the server is told. Rows that a filter leaves out
// have the attribute data-pn-out.
func (p *Page) Click(label string) {
	p.t.Helper()
	p.use(p.labelled(label), "click", nil)
}

// Push sends what the module of a component pushes: an event of the component at a CSS
// selector, with its value.
func (p *Page) Push(selector, event string, value any) {
	p.t.Helper()
	p.mu.Lock()
	root := p.find(selector)
	p.mu.Unlock()
	if root == nil || attr(root, "data-pn") == "" {
		p.t.Fatalf("push %s: no component is at %s", event, selector)
	}
	p.Send(attr(root, "id"), event, value)
}

// labels matches the elements that name a component: a control's label, which
// docs/protocol.md gives a class of its own, and a button, whose whole text is
// its label.
const labels = ".pn-label, button[data-pn]"

// labelled finds the component with a label.
func (p *Page) labelled(label string) string {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	candidates, err := p.dom.FindAll(labels)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, n := range candidates {
		if textOf(n) != label {
			continue
		}
		for ; n != nil; n = n.Parent {
			if attr(n, "data-pn") != "" {
				return attr(n, "id")
			}
		}
	}
	p.t.Fatalf("nothing on the page is labelled %q", label)
	return ""
}

// Text returns the text of the first element that a CSS selector matches, with
// white space folded, or "" if none does.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.find(selector)
	if n == nil {
		return ""
	}
	return textOf(n)
}

// Has reports whether a CSS selector matches any element.
func (p *Page) Has(selector string) bool {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.find(selector) != nil
}

func (p *Page) find(selector string) *html.Node {
	p.t.Helper()
	n, err := p.dom.Find(selector)
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// HTML returns the first element that a CSS selector matches as HTML, or "" if
// none does.
func (p *Page) HTML(selector string) string {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.find(selector)
	if n == nil {
		return ""
	}
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		p.t.Fatal(err)
	}
	return b.String()
}

// Title returns the page's title.
func (p *Page) Title() string { p.t.Helper(); return p.Text("title") }

// WaitText waits until the first element that a CSS selector matches shows a
// text.
func (p *Page) WaitText(selector, want string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("%s to show %q", selector, want), func() bool {
		n, err := p.dom.Find(selector)
		return err == nil && n != nil && textOf(n) == want
	})
}

// WaitProblem waits until the error overlay has a line that contains a text; ""
// waits until the overlay is gone.
func (p *Page) WaitProblem(part string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("the problem %q", part), func() bool {
		all := strings.Join(p.problem, "\n")
		return part == "" && all == "" || part != "" && strings.Contains(all, part)
	})
}

// WaitNotice waits for a notice that contains a text; the level is part of it,
// as in "error: …".
func (p *Page) WaitNotice(part string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("the notice %q", part), func() bool {
		return strings.Contains(strings.Join(p.notices, "\n"), part)
	})
}

// WaitClosed waits until the server has closed the socket. It returns the code
// and the reason; without a close frame the code is 0.
func (p *Page) WaitClosed() (code int, reason string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.until(func() bool { return p.closed != nil }) {
		p.t.Fatal("the socket stayed open")
	}
	if e, ok := p.closed.(*websocket.CloseError); ok {
		return e.Code, e.Text
	}
	return 0, p.closed.Error()
}

// Patches returns the number of patches that the page has applied.
func (p *Page) Patches() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.patches
}

// Header sets a header of the next socket's handshake.
func (p *Page) Header(name, value string) { p.headers.Set(name, value) }
