package session

import (
	"errors"
	"fmt"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// Event takes what a person did. An error means that the client broke the
// protocol. It may run the turn itself and so return only when the script has
// answered.
func (s *Session) Event(e wire.Event) error {
	start, err := s.accept(e)
	if start {
		s.turn(true) // right here, which spares two hand-overs
	}
	return err
}

// accept puts an event into the mailbox, once and in its place: two sockets may
// bring it at a time, when one is lost and not yet read to its end. It reports
// whether a turn is to be started.
func (s *Session) accept(e wire.Event) (start bool, err error) {
	s.ordering.Lock()
	defer s.ordering.Unlock()
	node, _ := s.Document().Find(e.ID)
	handler := handlerOf(node)
	isNew, err := s.link.accept(e.Seq, handler != nil || s.Document().Was(e.ID))
	if errors.Is(err, errUnknownComponent) {
		return false, fmt.Errorf("no component %q takes events", e.ID)
	}
	if !isNew || err != nil {
		return false, err
	}
	s.counts.events.Add(1)
	_, start = s.admit(func() {
		if handler != nil {
			s.taken(func() { s.handle(node, handler, document.Event{Name: e.Name, Value: e.Value}) })
		}
		s.link.took(e.Seq)
	})
	return start, nil
}

// handlerOf is the component of a node if it takes events, nil otherwise. n may
// be nil.
func handlerOf(n *document.Node) document.Handler {
	if n == nil {
		return nil
	}
	h, _ := n.Renderer().(document.Handler)
	return h
}

// handle gives an event to its component. What the component refuses is sent
// back: its control gets the value that counts.
func (s *Session) handle(n *document.Node, h document.Handler, e document.Event) {
	if e.Name == "change" {
		s.Document().BrowserHas(n, e.Value)
	}
	if err := h.HandleEvent(e); err != nil {
		s.log.Debug("an event was refused", "component", n.ID(), "kind", n.Kind(), "event", e.Name, "err", err)
	}
}
