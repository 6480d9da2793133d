package wire

import (
	"strconv"
	"unicode/utf8"

	"github.com/panelgo/panelgo/internal/document"
)

// ProblemItem is one error of a script, with its place. Line and Column count
// from 1; 0 is unknown.
type ProblemItem struct {
	File         string // name without folder
	Line, Column int
	Message      string
	Source       string // text of the line
}

// Welcome is the answer to a hello.
type Welcome struct {
	Session string // the token to come back with
	Resumed bool   // it is the session that the hello asked for
	Own     uint64 // number of the first patch after which the page is the session's
	Lost    int    // inputs that have found no place
	Ack     uint64 // the last event handled
}

// AppendWelcome appends the answer to a hello.
func AppendWelcome(dst []byte, w Welcome) []byte {
	dst = append(dst, `{"type":"welcome","session":`...)
	dst = appendString(dst, w.Session)
	dst = append(dst, `,"resumed":`...)
	dst = strconv.AppendBool(dst, w.Resumed)
	dst = append(dst, `,"own":`...)
	dst = strconv.AppendUint(dst, w.Own, 10)
	if w.Lost > 0 {
		dst = append(dst, `,"lost":`...)
		dst = strconv.AppendInt(dst, int64(w.Lost), 10)
	}
	return appendAck(dst, w.Ack)
}

// AppendAck appends the acknowledgement of events up to ack that changed
// nothing on the page.
func AppendAck(dst []byte, ack uint64) []byte {
	return appendAck(append(dst, `{"type":"ack"`...), ack)
}

func appendAck(dst []byte, ack uint64) []byte {
	dst = append(dst, `,"ack":`...)
	dst = strconv.AppendUint(dst, ack, 10)
	return append(dst, '}')
}

// AppendNotice appends a notice for the person. level is info, success,
// warning or error.
func AppendNotice(dst []byte, level, text string) []byte {
	dst = append(dst, `{"type":"notice","level":`...)
	dst = appendString(dst, level)
	dst = append(dst, `,"text":`...)
	dst = appendString(dst, text)
	return append(dst, '}')
}

// AppendReload appends the request to load the page anew.
func AppendReload(dst []byte) []byte { return append(dst, `{"type":"reload"}`...) }

// AppendProblem appends what the error overlay shows. No items remove the
// overlay.
func AppendProblem(dst []byte, title string, items []ProblemItem) []byte {
	dst = append(dst, `{"type":"problem","title":`...)
	dst = appendString(dst, title)
	dst = append(dst, `,"items":[`...)
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"file":`...)
		dst = appendString(dst, item.File)
		dst = append(dst, `,"line":`...)
		dst = strconv.AppendInt(dst, int64(item.Line), 10)
		dst = append(dst, `,"column":`...)
		dst = strconv.AppendInt(dst, int64(item.Column), 10)
		dst = append(dst, `,"message":`...)
		dst = appendString(dst, item.Message)
		dst = append(dst, `,"source":`...)
		dst = appendString(dst, item.Source)
		dst = append(dst, '}')
	}
	return append(dst, `]}`...)
}

// AppendPatch appends patch n, which shows the effects of the events up to
// ack. title is the page's new title, nil if it has not changed.
func AppendPatch(dst []byte, n, ack uint64, title *string, ops []document.Op) []byte {
	dst = append(dst, `{"type":"patch","n":`...)
	dst = strconv.AppendUint(dst, n, 10)
	dst = append(dst, `,"ack":`...)
	dst = strconv.AppendUint(dst, ack, 10)
	dst = append(dst, `,"ops":[`...)
	if title != nil {
		dst = append(dst, `["title",`...)
		dst = appendString(dst, *title)
		dst = append(dst, ']')
	}
	for i, op := range ops {
		if i > 0 || title != nil {
			dst = append(dst, ',')
		}
		dst = appendOp(dst, op)
	}
	return append(dst, `]}`...)
}

func appendOp(dst []byte, op document.Op) []byte {
	dst = append(dst, '[')
	dst = appendString(dst, string(op.Kind))
	dst = append(dst, ',')
	dst = appendString(dst, op.ID)
	dst = append(dst, ',')
	switch op.Kind {
	case document.OpHTML, document.OpStyle, document.OpModule:
		dst = appendString(dst, op.Text)
	case document.OpValue:
		dst = append(dst, op.Text...) // it is JSON
	case document.OpText, document.OpAppend:
		dst = appendPath(dst, op.Path)
		dst = appendString(dst, op.Text)
	case document.OpAttr:
		dst = appendPath(dst, op.Path)
		dst = appendString(dst, op.Name)
		dst = append(dst, ',')
		if op.Gone {
			dst = append(dst, "null"...)
		} else {
			dst = appendString(dst, op.Text)
		}
	case document.OpChildren:
		dst = appendPath(dst, op.Path)
		dst = append(dst, '[')
		for i, item := range op.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendString(dst, item)
		}
		dst = append(dst, ']')
	}
	return append(dst, ']')
}

func appendPath(dst []byte, path []int) []byte {
	dst = append(dst, '[')
	for i, step := range path {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(step), 10)
	}
	return append(dst, "],"...)
}

const hex = "0123456789abcdef"

// appendString appends a JSON string. Bytes that are not UTF-8 become U+FFFD,
// because a text frame must be valid.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			switch c {
			case '"', '\\':
				dst = append(dst, '\\', c)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\t':
				dst = append(dst, '\\', 't')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			dst = append(dst, s[start:i]...)
			dst = append(dst, "\uFFFD"...)
			start = i + 1
		}
		i += size
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}
