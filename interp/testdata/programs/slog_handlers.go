package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"
)

type memory struct {
	lines *[]string
	attrs []slog.Attr
}

func (m memory) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }
func (m memory) Handle(_ context.Context, r slog.Record) error {
	s := r.Level.String() + " " + r.Message
	for _, a := range m.attrs {
		s += " " + a.String()
	}
	r.Attrs(func(a slog.Attr) bool { s += " " + a.Key + "=" + a.Value.Resolve().String(); return true })
	*m.lines = append(*m.lines, s)
	return nil
}
func (m memory) WithAttrs(a []slog.Attr) slog.Handler {
	return memory{m.lines, append(append([]slog.Attr(nil), m.attrs...), a...)}
}
func (m memory) WithGroup(string) slog.Handler { return m }

func main() {
	drop := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	l := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: drop}))
	l.Info("hello", "n", 1, "s", "a b", "d", time.Second, "pw", "x")
	l.With("k", "v").WithGroup("g").Warn("grouped", slog.Int("x", 5), slog.Group("in", "y", 2))
	j := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: drop}))
	j.Error("bad", "err", errors.New("e"), "list", []int{1}, "pw", "y")
	j.Debug("hidden")
	var lines []string
	m := slog.New(memory{lines: &lines})
	m.With("a", 1).Info("msg", "b", "z")
	m.Debug("no")
	fmt.Printf("%q\n", lines)
}
