package session

import (
	"errors"

	"github.com/panelgo/panelgo/internal/wire"
)

// Located is an error with its line in a script.
type Located interface {
	error
	// Problem is the error as a page shows it in development.
	Problem() wire.ProblemItem
}

// report logs an error of script code and shows it in the page: in development
// with its line, otherwise as a notice that gives nothing away. An error by which the
// script has ended itself ends the session. It does nothing when the session is over.
func (s *Session) report(what string, err error) {
	if s.Over() {
		return
	}
	if ended(err) != "" {
		s.kill(err)
		return
	}
	s.log.Error(what, "err", err)
	if !s.dev {
		s.Tell(wire.AppendNotice(nil, "error", "Something went wrong on this page."))
		return
	}
	item := wire.ProblemItem{Message: err.Error()}
	if at, ok := errors.AsType[Located](err); ok {
		item = at.Problem()
	}
	s.Tell(wire.AppendProblem(nil, "The script failed", []wire.ProblemItem{item}))
}
