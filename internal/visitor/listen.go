package visitor

import (
	"encoding/json"
	"fmt"
	"time"
)

// Listen reads what the server sends from now on, until Leave. A visitor that
// does nothing needs it too: pages change by themselves, and a server drops a
// client that answers no ping.
func (v *Visitor) Listen() error {
	if err := v.conn.SetReadDeadline(time.Time{}); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	// One action is under way at a time, so there is one answer at most.
	v.heard = make(chan answer, 1)
	go v.listen()
	return nil
}

func (v *Visitor) listen() {
	defer close(v.heard)
	answered := 0
	for {
		data, err := v.receive()
		at := time.Now()
		if err != nil {
			v.lost = err
			return
		}
		m, err := read(data)
		if err == nil && m.Type == "patch" {
			err = v.tellApplied(m.N)
		}
		if err != nil {
			v.lost = err
			return
		}
		if n := m.answers(); n > answered {
			answered = n
			// The wait for the answer is over, and so is its time limit.
			if err := v.conn.SetReadDeadline(time.Time{}); err != nil {
				v.lost = err
				return
			}
			v.heard <- answer{n, at, len(data)}
		}
	}
}

// tellApplied confirms a patch, so that the next may come.
func (v *Visitor) tellApplied(n int) error {
	m, err := json.Marshal(struct {
		Type string `json:"type"`
		N    int    `json:"n"`
	}{"applied", n})
	if err != nil {
		return err
	}
	return v.send(m)
}
