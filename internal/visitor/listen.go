package visitor

import (
	"encoding/json"
	"fmt"
	"time"
)

// What a page applies before it says so: so many patches, or those of so long.
const (
	toldAfter  = 16
	toldWithin = time.Second
)

// Listen takes what the server sends from now on, also while the visitor does
// nothing: pages move by themselves, and a client that answers no ping is taken
// for gone. Leave ends it.
func (v *Visitor) Listen() error {
	if err := v.conn.SetReadDeadline(time.Time{}); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	// One action is under way at a time, so one answer fits all.
	v.heard = make(chan answer, 1)
	v.told = time.Now()
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
			// The wait for an answer is over, and with it its bound.
			if err := v.conn.SetReadDeadline(time.Time{}); err != nil {
				v.lost = err
				return
			}
			v.heard <- answer{n, at, len(data)}
		}
	}
}

// tellApplied tells the server, now and then, which patches it can forget.
func (v *Visitor) tellApplied(n int) error {
	if n-v.applied < toldAfter && time.Since(v.told) < toldWithin {
		return nil
	}
	v.applied, v.told = n, time.Now()
	m, err := json.Marshal(struct {
		Type string `json:"type"`
		N    int    `json:"n"`
	}{"applied", n})
	if err != nil {
		return err
	}
	return v.send(m)
}
