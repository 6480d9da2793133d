package session

import (
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
	s.link.order.Lock()
	defer s.link.order.Unlock()
	s.link.mu.Lock()
	last, foreign := s.link.accepted, s.link.foreign
	s.link.mu.Unlock()
	if e.Seq <= last {
		return false, nil // sent again after a lost socket, and already taken
	}
	if e.Seq != last+1 {
		return false, fmt.Errorf("event %d came after event %d", e.Seq, last)
	}
	node, ok := s.Document().Find(e.ID)
	var handler document.Handler
	if ok {
		handler, ok = node.Renderer().(document.Handler)
	}
	if !ok && !foreign && !s.Document().Was(e.ID) {
		return false, fmt.Errorf("no component %q takes events", e.ID)
	}
	s.link.mu.Lock()
	s.link.accepted = e.Seq
	s.link.mu.Unlock()
	s.counts.events.Add(1)
	_, start = s.admit(func() {
		if handler != nil {
			s.taken(func() { s.handle(node, handler, document.Event{Name: e.Name, Value: e.Value}) })
		}
		s.link.mu.Lock()
		s.link.taken = e.Seq
		s.link.mu.Unlock()
	})
	return start, nil
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
