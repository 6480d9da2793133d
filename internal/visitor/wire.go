package visitor

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"

	"github.com/gorilla/websocket"
)

// hello, event and applied are what a visitor says.
type (
	hello struct {
		Type    string `json:"type"`
		Session string `json:"session,omitempty"`
		View    string `json:"view,omitempty"`
		Last    uint64 `json:"last"`
	}
	event struct {
		Type  string `json:"type"`
		Seq   uint64 `json:"seq"`
		ID    string `json:"id"`
		Event string `json:"event"`
		Value any    `json:"value,omitempty"`
	}
	applied struct {
		Type string `json:"type"`
		N    uint64 `json:"n"`
	}
)

// message is what a visitor needs to know of any message of the server.
type message struct {
	Type        string
	N, Ack      uint64
	Level, Text string    // of a notice
	Items       []problem // what is wrong with the script, in development
}

type problem struct {
	Message string `json:"message"`
}

// failure is what the server says went wrong in the app, "" if nothing.
func (m message) failure() string {
	switch {
	case m.Type == "notice" && m.Level == "error":
		return m.Text
	case m.Type == "problem" && len(m.Items) > 0:
		return m.Items[0].Message
	}
	return ""
}

// readMessage reads no more of a message than it must: what a patch does is
// not the visitor's concern, and reading it would be on the clock.
func readMessage(data []byte) (m message, err error) {
	in := json.NewDecoder(bytes.NewReader(data))
	if begin, err := in.Token(); err != nil || begin != json.Delim('{') {
		return m, errors.New("a message of the server is no JSON object")
	}
	fields := map[string]any{"type": &m.Type, "n": &m.N, "ack": &m.Ack, "level": &m.Level, "text": &m.Text, "items": &m.Items}
	for !(m.Type == "patch" && m.N > 0 && fields["ack"] == nil) && in.More() {
		name, err := in.Token()
		if err != nil {
			return m, fmt.Errorf("read a message of the server: %w", err)
		}
		var passedOver json.RawMessage
		into := any(&passedOver)
		if field, ok := fields[name.(string)]; ok {
			into = field
			delete(fields, name.(string))
		}
		if err := in.Decode(into); err != nil {
			return m, fmt.Errorf("read a message of the server: %w", err)
		}
	}
	if m.Type == "" {
		return m, errors.New("a message of the server has no type")
	}
	return m, nil
}

var errSilent = fmt.Errorf("no answer in %v", patience)

// closing explains why a socket can be read no more.
func closing(err error) error {
	closed, ok := errors.AsType[*websocket.CloseError](err)
	if !ok || closed.Code == websocket.CloseAbnormalClosure {
		return fmt.Errorf("the socket was lost: %w", cause(err))
	}
	return fmt.Errorf("the server closed the socket: %d %s", closed.Code, closed.Text)
}

// cause takes off what differs from visitor to visitor, as ports, so that
// errors of one kind read the same.
func cause(err error) error {
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		return errSilent
	}
	if asked, ok := errors.AsType[*url.Error](err); ok {
		err = asked.Err
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		err = op.Err
	}
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		err = call.Err
	}
	return err
}

// dial opens a connection whose bytes are counted.
func (v *Visitor) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return counted{conn, v}, nil
}

// dialTLS counts the bytes before they are encrypted: what the app sends, and
// not what its certificate weighs.
func (v *Visitor) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&tls.Dialer{NetDialer: &net.Dialer{Timeout: patience}}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return counted{conn, v}, nil
}

// counted is a connection of a visitor.
type counted struct {
	net.Conn
	of *Visitor
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.of.received.Add(int64(n))
	return n, err
}

func (c counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.of.sent.Add(int64(n))
	return n, err
}
