package logs_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/lmittmann/tint"

	"github.com/panelgo/panelgo/internal/logs"
)

func TestVisible(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain text, with ä and 世界", "plain text, with ä and 世界"},
		{"\x1b[2Jgone", `\x1b[2Jgone`},
		{"\x1b]0;title\x07", `\x1b]0;title\a`},
		{"c1 \u009b31m", `c1 \u009b31m`},
		{"a\nforged line\r", `a\nforged line\r`},
		{"turned \u202e round", `turned \u202e round`},
		{"no \xff UTF-8", `no \xff UTF-8`},
		{"null \x00, delete \x7f", `null \x00, delete \x7f`},
	}
	for _, test := range tests {
		if got := logs.Visible(test.text); got != test.want {
			t.Errorf("%q is shown as %s, want %s", test.text, got, test.want)
		}
	}
	if got := logs.VisibleLines("a\x1b[m\n\tb\x07"); got != "a\\x1b[m\n\tb\\a" {
		t.Errorf("lines are shown as %q", got)
	}
}

func TestCut(t *testing.T) {
	if short := strings.Repeat("ä", logs.MaxText/2); logs.Cut(short) != short {
		t.Error("a text that is short enough was cut")
	}
	got := logs.Cut(strings.Repeat("ä", logs.MaxText))
	if len(got) > logs.MaxText || !strings.HasSuffix(got, "ä… (4136 more bytes)") {
		t.Errorf("cut to %d bytes, which end in %q", len(got), got[len(got)-30:])
	}
}

// valuer is a value that makes another when it is logged.
type valuer string

func (v valuer) LogValue() slog.Value { return slog.StringValue(string(v)) }

// Whatever part of a record a text is in, it is cut and made visible.
func TestClean(t *testing.T) {
	const bad = "\x1b[2J"
	long := strings.Repeat("x", 1<<20)
	for _, visible := range []bool{true, false} {
		var out bytes.Buffer
		var handler slog.Handler = slog.NewJSONHandler(&out, nil)
		if visible {
			handler = raw{&out}
		}
		log := slog.New(logs.Clean(handler, visible)).With("with", bad+long).WithGroup("g")
		log.Error(bad+long, "text", bad, "long", long, "err", errors.New(bad+long), "value", valuer(bad+long), "list", []string{bad},
			slog.Group("group", "inner", bad+long), "number", 7)
		if out.Len() > 8*logs.MaxText {
			t.Errorf("visible %v: a line of %d bytes", visible, out.Len())
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("visible %v: an escape in %q", visible, out.String())
		}
	}
}

// raw is a handler that writes texts as they are.
type raw struct{ out *bytes.Buffer }

func (r raw) Enabled(context.Context, slog.Level) bool { return true }
func (r raw) WithGroup(string) slog.Handler            { return r }
func (r raw) WithAttrs(attrs []slog.Attr) slog.Handler {
	fmt.Fprint(r.out, attrs)
	return r
}
func (r raw) Handle(_ context.Context, record slog.Record) error {
	fmt.Fprint(r.out, record.Message)
	record.Attrs(func(a slog.Attr) bool {
		fmt.Fprint(r.out, a)
		return true
	})
	return nil
}

// A source that logs without end has some lines in each second, and one that says
// how many are left out.
func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out lockedBuffer
		log := slog.New(logs.Limit(slog.NewTextHandler(&out, nil).WithAttrs([]slog.Attr{slog.String("session", "s")}))).With("more", 1)
		var perSecond []int
		for range 3 {
			before := strings.Count(out.String(), "\n")
			for range 1_000 {
				log.Error("again")
				time.Sleep(time.Millisecond)
			}
			perSecond = append(perSecond, strings.Count(out.String(), "\n")-before)
		}
		time.Sleep(time.Minute)
		for _, n := range perSecond {
			if n < 40 || n > 100 {
				t.Errorf("%v lines in the seconds", perSecond)
			}
		}
		told, left := 0, 0
		for line := range strings.Lines(out.String()) {
			if _, n, ok := strings.Cut(line, `"lines left out"=`); ok {
				told++
				count, err := strconv.Atoi(strings.TrimSpace(n))
				if err != nil {
					t.Fatal(err)
				}
				left += count
				if !strings.Contains(line, "session=s") {
					t.Errorf("whose lines? %s", line)
				}
			}
		}
		if lines := strings.Count(out.String(), "\n") - told; lines+left != 3_000 || told != 3 {
			t.Errorf("%d lines, and %d left out, told %d times", lines, left, told)
		}
	})
}

// lockedBuffer may be read while a timer writes.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// The handler for terminals, with its colours, shows no escape that a script wrote,
// as a character or as Go writes it.
func TestCleanOnATerminal(t *testing.T) {
	colours := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for _, bad := range []string{"\x1b[2J", `\x1b[2J`, `\\x1b[2J`, "a \x1b[2J=\"b\"", `a \x1b[2J="b"`} {
		var out bytes.Buffer
		log := slog.New(logs.Clean(tint.NewTextHandler(&out, &tint.Options{}), true)).With("with", bad)
		log.Error(bad, "text", bad, "err", errors.New(bad), tint.Err(errors.New(bad)), slog.Group("group", "inner", bad))
		if rest := colours.ReplaceAllString(out.String(), ""); strings.Contains(rest, "\x1b") {
			t.Errorf("%q becomes %q", bad, out.String())
		}
	}
}
