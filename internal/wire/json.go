package wire

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// What a client sends is read piece by piece, as slices of the message: a piece
// is decoded only when it is known to be within its bound. So a message of many
// empty objects, keys or numbers takes no more memory than its own bytes.

// check reports why data cannot be taken: it is no JSON, or it nests deeper, or
// holds more values, than allowed. It allocates nothing that grows with data.
func check(data []byte, depth int) error {
	if !utf8.Valid(data) {
		return broken("a message is not UTF-8")
	}
	if err := measure(data, depth); err != nil {
		return err
	}
	if !json.Valid(data) {
		return broken("a message cannot be read: it is no JSON")
	}
	return nil
}

// measure counts brackets and commas outside of strings: decoding what is deep,
// or has many values, would cost far more than its size suggests.
func measure(data []byte, maxDepth int) error {
	depth, values, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			values++
		case c == ']' || c == '}':
			depth--
		case c == ',':
			values++
		}
		if depth > maxDepth {
			return broken("a message is nested deeper than %d", maxDepth)
		}
		if values > maxValues {
			return broken("a message has more than %d values", maxValues)
		}
	}
	return nil
}

// walk calls f for each member of an object, or each element of an array, whose
// key is nil. composite is valid JSON. It stops at the first error of f.
func walk(composite []byte, f func(key, value []byte) error) error {
	object := composite[0] == '{'
	for rest := space(composite[1:]); rest[0] != ']' && rest[0] != '}'; {
		var key, value []byte
		if object {
			key, rest = next(rest)
			rest = space(space(rest)[1:]) // the colon
		}
		value, rest = next(rest)
		if err := f(key, value); err != nil {
			return err
		}
		if rest = space(rest); rest[0] == ',' {
			rest = space(rest[1:])
		}
	}
	return nil
}

// next splits valid JSON behind its first value.
func next(data []byte) (value, rest []byte) {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
			continue
		case c == '"':
			if quoted = !quoted; quoted || depth > 0 {
				continue
			}
			return data[:i+1], data[i+1:]
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth == 0 {
				return data[:i], data[i:]
			}
			if depth--; depth == 0 {
				return data[:i+1], data[i+1:]
			}
		case depth == 0 && (c == ',' || isSpace(c)):
			return data[:i], data[i:]
		}
	}
	return data, nil
}

// space removes white space from the beginning.
func space(data []byte) []byte {
	for len(data) > 0 && isSpace(data[0]) {
		data = data[1:]
	}
	return data
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isNull reports whether a member is absent or null: both leave what it is for
// at its zero value.
func isNull(value []byte) bool { return len(value) == 0 || string(value) == "null" }

// fields are the members of an object that messages have, by their names.
type fields [fieldCount][]byte

const (
	fieldType = iota
	fieldSeq
	fieldID
	fieldEvent
	fieldValue
	fieldN
	fieldSession
	fieldView
	fieldWait
	fieldLast
	fieldInputs
	fieldKey
	fieldOn
	fieldKind
	fieldText
	fieldCount
)

var fieldNames = [fieldCount]string{"type", "seq", "id", "event", "value", "n", "session", "view", "wait", "last", "inputs", "key", "on", "kind", "text"}

// fieldsOf finds the members of an object, the last one of each name. It ignores
// those of other names.
func fieldsOf(object []byte) (found fields, err error) {
	if object[0] != '{' {
		return found, broken("a message cannot be read: it is no object")
	}
	err = walk(object, func(key, value []byte) error {
		for i, name := range fieldNames {
			if is(key, name) {
				found[i] = value
			}
		}
		return nil
	})
	return found, err
}

// is reports whether a key, with its quotes, stands for a name.
func is(key []byte, name string) bool {
	inner := key[1 : len(key)-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		return string(inner) == name
	}
	var s string
	return len(inner) <= maxEscape*len(name) && json.Unmarshal(key, &s) == nil && s == name
}

// reader decodes members until the first that does not fit, and keeps its error.
type reader struct {
	fields
	err error
}

// number decodes a whole number that is not negative.
func (r *reader) number(field int) (n uint64) {
	value := r.fields[field]
	if r.err != nil || isNull(value) {
		return 0
	}
	err := strconv.ErrRange
	if len(value) <= maxDigits {
		n, err = strconv.ParseUint(string(value), 10, 64)
	}
	if err != nil {
		r.err = broken("a message cannot be read: %s is no whole number", fieldNames[field])
	}
	return n
}

// text decodes a string of at most limit bytes.
func (r *reader) text(field, limit int) (s string) {
	value := r.fields[field]
	if r.err != nil || isNull(value) {
		return ""
	}
	if value[0] != '"' {
		r.err = broken("a message cannot be read: %s is no string", fieldNames[field])
		return ""
	}
	inner := value[1 : len(value)-1]
	if len(inner) <= limit*maxEscape {
		if s = string(inner); bytes.IndexByte(inner, '\\') >= 0 {
			r.err = json.Unmarshal(value, &s)
		}
	}
	if len(inner) > limit*maxEscape || len(s) > limit {
		r.err = broken("%s is longer than %d bytes", fieldNames[field], limit)
	}
	return s
}

// raw copies a value, so that it does not keep the whole message.
func (r *reader) raw(field int) json.RawMessage { return bytes.Clone(r.fields[field]) }

const (
	maxDigits = 20 // of a uint64
	maxEscape = 6  // bytes that may stand for one, as \u0041 does for A
)
