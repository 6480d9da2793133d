package session

import (
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// inputs lists what the visitor has put into the page's controls, so that
// another session can take it over.
func inputs(doc *document.Document) []wire.Input {
	var out []wire.Input
	for _, c := range doc.Controls() {
		if c.Value != c.Initial {
			out = append(out, wire.Input{ID: c.ID, Kind: c.Kind, Label: c.Label, Value: []byte(c.Value)})
		}
	}
	return out
}

// restore puts inputs from another session into this one's controls. A control
// is found again by its kind and label, the first for the first and so on; one
// without a label by its id. What no longer fits is left out: the script may
// have changed. It runs in the turn.
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
