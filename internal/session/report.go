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

// report tells of script code that failed: the log, and the browser. That gets
// the line in development, otherwise words that give nothing away.
func (s *Session) report(what string, err error) {
	if s.Over() {
		return
	}
	s.log.Error(what, "err", err)
	if !s.dev {
		s.link.tell(wire.AppendNotice(nil, "error", "Something went wrong on this page."))
		return
	}
	item := wire.ProblemItem{Message: err.Error()}
	if at, ok := errors.AsType[Located](err); ok {
		item = at.Problem()
	}
	s.link.tell(wire.AppendProblem(nil, "The script failed", []wire.ProblemItem{item}))
}
