package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// client is a browser reduced to its socket.
type client struct {
	conn *websocket.Conn
	seq  int
}

// goLive opens the socket of a page and waits until it is live.
func goLive(url string) (*client, error) {
	page, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(page.Body)
	page.Body.Close()
	if err != nil {
		return nil, err
	}
	return join(url, between(body, `data-pn-session="`), between(body, `data-pn-view="`))
}

// viewOf gets a page and tells which view it is.
func viewOf(url string) (string, error) {
	page, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer page.Body.Close()
	body, err := io.ReadAll(page.Body)
	return between(body, `data-pn-view="`), err
}

// join opens a socket for a page that was fetched before. What the client says
// has in it what the server answers, so that a bare echo will do as well: the
// server passes over fields that it does not know.
func join(url, session, view string) (*client, error) {
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.1"}, HandshakeTimeout: 10 * time.Second, ReadBufferSize: 1024, WriteBufferSize: 1024}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http"), nil)
	if err != nil {
		return nil, err
	}
	hello := fmt.Sprintf(`{"type":"hello","view":%q,"last":0,"echo":"welcome"}`, view)
	if session != "" {
		hello = fmt.Sprintf(`{"type":"hello","session":%q,"last":0,"echo":"welcome"}`, session)
	}
	if err := conn.WriteMessage(websocket.TextMessage, []byte(hello)); err != nil {
		return nil, err
	}
	c := &client{conn: conn}
	return c, c.until(`"welcome"`)
}

// change sends a new value and waits for the patch that answers it.
func (c *client) change(id string, value int) error {
	c.seq++
	message := fmt.Appendf(nil, `{"type":"event","seq":%d,"id":%q,"event":"change","value":%d,"ack":%[1]d}`, c.seq, id, value)
	if err := c.conn.WriteMessage(websocket.TextMessage, message); err != nil {
		return err
	}
	return c.until(fmt.Sprintf(`"ack":%d`, c.seq))
}

// send sends an event without a value and does not wait.
func (c *client) send(id, event string) error {
	c.seq++
	return c.conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"type":"event","seq":%d,"id":%q,"event":%q}`, c.seq, id, event))
}

func (c *client) until(part string) error {
	c.conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	for {
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			return fmt.Errorf("wait for %s: %w", part, err)
		}
		if bytes.Contains(data, []byte(part)) {
			return nil
		}
	}
}

func (c *client) close() { c.conn.Close() }

func between(text []byte, before string) string {
	_, rest, ok := bytes.Cut(text, []byte(before))
	if !ok {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}
