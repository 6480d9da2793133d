package session

import (
	"errors"
	"fmt"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// Turn runs the turn for a caller of Event, on its goroutine, which saves two
// switches. It returns when the script has answered. When it does not, and the
// session is killed for that, stuck is called on another goroutine: nobody
// must wait for the caller any more.
func (s *Session) Turn(stuck func()) {
	s.mu.Lock()
	s.stuck = &stuck
	s.mu.Unlock()
	s.turn(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stuck == &stuck {
		s.stuck = nil
	}
}

// Event puts one event from the browser into the mailbox, once and in order:
// two sockets may bring events at the same time, when one is lost but not yet
// read to its end. start reports whether the caller has to call Turn. An error
// means that the client broke the protocol: the event is out of order, or for a
// component that the page never had. An event that a person made on the page of
// another run is for the component of the same key, or for none.
func (s *Session) Event(e wire.Event) (start bool, err error) {
	s.ordering.Lock()
	defer s.ordering.Unlock()
	node, _ := s.Document().Find(e.ID)
	handler := handlerOf(node)
	isNew, own, err := s.link.accept(e.Seq, e.On, handler != nil || s.Document().Was(e.ID))
	if errors.Is(err, errUnknownComponent) {
		return false, fmt.Errorf("no component %q takes events", e.ID)
	}
	if !isNew || err != nil {
		return false, err
	}

	s.counts.events.Add(1)
	bytes := len(e.Name) + len(e.Value) + len(e.Did)
	_, start = s.admit(func() {
		s.mu.Lock()
		s.waiting -= bytes
		s.mu.Unlock()
		if !own {
			node, handler = s.counterpart(e)
		}
		if handler != nil {
			if e.Name == "change" { // when it is refused, the next patch sets the control back
				s.Document().BrowserHas(node, e.Value)
			}
			s.taken(func() {
				if !s.acted(node, e) {
					return
				}
				s.handle(node, handler, document.Event{Name: e.Name, Value: e.Value})
			})
		}
		s.link.took(e.Seq)
	}, bytes)
	return start, nil
}

// acted follows what the browser has done by itself: the behaviours of the component. It
// reports false if the component has some and nobody can use it.
func (s *Session) acted(node *document.Node, e wire.Event) bool {
	missing, usable := s.Document().Acted(node, e.Name == "change", e.Did)
	if !usable {
		s.log().Debug("an event was refused", "component", node.ID(), "kind", node.Kind(), "event", e.Name, "err", "the component is hidden or disabled")
	}
	for _, b := range missing {
		if s.dev {
			s.log().Warn("a component is not on the page, so that nothing happens to it", "by", node.Describe(), "does", b.Verb, "to", b.Target.Describe())
		}
	}
	return usable
}

// counterpart finds what an event is for that was made on a page which another run
// may have made. It runs in the turn, when it is known whether the pages differ.
func (s *Session) counterpart(e wire.Event) (*document.Node, document.Handler) {
	if s.link.isOwn(e.On) {
		node, _ := s.Document().Find(e.ID)
		return node, handlerOf(node)
	}
	node, ok := s.Document().ByKey(e.Key)
	if !ok {
		s.link.lostInput()
	}
	return node, handlerOf(node)
}

// handlerOf returns the component of a node if it handles events, else nil. n
// may be nil.
func handlerOf(n *document.Node) document.Handler {
	if n == nil {
		return nil
	}
	h, _ := n.Renderer().(document.Handler)
	return h
}

// handle passes an event to its component. It reports false when the component refuses
// it.
func (s *Session) handle(n *document.Node, h document.Handler, e document.Event) bool {
	err := h.HandleEvent(e)
	if err != nil {
		s.log().Debug("an event was refused", "component", n.ID(), "kind", n.Kind(), "event", e.Name, "err", err)
	}
	return err == nil
}
