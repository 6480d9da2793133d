package server_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

// Close returns while a callback of a compiled app, which nothing can stop, still
// waits. The other sessions have closed in good order then, and the log says that
// something is left behind.
func TestCloseWhileACallbackDoesNotReturn(t *testing.T) {
	begun, open, closed := make(chan bool, 1), make(chan bool), make(chan bool, 1)
	blocks := func(s *pn.Session) {
		s.Main(pn.Button("Wait").OnClick(func() { begun <- true; <-open }))
	}
	tidy := func(s *pn.Session) { s.OnClose(func() { closed <- true }) }

	left := told{"server is closed, but code that cannot be stopped is left behind", make(chan struct{}, 1)}
	o := panelgo.Defaults()
	o.Log = slog.New(slog.NewTextHandler(left, nil))
	h, err := panelgo.Handler(nil, panelgo.WithOptions(o), panelgo.WithApp("blocks", blocks), panelgo.WithApp("tidy", tidy))
	if err != nil {
		t.Fatal(err)
	}
	url := pntest.Serve(t, h)
	pntest.Visit(t, url+"/tidy")
	pntest.Visit(t, url+"/blocks").Fire("Wait")
	waitfor.Value(t, "the callback", begun)

	done := make(chan error, 1)
	go func() { done <- h.Close() }()
	if err := waitfor.Value(t, "the end of Close", done); err != nil {
		t.Error(err)
	}
	waitfor.Value(t, "OnClose of the other session", closed)
	waitfor.Value(t, "a line of the log", left.came)
	if n := h.Stats().LeftBehind; n != 1 {
		t.Errorf("%d goroutines are left behind, want 1", n)
	}
	close(open)
	waitfor.True(t, "nothing to be left behind", func() bool { return h.Stats().LeftBehind == 0 })
}

// A server that is stopped while it makes its first views gives up, whatever the
// scripts do.
func TestStopWhileWarming(t *testing.T) {
	for name, body := range map[string]string{
		"WarmURLs": `
			func WarmURLs() []string { println("begun"); select {} }
			func App(s *pn.Session) {}`,
		"App": `func App(s *pn.Session) { println("begun"); select {} }`,
		"init": `
			func init() { println("begun"); for {} }
			func App(s *pn.Session) {}`,
	} {
		t.Run(name, func(t *testing.T) {
			begun := told{"begun", make(chan struct{}, 10)}
			o := panelgo.Defaults()
			o.Warm, o.Log = true, slog.New(slog.NewTextHandler(begun, nil))
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() { done <- panelgo.Serve(ctx, o, []string{script(t, "app.go", body)}, nil) }()
			waitfor.Value(t, "the script", begun.came)
			stop()
			if err := waitfor.Value(t, "the end of Serve", done); err == nil {
				t.Error("it has served")
			}
		})
	}
}

// A page whose callback does not return gives its socket back, and holds up neither
// edits nor the other pages.
func TestAPageIsLeftBehind(t *testing.T) {
	file := script(t, "sleeps.go", `package main
		import "time"
		import "github.com/panelgo/panelgo/pn"
		func App(s *pn.Session) {
			s.Main(pn.Text("first"), pn.Button("Sleep").OnClick(func() { println("asleep"); time.Sleep(10 * time.Second) }))
		}`)
	asleep := told{"asleep", make(chan struct{}, 10)}
	h := handler(t, func(o *panelgo.Options) {
		dev(o)
		o.CallbackTimeout, o.Log = time.Second, slog.New(slog.NewTextHandler(asleep, nil))
	}, file)
	url := pntest.Serve(t, h)
	sleeps, other := pntest.Visit(t, url+"/sleeps"), pntest.Visit(t, url+"/sleeps")
	sleeps.Fire("Sleep")
	waitfor.Value(t, "the callback", asleep.came)
	edit(t, file, "first", "second")
	other.WaitText(".pn-text", "second")
	if code, reason := sleeps.WaitClosed(); code != 4000 || !strings.Contains(reason, "took too long") {
		t.Errorf("closed with %d %s", code, reason)
	}
	waitfor.True(t, "its socket to be given back", func() bool { return h.Stats().Sockets == 1 })
	edit(t, file, "second", "third")
	other.WaitText(".pn-text", "third")
}
