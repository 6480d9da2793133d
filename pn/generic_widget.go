package pn

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

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
func (w *Widget[T, V]) Init(self T, kind string, value V, check func(V) (V, error)) T {
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

// set checks and changes the value under one lock, so that concurrent changes
// do not mix.
func (w *Widget[T, V]) set(v V) error {
	var err error
	var follow []func(V)
	w.node.UpdateIf(func() bool {
		if w.check != nil {
			if v, err = w.check(v); err != nil {
				return false
			}
		}
		if Equal(w.value, v) {
			return false
		}
		w.value, follow = v, w.onChange
		return true
	})
	for _, f := range follow {
		w.node.Post(func() { f(v) })
	}
	return err
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

// decode decodes the value of an event. No control has the value null.
func decode[V any](e Event, what string) (v V, err error) {
	if err = json.Unmarshal(e.Value, &v); err == nil && string(bytes.TrimSpace(e.Value)) == "null" {
		err = errors.New("null is no value")
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", what, err)
	}
	return v, err
}
