package server

import (
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/plugins"
)

// written keeps what a page is sent.
type written struct {
	connection
	messages []string
}

func (w *written) Write(message []byte) error {
	w.messages = append(w.messages, string(message))
	return nil
}

// The first message that a page gets is the welcome: an edit that is not good
// waits for it.
func TestNoProblemBeforeTheWelcome(t *testing.T) {
	registry, err := plugins.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "app.go")
	write(t, file, "package main\n")
	script, err := app.FromScript(file, app.Config{Imports: app.ImportsWith(registry)})
	if err != nil {
		t.Fatal(err)
	}
	defer script.Close()
	problem := script.Load()
	if problem == nil {
		t.Fatal("a script without an App was loaded")
	}

	a := &hosted{App: script}
	sent := &written{}
	c := &socket{connection: sent}
	a.tellProblem(c)
	if len(sent.messages) != 0 {
		t.Errorf("before it is live the page gets %q", sent.messages)
	}
	c.rider = &rider{}
	a.tellProblem(c)
	if want := string(problemMessage(problem)); len(sent.messages) != 1 || sent.messages[0] != want {
		t.Errorf("a page without a session gets %q, want %q", sent.messages, want)
	}

	write(t, file, "package main\nimport \"github.com/panelgo/panelgo/pn\"\nfunc App(s *pn.Session) {}\n")
	if _, err := script.Edited([]string{file}, func() {}); err != nil {
		t.Fatal(err)
	}
	a.tellProblem(c)
	if want := string(wire.AppendProblem(nil, "", nil)); len(sent.messages) != 2 || sent.messages[1] != want {
		t.Errorf("when the edit is good it gets %q, want %q", sent.messages, want)
	}
}
