package browser_test

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/browser"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/templates"
)

// server is the other side of the protocol: it serves one page, and the test
// reads and writes the messages of its sockets.
type server struct {
	t       *testing.T
	url     string
	page    templates.Page
	sockets chan *socket

	mu      sync.Mutex
	refuse  bool // handshakes and streams are answered 503
	strip   bool // handshakes are answered 400, as by a proxy that knows none
	gone    bool // a probe is answered 404
	refused int  // handshakes answered as by that proxy
	streams map[string]*socket
	file    string        // the beginning of the file that hold and missing are of; the runtime
	hold    chan struct{} // the file is held back until it is closed
	missing bool          // the file is not there
	status  int           // the page is an error page when not 0
}

// componentStyles returns the styles of the components of package pn.
func componentStyles(t *testing.T) (all []string) {
	t.Helper()
	files, err := filepath.Glob("../../pn/*.css")
	if err != nil || len(files) == 0 {
		t.Fatalf("no styles, %v", err)
	}
	for _, file := range files {
		css, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(css))
	}
	return all
}

// serve starts a server whose page has this HTML in its main area.
func serve(t *testing.T, main string) *server {
	t.Helper()
	s := &server{t: t, file: "runtime", sockets: make(chan *socket, 16)}
	store := assets.New()
	for name, data := range browser.Files() {
		if err := store.Add(name, data); err != nil {
			t.Fatal(err)
		}
	}
	s.page = templates.Page{
		Title: "Test", Main: area("main", main), Header: area("header", ""), Sidebar: area("sidebar", ""), Modal: area("modal", ""),
		Attributes: ` data-pn-view="v1"`, Dev: true, Styles: componentStyles(t),
		RuntimeURL:    "/_panelgo/" + store.URL("runtime.js"),
		StylesURL:     "/_panelgo/" + store.URL("styles.css"),
		BehavioursURL: "/_panelgo/" + store.URL("behaviours.js"),
		DevURL:        "/_panelgo/" + store.URL("dev.js"),
	}
	mux := http.NewServeMux()
	files := http.StripPrefix("/_panelgo", store)
	mux.HandleFunc("/_panelgo/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(path.Base(r.URL.Path), s.file) {
			s.mu.Lock()
			hold, missing := s.hold, s.missing
			s.mu.Unlock()
			if hold != nil {
				select {
				case <-hold:
				case <-r.Context().Done():
				}
			}
			if missing {
				http.NotFound(w, r)
				return
			}
		}
		files.ServeHTTP(w, r)
	})
	mux.HandleFunc("/", s.serve)
	web := httptest.NewServer(mux)
	t.Cleanup(func() {
		web.CloseClientConnections()
		web.Close()
	})
	s.url = web.URL + "/app?city=Paris"
	return s
}

func area(name, html string) template.HTML {
	return template.HTML(`<div id="pn-` + name + `" data-pn="area" class="pn-area">` + html + `</div>`)
}

func (s *server) setRefuse(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = on
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	if websocket.IsWebSocketUpgrade(r) {
		s.upgrade(w, r)
		return
	}
	if id := r.Header.Get("Panelgo-Stream"); id != "" {
		s.stream(w, r, id)
		return
	}
	t, err := templates.Get("")
	if err != nil {
		s.t.Error(err)
		return
	}
	html, csp, err := t.Execute(s.page)
	if s.status != 0 {
		html, csp, err = templates.ErrorPage(s.page, templates.Error{Status: s.status, Title: http.StatusText(s.status), Edition: 3})
	}
	if err != nil {
		s.t.Error(err)
		return
	}
	w.Header().Set("Content-Security-Policy", csp)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(html)
}

// socket is one connection, with the messages that the page sent over it.
type socket struct {
	t        *testing.T
	conn     *websocket.Conn // nil for a stream
	events   *events         // nil for a WebSocket
	url      string
	messages chan map[string]any
	n        int // of the last patch
}

func (s *server) upgrade(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	refuse, strip := s.refuse, s.strip
	if strip {
		s.refused++
	}
	s.mu.Unlock()
	switch {
	case strip:
		http.Error(w, "no WebSockets here", http.StatusBadRequest)
		return
	case refuse:
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return
	}
	up := websocket.Upgrader{Subprotocols: []string{"panelgo.2"}}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		s.t.Error(err)
		return
	}
	c := &socket{t: s.t, conn: conn, url: r.URL.String(), messages: make(chan map[string]any, 256)}
	s.sockets <- c
	defer conn.Close()
	defer close(c.messages)
	for {
		var m map[string]any
		if conn.ReadJSON(&m) != nil {
			return
		}
		c.messages <- m
	}
}

// accept waits for the page's next socket and its hello.
func (s *server) accept() (*socket, map[string]any) {
	s.t.Helper()
	c := waitfor.Value(s.t, "a socket", s.sockets)
	return c, c.next("hello")
}

// welcome accepts the next socket and makes it live.
func (s *server) welcome() *socket {
	s.t.Helper()
	c, _ := s.accept()
	c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
	return c
}

// next waits for the next message, which must have a certain type. It skips
// messages that only confirm patches.
func (c *socket) next(kind string) map[string]any {
	c.t.Helper()
	for {
		m := waitfor.Value(c.t, "a message "+kind, c.messages)
		switch {
		case m["type"] == kind:
			return m
		case m["type"] != "applied":
			c.t.Fatalf("got %v, want a message %q", m, kind)
		}
	}
}

// event waits for the next event and returns it in short form: "1 c2 change 5".
func (c *socket) event() string {
	c.t.Helper()
	m := c.next("event")
	out := []string{text(m["seq"]), text(m["id"]), text(m["event"])}
	if v, ok := m["value"]; ok {
		out = append(out, text(v))
	}
	return strings.Join(out, " ")
}

func text(v any) string {
	b, _ := json.Marshal(v)
	return strings.Trim(string(b), `"`)
}

func (c *socket) send(message string) {
	c.t.Helper()
	if c.events != nil {
		c.events.write("data: " + message + "\n\n")
		return
	}
	if err := c.conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
		c.t.Fatal(err)
	}
}

// patch sends operations.
func (c *socket) patch(ack int, ops ...string) {
	c.t.Helper()
	c.n++
	c.send(`{"type":"patch","n":` + text(c.n) + `,"ack":` + text(ack) + `,"ops":[` + strings.Join(ops, ",") + `]}`)
}

// quiet checks that the page has sent nothing more: the next message is the one
// that the test has the page send now.
func (c *socket) quiet(p *tab) {
	c.t.Helper()
	p.JS(`lastSocket.send('{"type":"end"}')`)
	c.next("end")
}

// end closes with a code.
func (c *socket) end(code int, reason string) {
	if c.events != nil {
		c.events.write(fmt.Sprintf("event: close\ndata: {\"code\":%d,\"reason\":%q}\n\n", code, reason))
		return
	}
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(waitfor.Patience))
}

// cut breaks the connection without a close frame.
func (c *socket) cut() {
	if c.events != nil {
		c.events.cut()
		return
	}
	c.conn.NetConn().Close()
}
