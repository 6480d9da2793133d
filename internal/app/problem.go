package app

import (
	"errors"
	"path/filepath"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
)

// ProblemItems returns an error as the error overlay and the error page show
// it: one item for each of interp.Diagnostics, one with the line of a script's
// panic, or one with the message alone.
func ProblemItems(err error) []wire.ProblemItem {
	if ds, ok := errors.AsType[interp.Diagnostics](err); ok {
		items := make([]wire.ProblemItem, 0, len(ds))
		for _, d := range ds {
			items = append(items, wire.ProblemItem{
				File: filepath.Base(d.Pos.Filename), Line: d.Pos.Line, Column: d.Pos.Column,
				Message: d.Message, Source: d.Line,
			})
		}
		return items
	}
	if at, ok := errors.AsType[session.Located](err); ok {
		return []wire.ProblemItem{at.Problem()}
	}
	return []wire.ProblemItem{{Message: err.Error()}}
}
