package pn

import "fmt"

// CustomBase is what Custom and CustomOf have in common.
type CustomBase[T, P any] struct {
	Widget[T, P]
	objects []Component
	events  map[string][]func(Event)
}

// CustomOfWidget is a CustomWidget with a value of a type.
type CustomOfWidget[P any] struct {
	CustomBase[*CustomOfWidget[P], P]
}

// CustomOf is Custom with a value of a type, which begins as props: the module sees it as
// package json writes it, and what it sends is refused if it is of another type.
func CustomOf[P any](module string, props P) *CustomOfWidget[P] {
	w := &CustomOfWidget[P]{}
	return w.Init(w, CustomKind(module), props, nil)
}

// Objects puts components into the element: the page shows them before the module has begun,
// and without scripts. A module that draws beside them does so in a shadow root, where a
// <slot> is their place.
func (w *CustomBase[T, P]) Objects(objects ...Component) T {
	objects = Hold(&w.node, objects)
	return w.Update(func() { w.objects = objects })
}

// On calls f in the session's turn for every event of a name, other than "change", that the
// module pushes. Event.Decode reads what came with it.
func (w *CustomBase[T, P]) On(event string, f func(Event)) T {
	w.node.Peek(func() {
		if w.events == nil {
			w.events = map[string][]func(Event){}
		}
		w.events[event] = append(w.events[event], f)
	})
	return w.self
}

// Render writes the element. Without components in it, all that it holds is the module's.
func (w *CustomBase[T, P]) Render(m *Markup) {
	m.Open("div")
	if len(w.objects) == 0 {
		m.Own()
	}
	for _, c := range w.objects {
		m.Child(c)
	}
	m.Value(w.Current()).Close()
}

// HandleEvent takes "change" with the new value, and the events of On.
func (w *CustomBase[T, P]) HandleEvent(e Event) error {
	if e.Name == "change" {
		return w.Widget.HandleEvent(e)
	}
	var follow []func(Event)
	w.node.Peek(func() { follow = w.events[e.Name] })
	if follow == nil {
		return fmt.Errorf("a %s has no event %q: nothing was given to On for it", w.node.Kind(), e.Name)
	}
	if err := refuseDisabled(&w.node); err != nil {
		return err
	}
	for _, f := range follow {
		w.node.Post(func() { f(e) })
	}
	return nil
}
