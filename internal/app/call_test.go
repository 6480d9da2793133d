package app

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// gate is a log that takes no line until it is opened. A script that prints waits in
// it, in compiled code, which cannot be stopped.
type gate struct {
	slog.Handler
	open chan bool
}

func (g gate) Enabled(context.Context, slog.Level) bool  { return true }
func (g gate) Handle(context.Context, slog.Record) error { <-g.open; return nil }
func (g gate) WithAttrs([]slog.Attr) slog.Handler        { return g }
func (g gate) WithGroup(string) slog.Handler             { return g }
func request(query string) *pn.Request {
	return pn.NewRequest(visit.NewRequest(visit.Info{RawQuery: query}))
}
func gated(t *testing.T) (c Config, open chan bool) {
	c, open = config(t), make(chan bool)
	c.Log = slog.New(gate{open: open})
	return c, open
}

// printingKey is a script whose SessionKey waits in compiled code while its output does.
const printingKey = header + `var calls int

func SessionKey(r *pn.Request) string {
	calls++
	if r.Arg("print", "") != "" {
		println("print")
	}
	return "key"
}

func App(s *pn.Session) {}
`

// A SessionKey that waits in compiled code is left behind. Other visitors get theirs,
// an edit replaces the program, and the app is closed, while it still waits.
func TestSessionKeyThatCannotBeStopped(t *testing.T) {
	dir := t.TempDir()
	script := write(t, dir, "app.go", printingKey)
	synctest.Test(t, func(t *testing.T) {
		c, open := gated(t)
		a := loaded(t, script, c)
		p := a.Program()
		failed := make(chan error)
		go func() {
			_, err := p.sessionKey(request("print=1"))
			failed <- err
		}()
		synctest.Wait()

		write(t, dir, "app.go", strings.Replace(printingKey, `"key"`, `"other"`, 1))
		if _, err := a.Edited(nil, func() {}); err != nil {
			t.Fatal(err)
		}
		if key, err := a.Program().sessionKey(request("")); key != "other" || err != nil {
			t.Errorf("after the edit it gives %q, %v", key, err)
		}
		if err := <-failed; !errors.Is(err, errKeyTimeout) || !strings.Contains(err.Error(), "app.go:7:") {
			t.Errorf("it ended with %v", err)
		}
		if n := Left(); n != 1 {
			t.Errorf("%d calls are left behind, want 1", n)
		}
		a.Close()
		close(open)
		synctest.Wait()
		if n := Left(); n != 0 {
			t.Errorf("%d calls are left behind after all have returned", n)
		}
		time.Sleep(keyTimeout)
	})
}

// Visitors wait behind a SessionKey that does not return for as long as it may take,
// and get a run of their own then.
func TestSessionKeyBehindOneThatCannotBeStopped(t *testing.T) {
	script := write(t, t.TempDir(), "app.go", printingKey)
	synctest.Test(t, func(t *testing.T) {
		c, open := gated(t)
		p := loaded(t, script, c).Program()
		go p.sessionKey(request("print=1"))
		synctest.Wait()
		time.Sleep(time.Second)
		if key, err := p.sessionKey(request("")); key != "key" || err != nil {
			t.Errorf("it gives %q, %v", key, err)
		}
		close(open)
	})
}

// One that has ended its script itself is no key, and the next call gets a run of its
// own.
func TestSessionKeyThatExits(t *testing.T) {
	script := write(t, t.TempDir(), "app.go", `package main

import (
	"fmt"
	"os"

	"github.com/panelgo/panelgo/pn"
)

type T struct{}

func (T) String() string { os.Exit(3); return "" }

func SessionKey(r *pn.Request) string {
	switch r.Arg("exit", "") {
	case "at once":
		os.Exit(3)
	case "swallowed":
		fmt.Sprint(T{})
	}
	return "key"
}

func App(s *pn.Session) {}
`)
	p := loaded(t, script, config(t)).Program()
	for _, how := range []string{"at+once", "swallowed"} {
		if key, err := p.sessionKey(request("exit=" + how)); err == nil || !strings.Contains(err.Error(), "os.Exit(3)") {
			t.Errorf("%s: it gives %q, %v", how, key, err)
		}
		if key, err := p.sessionKey(request("")); key != "key" || err != nil {
			t.Errorf("after %s it gives %q, %v", how, key, err)
		}
	}
}

// Initialisers that do not end are given up for SessionKey and WarmURLs as well.
func TestKeysOfAProgramThatDoesNotStart(t *testing.T) {
	script := write(t, t.TempDir(), "app.go", header+`func init() { <-make(chan bool) }

func SessionKey(r *pn.Request) string { return "key" }

func WarmURLs() []string { return nil }

func App(s *pn.Session) {}
`)
	synctest.Test(t, func(t *testing.T) {
		p := loaded(t, script, config(t)).Program()
		for range 2 {
			if _, err := p.sessionKey(request("")); !errors.Is(err, errKeyTimeout) || !strings.Contains(err.Error(), "app.go:5:") {
				t.Errorf("SessionKey ended with %v", err)
			}
		}
		if _, err := p.WarmURLs(t.Context()); !errors.Is(err, errKeyTimeout) {
			t.Errorf("WarmURLs ended with %v", err)
		}
	})
}
