package soak_test

import (
	"context"
	"fmt"
	"time"
)

// action is something that a visitor may do, as often as its weight says.
type action struct {
	weight int
	do     func(*visitor) error
}

var actions = []action{
	{100, (*visitor).act},
	{60, (*visitor).burst},
	{30, (*visitor).pause},
	{30, (*visitor).stutter},
	{60, (*visitor).dropAndReturn},
	{20, (*visitor).missPatches},
	{40, func(v *visitor) error { return v.settle("the page in the middle of a visit", always) }},
	{1, (*visitor).stayAway},
}

func always() bool { return true }

// visit is a whole visit: the page is loaded, lived in, and left.
func (v *visitor) visit(ctx context.Context) error {
	defer v.leave()
	if err := v.begin(); err != nil {
		return err
	}
	if v.rng.IntN(20) == 0 {
		return nil // the page is closed before it is live
	}
	if err := v.connect(); err != nil {
		return err
	}
	for range 3 + v.rng.IntN(12) {
		if ctx.Err() != nil {
			break
		}
		if err := v.some(); err != nil {
			return err
		}
	}
	return v.settle("the page at the end of a visit", always)
}

// begin loads the page. Some are quick, and act before it is live.
func (v *visitor) begin() error {
	v.total.pages.Add(1)
	if err := v.load(); err != nil {
		return err
	}
	if v.rng.IntN(4) == 0 {
		return v.act()
	}
	return nil
}

// some does one of the actions.
func (v *visitor) some() error {
	sum := 0
	for _, a := range actions {
		sum += a.weight
	}
	at := v.rng.IntN(sum)
	for _, a := range actions {
		if at -= a.weight; at < 0 {
			return a.do(v)
		}
	}
	return nil
}

// act does something to a component, whether there is a socket or not.
func (v *visitor) act() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.typed++
	label, name, value := "Extra", "click", any(nil)
	switch n := v.rng.IntN(20); {
	case n < 6:
		label, name, value = "Name", "change", fmt.Sprintf("%s.%d", v.name, v.typed)
	case n < 11:
		label, name, value = "Level", "change", v.rng.IntN(1_000_001)
	case n < 19:
		label = string(rune('A' + n%3))
	}
	return v.doLocked(label, name, value)
}

func (v *visitor) doLocked(label, name string, value any) error {
	if !v.page.do(label, name, value) {
		if label == "Extra" {
			return nil // not in this edition
		}
		return fmt.Errorf("the page has no %s", label)
	}
	v.total.events.Add(1)
	v.pump()
	return v.err
}

func (v *visitor) burst() error {
	for range 3 + v.rng.IntN(20) {
		if err := v.act(); err != nil {
			return err
		}
	}
	return nil
}

func (v *visitor) pause() error {
	time.Sleep(time.Duration(v.rng.IntN(60)) * time.Millisecond)
	return nil
}

// stutter sends again what was sent and is not acknowledged.
func (v *visitor) stutter() error {
	if err := v.act(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.conn == nil || !v.live {
		return nil
	}
	for _, e := range v.page.queue[:v.page.sent] {
		v.sendEvent(e)
		v.total.again.Add(1)
	}
	return nil
}

// dropAndReturn loses the socket, perhaps acts without one, and comes back.
func (v *visitor) dropAndReturn() error {
	v.drop()
	for range v.rng.IntN(4) {
		if err := v.act(); err != nil {
			return err
		}
		if v.rng.IntN(2) == 0 {
			v.pause()
		}
	}
	return v.connect()
}

// missPatches makes the session send what never arrives, so that the page
// comes back with the number of an older patch. Sometimes it is more than a
// server keeps.
func (v *visitor) missPatches() error {
	v.mu.Lock()
	v.deaf = true
	v.mu.Unlock()
	label, times := "A", 1+v.rng.IntN(5)
	if v.rng.IntN(3) == 0 {
		label, times = "Load", 20
	}
	for range times {
		v.mu.Lock()
		err := v.doLocked(label, "click", nil)
		v.mu.Unlock()
		if err != nil {
			return err
		}
	}
	v.pause()
	return v.dropAndReturn()
}

// stayAway comes back when the session is gone.
func (v *visitor) stayAway() error {
	v.drop()
	time.Sleep(lifetime + lifetime/4)
	return v.connect()
}
