package pn

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

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

// handleOpen handles the event "change" of a component that opens and closes.
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
