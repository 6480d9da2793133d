package server_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

// What would end the process ends the session of a script: its page is closed and says
// why, the log has one line with the reason and the script's line, and the others go on.
func TestScriptsThatEndThemselves(t *testing.T) {
	const failed, exited = "something went wrong on this page", "the page has ended itself"
	tests := []struct{ name, click, reason, shown string }{
		{"exit", `os.Exit(3)`, "exit", exited},
		{"exit in a goroutine", `go os.Exit(3)`, "exit", exited},
		{"exit in a timer", `time.AfterFunc(0, func() { os.Exit(0) })`, "exit", exited},
		{"fatal", `log.Fatal("no")`, "exit", exited},
		{"fatal of a logger", `f := log.Default().Fatalf; f("%d", 1)`, "exit", exited},
		{"exit that a template recovers", `template.Must(template.New("").Funcs(template.FuncMap{"f": func() int { os.Exit(3); return 1 }}).Parse("{{f}}")).Execute(os.Stdout, nil)`, "exit", exited},
		{"timers that panic in a OnceFunc", `for range 1000 { time.AfterFunc(0, sync.OnceFunc(func() { panic("x") })) }`, "panics", failed},
		{"unlocked", `new(sync.Mutex).Unlock()`, "fatal", failed},
		{"unlocked by a value", `f := new(sync.Mutex).Unlock; f()`, "fatal", failed},
		{"unlocked in a goroutine", `go new(sync.RWMutex).RUnlock()`, "fatal", failed},
		{"unlocked in a timer", `time.AfterFunc(0, new(sync.Mutex).Unlock)`, "fatal", failed},
		{"goroutines that panic", `var f func(); f = func() { go f(); go f() }; f()`, "panics", failed},
		{"goroutines of a group that panic", `var w sync.WaitGroup; for range 1000 { w.Go(func() { panic("x") }) }; w.Wait()`, "panics", failed},
		{"timers that panic", `for range 1000 { time.AfterFunc(0, func() { panic("x") }) }`, "panics", failed},
		{"contexts that panic", `c, stop := context.WithCancel(context.Background()); for range 1000 { context.AfterFunc(c, func() { panic("x") }) }; stop()`, "panics", failed},
	}
	good := script(t, "good.go", good)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			said := &logged{}
			patient := func(o *panelgo.Options) {
				o.CallbackTimeout, o.Log = time.Hour, slog.New(slog.NewTextHandler(said, nil))
			}
			url := serve(t, patient, good, script(t, "app.go", `package main
import ("context"; "log"; "os"; "sync"; "text/template"; "time"; "github.com/panelgo/panelgo/pn")
func use() { _, _, _, _ = log.Print, os.Args, time.Now, context.Background; _, _ = sync.Mutex{}, template.New }
func App(s *pn.Session) {
	s.Main(pn.Button("Go").OnClick(func() {
		`+test.click+`
	}))
}`))
			p, other := pntest.Visit(t, url+"/app"), pntest.Visit(t, url+"/good")
			p.Fire("Go")
			if code, reason := p.WaitClosed(); code != 4000 || reason != test.shown {
				t.Errorf("closed with %d %q, want %q", code, reason, test.shown)
			}
			other.Click("Count")
			other.WaitText(".pn-text", "1")
			text := said.String()
			if n := strings.Count(text, "the session has ended"); n != 1 || !strings.Contains(text, "reason="+test.reason+" at=app.go:6:") {
				t.Errorf("%d lines, want one of %s in line 6:\n%.1000s", n, test.reason, text)
			}
		})
	}
}

// logged is a log in memory.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
