package pn

import "fmt"

// Widget is the base of components with a value, which a person can change in
// the page and a script can read, set and follow.
type Widget[T, V any] struct {
	Base[T]
	value    V
	check    func(V) (V, error)
	onChange []func(V)
}

// Init must be called once, by the widget's constructor. check returns the
// value to store, which it may adjust (a number out of range), or an error if
// the value does not fit; a nil check accepts any value. It is called with the
// component locked, as Render is.
func (w *Widget[T, V]) Init(self T, kind Kind, value V, check func(V) (V, error)) T {
	w.Base.Init(self, kind)
	w.value, w.check = value, check
	return self
}

// Value returns the current value. A View that reads it runs again when it
// changes.
func (w *Widget[T, V]) Value() (v V) {
	w.node.Read(func() { v = w.value })
	return v
}

// peek returns the current value. Nothing runs again because of it.
func (w *Widget[T, V]) peek() (v V) {
	w.node.Peek(func() { v = w.value })
	return v
}

// Current returns the value for use inside Render, where the component is
// locked.
func (w *Widget[T, V]) Current() V { return w.value }

// Set changes the value. If the value is a new one, the functions given to
// OnChange are called. Set panics if the value does not fit, with a message
// that says what would.
func (w *Widget[T, V]) Set(v V) T {
	if err := w.set(v); err != nil {
		panic(err.Error())
	}
	return w.self
}

// OnChange calls f in the session's turn after every change of the value,
// whether a person or the script made it. Several functions are called in the
// order in which they were given.
func (w *Widget[T, V]) OnChange(f func(v V)) T {
	w.node.Peek(func() { w.onChange = append(w.onChange, f) })
	return w.self
}

// LinksTo has another widget follow this one: whatever changes the value, the other gets
// it too, and if a person does, in the browser and at once. Where its range, its steps or
// its options do not allow the value, it takes the nearest, or stays as it is. Two widgets
// may link to each other.
func (w *Widget[T, V]) LinksTo(other interface {
	Component
	Value() V
	Receive(value []byte) error
}) T {
	Behave(&w.node, "link", other, nil)
	w.node.Follow(w.peek())
	return w.self
}

// HandleEvent takes the event "change" with the new value.
func (w *Widget[T, V]) HandleEvent(e Event) error {
	if e.Name != "change" {
		return fmt.Errorf("a %s has no event %q", w.node.Kind(), e.Name)
	}
	v, err := decode[V](e, "the value of a "+w.node.Kind())
	if err != nil {
		return err
	}
	if err := refuseDisabled(&w.node); err != nil {
		return err
	}
	return w.set(v)
}

// Keep takes over the value of the widget that this one replaces, when a View runs
// again. It tells nobody.
func (w *Widget[T, V]) Keep(value []byte) error {
	v, err := decode[V](Event{Name: "change", Value: value}, "the value of a "+w.node.Kind())
	if err == nil {
		_, err = w.change(v)
	}
	return err
}

// Receive sets the value, given as JSON, as Set does. An error means that it does not fit.
func (w *Widget[T, V]) Receive(value []byte) error {
	v, err := decode[V](Event{Name: "change", Value: value}, "the value of a "+w.node.Kind())
	if err == nil {
		err = w.set(v)
	}
	return err
}

// Takes returns an error if a value, as JSON, is of another type than the widget's.
func (w *Widget[T, V]) Takes(value []byte) error {
	_, err := decode[V](Event{Name: "change", Value: value}, "the value")
	return err
}

// set changes the value and tells those who follow it.
func (w *Widget[T, V]) set(v V) error {
	follow, err := w.change(v)
	for _, f := range follow {
		w.node.Post(f)
	}
	return err
}

// change checks and changes the value under one lock, so that concurrent changes do
// not mix. It returns the calls that follow.
func (w *Widget[T, V]) change(v V) (follow []func(), err error) {
	changed := false
	w.node.UpdateIf(func() bool {
		if w.check != nil {
			if v, err = w.check(v); err != nil {
				return false
			}
		}
		if Equal(w.value, v) {
			return false
		}
		w.value, changed = v, true
		for _, f := range w.onChange {
			follow = append(follow, func() { f(v) })
		}
		return true
	})
	if changed {
		w.node.Follow(v)
	}
	return follow, err
}

// refuseDisabled returns an error if the component is disabled. A page disables
// its controls by itself; an event that comes anyway was already on its way, or
// is forged.
func refuseDisabled(n *Node) (err error) {
	n.Peek(func() {
		if n.Style().Disabled {
			err = fmt.Errorf("the %s is disabled", n.Kind())
		}
	})
	return err
}

// decode decodes the value of an event.
func decode[V any](e Event, what string) (v V, err error) {
	if err = e.Decode(&v); err != nil {
		err = fmt.Errorf("%s: %w", what, err)
	}
	return v, err
}
