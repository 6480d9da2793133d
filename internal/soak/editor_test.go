package soak_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// editor changes the scripts of one house.
type editor struct {
	house  *house
	rng    *rand.Rand
	total  *totals
	number int
}

// edit goes on until ctx is done: good edits, and bad ones that are mended.
// Some come so soon after another that the first is still being put in place.
func (e *editor) edit(ctx context.Context) error {
	for ctx.Err() == nil {
		app := apps[e.rng.IntN(len(apps))]
		write := e.good
		if e.rng.IntN(3) == 0 {
			write = e.bad
		}
		if _, err := write(app); err != nil {
			return err
		}
		wait := 10 + e.rng.IntN(90)
		if e.rng.IntN(3) > 0 {
			wait = 150 + e.rng.IntN(900)
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(wait) * time.Millisecond):
		}
	}
	return nil
}

func (e *editor) good(app string) (version, error) {
	e.number++
	e.total.edits.Add(1)
	v := good(e.number)
	return v, e.house.write(app, v)
}

func (e *editor) bad(app string) (version, error) {
	e.number++
	e.total.badEdits.Add(1)
	v := bad(e.number)
	return v, e.house.write(app, v)
}

// breakAll makes a bad edit of each script and waits until it is noticed.
func (e *editor) breakAll() error {
	for _, app := range apps {
		if _, err := e.bad(app); err != nil {
			return err
		}
	}
	for _, app := range apps {
		if err := eventually("a bad edit to be noticed", func() bool { return e.house.server.Problem(app) != nil }); err != nil {
			return err
		}
	}
	return nil
}

// mendAll makes a good edit of each script, waits until it is served, and
// gives what pages show then.
func (e *editor) mendAll() (editions map[string]string, err error) {
	editions = map[string]string{}
	for _, app := range apps {
		v, err := e.good(app)
		if err != nil {
			return nil, err
		}
		editions[app] = v.shown()
	}
	for _, app := range apps {
		if err := eventually("the mended script to be taken", func() bool { return e.house.server.Problem(app) == nil }); err != nil {
			return nil, err
		}
	}
	return editions, nil
}

// eventually waits for something that happens by itself, and soon.
func eventually(what string, is func() bool) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if is() {
			return nil
		}
	}
	return fmt.Errorf("waited in vain for %s", what)
}
