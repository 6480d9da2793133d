package session

import (
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// inputs lists the values that the visitor has put into the page's controls,
// for another session to restore.
func inputs(doc *document.Document) []wire.Input {
	var out []wire.Input
	for _, c := range doc.Controls() {
		if c.Value != c.Initial {
			out = append(out, wire.Input{ID: c.ID, Kind: c.Kind, Label: c.Label, Value: []byte(c.Value)})
		}
	}
	return out
}

// restore puts the inputs of another session into this session's controls. It
// finds a control by kind and label, in the order of the page where several
// have the same, and a control without a label by its id. It leaves out an
// input whose control no longer exists: the script may have changed. It runs
// in the turn.
func (s *Session) restore(inputs []wire.Input) {
	if len(inputs) == 0 {
		return
	}
	type place struct{ kind, label string }
	byLabel := map[place][]document.Control{}
	byID := map[string]document.Control{}
	for _, c := range s.Document().Controls() {
		p := place{c.Kind, c.Label}
		byLabel[p] = append(byLabel[p], c)
		byID[c.ID] = c
	}

	for _, in := range inputs {
		p := place{in.Kind, in.Label}
		c, ok := byID[in.ID], false
		if same := byLabel[p]; len(same) > 0 && in.Label != "" {
			c, ok = same[0], true
			if len(same) > 1 {
				byLabel[p] = same[1:]
			}
		} else {
			ok = c.Node != nil && c.Kind == in.Kind && c.Label == in.Label
		}
		if h := handlerOf(c.Node); ok && h != nil {
			s.handle(c.Node, h, document.Event{Name: "change", Value: in.Value})
		}
	}
}
