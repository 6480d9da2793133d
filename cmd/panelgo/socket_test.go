package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gorilla/websocket"
	"github.com/rogpeppe/go-internal/testscript"
)

// socket is a page that went live, as docs/protocol.md says. It keeps what
// the server sends for wswait.
type socket struct {
	conn     *websocket.Conn
	received *lines
	seq      int
	last     atomic.Int64 // number of the last patch
	writing  sync.Mutex
}

func (s *socket) close() { s.conn.Close() }

var viewOrSession = regexp.MustCompile(`data-pn-(view|session)="([^"]+)"`)

// wsopen PATH gets a page and takes it live.
func wsopen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: wsopen PATH")
	}
	url := absolute(ts, args[0])
	page, err := get(url)
	ts.Check(err)
	id := viewOrSession.FindStringSubmatch(page)
	if id == nil {
		ts.Fatalf("GET %s: the page is not live:\n%.2000s", url, page)
	}
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}, HandshakeTimeout: patience}
	origin := http.Header{"Origin": {regexp.MustCompile(`^http://[^/]+`).FindString(url)}}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http"), origin)
	ts.Check(err)
	s := &socket{conn: conn, received: newLines()}
	if old := of(ts).socket; old != nil {
		old.close()
	}
	of(ts).socket = s
	go func() {
		defer s.received.end()
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				fmt.Fprintln(s.received, "closed:", err)
				return
			}
			s.follow(message)
			s.received.Write(inOrder(message))
		}
	}()
	s.send(ts, map[string]any{"type": "hello", id[1]: id[2], "last": 0, "inputs": []any{}})
	wswait(ts, false, []string{`"welcome"`})
}

// follow confirms a patch.
func (s *socket) follow(message []byte) {
	var m struct{ N int64 }
	if json.Unmarshal(message, &m) == nil && m.N > 0 {
		s.last.Store(m.N)
		s.write(map[string]any{"type": "applied", "n": m.N}) // that the socket is lost shows when it is read
	}
}

// inOrder is a message with its fields by name, one line. Their order on the
// wire means nothing.
func inOrder(message []byte) []byte {
	var fields any
	var line bytes.Buffer
	out := json.NewEncoder(&line)
	out.SetEscapeHTML(false)
	if err := errors.Join(json.Unmarshal(message, &fields), out.Encode(fields)); err != nil {
		return fmt.Appendf(nil, "%v in %s\n", err, message)
	}
	return line.Bytes()
}

func (s *socket) send(ts *testscript.TestScript, message any) { ts.Check(s.write(message)) }

func (s *socket) write(message any) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.conn.WriteJSON(message)
}

// wsevent ID EVENT VALUE sends the event of a person. VALUE is JSON.
func wsevent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || of(ts).socket == nil {
		ts.Fatalf("usage: wsevent ID EVENT VALUE, after wsopen")
	}
	var value any
	ts.Check(json.Unmarshal([]byte(args[2]), &value))
	s := of(ts).socket
	s.seq++
	s.send(ts, map[string]any{"type": "event", "seq": s.seq, "id": args[0], "on": s.last.Load(), "event": args[1], "value": value})
}

// wswait REGEXP waits for a message of the server.
func wswait(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 || of(ts).socket == nil {
		ts.Fatalf("usage: wswait REGEXP, after wsopen")
	}
	re, err := regexp.Compile(args[0])
	ts.Check(err)
	if _, err := of(ts).socket.received.wait(re); err != nil {
		ts.Fatalf("%v: no message like %q in:\n%s", err, re, of(ts).socket.received)
	}
}
