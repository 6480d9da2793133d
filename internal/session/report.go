package session

import (
	"errors"

	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/wire"
)

// Located is an error with its line in a script.
type Located interface {
	error
	// Problem is the error as a page shows it in development.
	Problem() wire.ProblemItem
}

// maxReports is how many errors a second a page is shown. The log has its own bound.
const maxReports = 10

// report logs an error of script code and shows it in the page: in development
// with its line, otherwise as a notice that gives nothing away. A script that has
// ended itself ends the session instead. It does nothing when the session is over.
func (s *Session) report(what string, err error) {
	if s.Over() || s.endedItself(err) {
		return
	}
	s.log().Error(what, "err", logs.Cut(err.Error()))
	s.mu.Lock()
	tooMany := s.reports.more() > maxReports
	s.mu.Unlock()
	if tooMany {
		return
	}
	if !s.dev {
		s.Tell(wire.AppendNotice(nil, "error", "Something went wrong on this page."))
		return
	}
	item := wire.ProblemItem{Message: err.Error()}
	if at, ok := errors.AsType[Located](err); ok {
		item = at.Problem()
	}
	item.Message, item.Source = logs.Cut(item.Message), logs.Cut(item.Source)
	s.Tell(wire.AppendProblem(nil, "The script failed", []wire.ProblemItem{item}))
}
