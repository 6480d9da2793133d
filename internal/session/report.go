package session

import (
	"errors"

	"github.com/panelgo/panelgo/internal/wire"
)

// Located is an error that knows the script's line it comes from.
type Located interface {
	error
	Problem() wire.ProblemItem
}

// report tells the browser of script code that failed: in development with
// the line, otherwise in words that give nothing away.
func (l *link) report(s *Session, err error) {
	if !s.dev {
		l.tell(s, wire.AppendNotice(nil, "error", "Something went wrong on this page."))
		return
	}
	item := wire.ProblemItem{Message: err.Error()}
	if at, ok := errors.AsType[Located](err); ok {
		item = at.Problem()
	}
	l.tell(s, wire.AppendProblem(nil, "The script failed", []wire.ProblemItem{item}))
}

// Tell sends a message to the session's browser, if there is one.
func (s *Session) Tell(message []byte) { s.link.tell(s, message) }
