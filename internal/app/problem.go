package app

import (
	"errors"
	"path/filepath"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
)

// ProblemItems is an error as the overlay and the error page show it: each
// finding of the check by its line, a panic by the script's line, and any other
// error by its words alone.
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
