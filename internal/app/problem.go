package app

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
)

// ProblemItems returns an error as the error overlay and the error page show
// it: one item for each of the first interp.Diagnostics, and how many more there
// are, one with the line of a script's panic, or one with the message alone.
func ProblemItems(err error) []wire.ProblemItem {
	if ds, ok := errors.AsType[interp.Diagnostics](err); ok {
		shown, more := ds.Shown()
		items := make([]wire.ProblemItem, 0, len(shown)+1)
		for _, d := range shown {
			items = append(items, wire.ProblemItem{
				File: filepath.Base(d.Pos.Filename), Line: d.Pos.Line, Column: d.Pos.Column,
				Message: strings.ReplaceAll(d.Message, filepath.Dir(d.Pos.Filename)+string(filepath.Separator), ""), Source: d.Line,
			})
		}
		if more != "" {
			items = append(items, wire.ProblemItem{Message: more})
		}
		return items
	}
	if at, ok := errors.AsType[session.Located](err); ok {
		return []wire.ProblemItem{at.Problem()}
	}
	return []wire.ProblemItem{{Message: err.Error()}}
}
