package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Bounds of a client's message: bytes of ids, names, kinds, tokens, keys and faults, the
// number of inputs and of messages in a list, how deep a value may nest, and
// of how many objects, arrays, members and elements it may consist.
const (
	maxID     = 64
	maxName   = 32
	maxKind   = 128
	maxToken  = 512
	maxKey    = 4_000
	maxFault  = 4_000
	maxInputs = 1_000
	maxList   = 1_000
	maxDepth  = 64
	maxValues = 100_000
)

// ClientMessage is one of Hello, Event, Applied and Fault.
type ClientMessage interface{ clientMessage() }

// Hello is the first message of a client.
type Hello struct {
	Session string  // token of the session to come back to, or ""
	View    string  // id of the view that the page shows, or ""
	Wait    uint64  // of an error page: the edition of the sources whose error it shows
	Last    uint64  // the number of the last patch applied
	Inputs  []Input // values to restore in a new session
}

// Input is a value that a person has put into a control. Key is the control's, as
// package document has it, "" when it has none.
type Input struct {
	Key   string
	Value json.RawMessage
}

// Event is something that a person did to a component. Seq counts the events
// of a session from 1; Key is the component's, or ""; On is the number of the last
// patch that the page had then; Value is JSON, and so is Did: the states in which the
// browser has left the targets of the component's behaviours, nil if it runs none.
type Event struct {
	Seq   uint64
	ID    string
	Key   string
	On    uint64
	Name  string
	Value json.RawMessage
	Did   json.RawMessage
}

// Applied confirms that the client has applied the patches up to N.
type Applied struct {
	N uint64
}

// Fault tells of a component's module that has failed in the browser: the component's kind,
// and what happened.
type Fault struct {
	Kind, Text string
}

func (Hello) clientMessage()   {}
func (Event) clientMessage()   {}
func (Applied) clientMessage() {}
func (Fault) clientMessage()   {}

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
	if err := check(data, maxDepth); err != nil {
		return nil, err
	}
	return decode(space(data))
}

// decode reads a message that check has passed.
func decode(data []byte) (ClientMessage, error) {
	found, err := fieldsOf(data)
	if err != nil {
		return nil, err
	}
	r := &reader{fields: found}
	var m ClientMessage
	switch kind := r.text(fieldType, maxName); {
	case r.err != nil:
	case kind == "event":
		m, r.err = r.event()
	case kind == "applied":
		m = Applied{r.number(fieldN)}
	case kind == "fault":
		m = Fault{r.text(fieldKind, maxKind), r.text(fieldText, maxFault)}
	case kind == "hello":
		m, r.err = r.hello()
	default:
		r.err = broken("no message is of type %q", kind)
	}
	if r.err != nil {
		return nil, r.err
	}
	return m, nil
}

// DecodeList reads the messages of one request of a stream, a JSON list. Its
// error wraps ErrProtocol.
func DecodeList(data []byte) ([]ClientMessage, error) {
	if err := check(data, maxDepth+1); err != nil {
		return nil, err
	}
	data = space(data)
	if data[0] != '[' {
		return nil, broken("a request brings no list of messages")
	}
	var list []ClientMessage
	err := walk(data, func(_, element []byte) error {
		if len(list) >= maxList {
			return broken("a request brings more than %d messages", maxList)
		}
		m, err := decode(element)
		if _, again := m.(Hello); again {
			err = broken("hello comes once")
		}
		list = append(list, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (r *reader) event() (Event, error) {
	e := Event{
		Seq: r.number(fieldSeq), ID: r.text(fieldID, maxID), Key: r.text(fieldKey, maxKey), On: r.number(fieldOn),
		Name: r.text(fieldEvent, maxName),
	}
	switch {
	case r.err != nil:
	case e.Seq < 1:
		r.err = broken("an event has no seq")
	case e.ID == "":
		r.err = broken("an event has no id")
	case e.Name == "":
		r.err = broken("an event has no name")
	default:
		e.Value, e.Did = r.raw(fieldValue), r.raw(fieldDid)
	}
	return e, r.err
}

func (r *reader) hello() (Hello, error) {
	h := Hello{
		Session: r.text(fieldSession, maxToken), View: r.text(fieldView, maxToken),
		Wait: r.number(fieldWait), Last: r.number(fieldLast),
	}
	inputs := r.fields[fieldInputs]
	switch {
	case r.err != nil || isNull(inputs):
		return h, r.err
	case inputs[0] != '[':
		return h, broken("a message cannot be read: inputs is no list")
	}
	r.err = walk(inputs, func(_, element []byte) error {
		if len(h.Inputs) >= maxInputs {
			return broken("a hello has more than %d inputs", maxInputs)
		}
		in, err := decodeInput(element)
		h.Inputs = append(h.Inputs, in)
		return err
	})
	return h, r.err
}

func decodeInput(data []byte) (Input, error) {
	found, err := fieldsOf(data)
	if err != nil {
		return Input{}, err
	}
	r := &reader{fields: found}
	in := Input{Key: r.text(fieldKey, maxKey), Value: r.raw(fieldValue)}
	return in, r.err
}
