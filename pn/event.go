package pn

import (
	"encoding/json"
	"fmt"
)

// handleOpen takes the event "change" of something that opens and closes.
func handleOpen(e Event, set func(open bool)) error {
	if e.Name != "change" {
		return fmt.Errorf("no event %q here, only change", e.Name)
	}
	var open bool
	if err := json.Unmarshal(e.Value, &open); err != nil {
		return fmt.Errorf("open or closed: %w", err)
	}
	set(open)
	return nil
}
