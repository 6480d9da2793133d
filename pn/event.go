package pn

import "fmt"

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
