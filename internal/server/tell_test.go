package server

import (
	"errors"
	"testing"

	"github.com/panelgo/panelgo/internal/wire"
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
	a := &app{problem: errors.New("not good")}
	sent := &written{}
	c := &socket{connection: sent}
	a.tellProblem(c)
	if len(sent.messages) != 0 {
		t.Errorf("before it is live the page gets %q", sent.messages)
	}
	c.rider = &rider{}
	a.tellProblem(c)
	if want := string(problemMessage(a.problem)); len(sent.messages) != 1 || sent.messages[0] != want {
		t.Errorf("a page without a session gets %q, want %q", sent.messages, want)
	}
	a.problem = nil
	a.tellProblem(c)
	if want := string(wire.AppendProblem(nil, "", nil)); len(sent.messages) != 2 || sent.messages[1] != want {
		t.Errorf("when the edit is good it gets %q, want %q", sent.messages, want)
	}
}
