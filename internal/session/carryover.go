package session

import (
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// carried is a value for the control of a key in another session. By the script means
// that no person gave it: then nobody is told of it.
type carried struct {
	wire.Input
	byScript bool
}

// carry lists the values that the visitor has put into the page's controls, and those
// that the script has changed, for another session to restore.
func carry(doc *document.Document) (out []carried) {
	for _, c := range doc.Controls() {
		if c.Given || c.Changed {
			out = append(out, carried{wire.Input{Key: c.Key, Value: []byte(c.Value)}, !c.Given})
		}
	}
	return out
}

// restore puts values into this session's controls of the same keys, and then calls done
// with the number of inputs that found no place: the script may have changed. A control
// may be there only after another has its value, so that restore goes on after the
// callbacks of those that were found, while it finds some. It runs in the turn, and so
// does what it leads to, ahead of all that waits.
func (s *Session) restore(values []carried, lost int, done func(lost int)) {
	if len(values) == 0 {
		done(lost)
		return
	}
	var rest []carried
	s.taken(func() {
		for _, v := range values {
			n, ok := s.Document().ByKey(v.Key)
			if !ok || handlerOf(n) == nil {
				rest = append(rest, v)
			} else if !s.give(n, v) {
				lost++
			}
		}
		s.post(func() {
			if err := s.settle(); err != nil {
				s.report("the page could not be made", err)
			}
			if len(rest) < len(values) {
				s.restore(rest, lost, done)
				return
			}
			for _, v := range rest {
				if !v.byScript {
					lost++
				}
			}
			done(lost)
		})
	})
}

// give puts a value into a control. It reports false when the control refuses what a
// person gave.
func (s *Session) give(n *document.Node, v carried) bool {
	if v.byScript {
		if k, ok := n.Renderer().(document.Keeper); ok {
			k.Keep(v.Value) // one that does not fit any more is not the person's loss
		}
		return true
	}
	s.Document().Gave(n)
	return s.handle(n, handlerOf(n), document.Event{Name: "change", Value: v.Value})
}
