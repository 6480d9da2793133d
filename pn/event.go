package pn

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// refuseDisabled refuses what a person does to a component that is out of use.
// A page disables its controls by itself; what comes all the same was on its
// way when they were, or is made up.
func refuseDisabled(n *Node) (err error) {
	n.Peek(func() {
		if n.Style().Disabled {
			err = fmt.Errorf("the %s is disabled", n.Kind())
		}
	})
	return err
}

// decode reads the value of an event. null is no value of any control.
func decode[V any](e Event, what string) (v V, err error) {
	if err = json.Unmarshal(e.Value, &v); err == nil && string(bytes.TrimSpace(e.Value)) == "null" {
		err = errors.New("null is no value")
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", what, err)
	}
	return v, err
}

// handleOpen takes the event "change" of something that opens and closes.
func handleOpen(e Event, set func(open bool)) error {
	if e.Name != "change" {
		return fmt.Errorf("no event %q here, only change", e.Name)
	}
	open, err := decode[bool](e, "open or closed")
	if err == nil {
		set(open)
	}
	return err
}
