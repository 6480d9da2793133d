// Package logs makes what scripts and visitors say fit for a log: it shows control
// characters, cuts long texts and bounds the lines of one source.
//
// It owns these bounds. It must not know what is logged, nor where to.
package logs

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is the length of the longest text of a line, in bytes.
const MaxText = 4 << 10

// Cut shortens a text to MaxText bytes, between characters, and notes how many are
// left out.
func Cut(s string) string {
	if len(s) <= MaxText {
		return s
	}
	end := MaxText - 40 // room for the note
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "… (" + strconv.Itoa(len(s)-end) + " more bytes)"
}

// Visible writes characters that a terminal would act on, or show as nothing, as Go
// writes them in a string: an escape becomes \x1b, a line break \n.
func Visible(s string) string {
	if strings.IndexFunc(s, isHidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch part := s[i : i+size]; {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isHidden(r):
			quoted := strconv.Quote(part)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteString(part)
		}
		i += size
	}
	return b.String()
}

// VisibleLines is Visible for a text of several lines: line breaks and tabs stay.
func VisibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		for j := range cells {
			cells[j] = Visible(cells[j])
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}

func isHidden(r rune) bool { return !unicode.IsPrint(r) }

// Clean makes a handler that cuts the texts of its records before h gets them, and,
// for people who read them on a terminal, makes them visible.
func Clean(h slog.Handler, visible bool) slog.Handler { return cleaned{h, visible} }

type cleaned struct {
	slog.Handler
	visible bool
}

// Handle passes a record on.
func (c cleaned) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time, r.Level, c.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		out.AddAttrs(c.attr(a))
		return true
	})
	return c.Handler.Handle(ctx, out)
}

// WithAttrs adds attributes to every record.
func (c cleaned) WithAttrs(attrs []slog.Attr) slog.Handler {
	return cleaned{c.Handler.WithAttrs(c.attrs(attrs)), c.visible}
}

// WithGroup puts what follows into a group.
func (c cleaned) WithGroup(name string) slog.Handler {
	return cleaned{c.Handler.WithGroup(name), c.visible}
}

func (c cleaned) text(s string) string {
	if s = Cut(s); c.visible {
		s = Visible(s)
	}
	return s
}

func (c cleaned) attrs(attrs []slog.Attr) []slog.Attr {
	out := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		out[i] = c.attr(a)
	}
	return out
}

// value is text for an attribute, which handlers quote: one for terminals then makes
// an escape of what is written as one, even where a script wrote it so.
func (c cleaned) value(s string) slog.Value {
	if s = c.text(s); c.visible {
		s = strings.ReplaceAll(s, `\x1b`, `\u001b`)
	}
	return slog.StringValue(s)
}

func (c cleaned) attr(a slog.Attr) slog.Attr {
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		a.Value = c.value(v.String())
	case slog.KindGroup:
		a.Value = slog.GroupValue(c.attrs(v.Group())...)
	case slog.KindAny:
		_, isError := v.Any().(error)
		if isError || c.visible {
			a.Value = c.value(fmt.Sprint(v.Any()))
		}
	}
	return a
}
