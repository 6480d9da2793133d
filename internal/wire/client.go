package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Bounds of a client's message: bytes of ids, names, tokens and labels, the
// number of inputs and of messages in a list, and how deep a value may nest.
const (
	maxID     = 64
	maxName   = 32
	maxToken  = 512
	maxLabel  = 1_000
	maxInputs = 1_000
	maxList   = 1_000
	maxDepth  = 64
)

// ClientMessage is one of Hello, Event and Applied.
type ClientMessage interface{ clientMessage() }

// Hello is the first message of a client.
type Hello struct {
	Session string  `json:"session"` // token of the session to come back to, or ""
	View    string  `json:"view"`    // id of the view that the page shows, or ""
	Wait    uint64  `json:"wait"`    // of an error page: the edition of the sources whose error it shows
	Last    uint64  `json:"last"`    // the number of the last patch applied
	Inputs  []Input `json:"inputs"`  // values to restore in a new session
}

// Input is a value that a person has put into a control.
type Input struct {
	ID    string          `json:"id"`
	Kind  string          `json:"kind"`
	Label string          `json:"label"`
	Value json.RawMessage `json:"value"`
}

// Event is something that a person did to a component. Seq counts the events
// of a session from 1; Value is JSON.
type Event struct {
	Seq   uint64          `json:"seq"`
	ID    string          `json:"id"`
	Name  string          `json:"event"`
	Value json.RawMessage `json:"value"`
}

// Applied confirms that the client has applied the patches up to N.
type Applied struct {
	N uint64 `json:"n"`
}

func (Hello) clientMessage()   {}
func (Event) clientMessage()   {}
func (Applied) clientMessage() {}

// ErrProtocol is wrapped by the errors of Decode and DecodeList. Their texts
// fit a close frame.
var ErrProtocol = errors.New("the protocol is broken")

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrProtocol, short(fmt.Sprintf(format, args...), 80))
}

// short cuts a text to at most n bytes, between characters.
func short(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Decode reads a message of a client. Its error wraps ErrProtocol.
func Decode(data []byte) (ClientMessage, error) {
	if !utf8.Valid(data) {
		return nil, broken("a message is not UTF-8")
	}
	if deep(data) {
		return nil, broken("a message is nested deeper than %d", maxDepth)
	}
	var m struct {
		Type string `json:"type"`
		Event
		N       uint64  `json:"n"`
		Session string  `json:"session"`
		View    string  `json:"view"`
		Wait    uint64  `json:"wait"`
		Last    uint64  `json:"last"`
		Inputs  []Input `json:"inputs"` // values to restore in a new session
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, broken("a message cannot be read: %v", err)
	}
	switch m.Type {
	case "event":
		return m.Event, m.Event.check()
	case "applied":
		return Applied{m.N}, nil
	case "hello":
		h := Hello{m.Session, m.View, m.Wait, m.Last, m.Inputs}
		return h, h.check()
	}
	return nil, broken("no message is of type %q", short(m.Type, maxName))
}

// DecodeList reads the messages of one request of a stream, a JSON list. Its
// error wraps ErrProtocol.
func DecodeList(data []byte) ([]ClientMessage, error) {
	in := json.NewDecoder(bytes.NewReader(data))
	if begin, err := in.Token(); err != nil || begin != json.Delim('[') {
		return nil, broken("a request brings no list of messages")
	}
	var list []ClientMessage
	for in.More() {
		if len(list) >= maxList {
			return nil, broken("a request brings more than %d messages", maxList)
		}
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return nil, broken("a list of messages cannot be read: %v", err)
		}
		m, err := Decode(raw)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	if _, err := in.Token(); err != nil {
		return nil, broken("a list of messages has no end")
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, broken("there is something behind the list of messages")
	}
	return list, nil
}

func (e Event) check() error {
	switch {
	case e.Seq < 1:
		return broken("an event has no seq")
	case e.ID == "" || len(e.ID) > maxID:
		return broken("an event has no id, or one longer than %d bytes", maxID)
	case e.Name == "" || len(e.Name) > maxName:
		return broken("an event has no name, or one longer than %d bytes", maxName)
	}
	return nil
}

func (h Hello) check() error {
	if len(h.Session) > maxToken || len(h.View) > maxToken {
		return broken("a hello names what is longer than %d bytes", maxToken)
	}
	if len(h.Inputs) > maxInputs {
		return broken("a hello has more than %d inputs", maxInputs)
	}
	for _, in := range h.Inputs {
		if len(in.ID) > maxID || len(in.Kind) > maxID || len(in.Label) > maxLabel {
			return broken("an input of a hello is too long")
		}
	}
	return nil
}

// deep reports whether brackets nest deeper than maxDepth: decoding such a
// value would cost far more than its size suggests.
func deep(data []byte) bool {
	if bytes.Count(data, []byte("["))+bytes.Count(data, []byte("{")) <= maxDepth {
		return false
	}
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxDepth {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}
