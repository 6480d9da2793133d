//go:build !race

package interp_test

import (
	"fmt"
	"io"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// A lock that is overwritten while goroutines wait for it ends the session, and nothing
// else. What the scripts do is a race, so the race detector has to be off.
func TestLocksOverwritten(t *testing.T) {
	tests := []struct{ name, body string }{
		{"mutex", `m := new(sync.Mutex); m.Lock(); for range 4 { go func() { m.Lock(); m.Unlock() }() }; time.Sleep(time.Millisecond); m.Unlock(); *m = sync.Mutex{}; m.Unlock(); m.Unlock()`},
		{"writers", `m := new(sync.RWMutex); m.Lock(); for range 4 { go func() { m.Lock(); m.Unlock() }() }; time.Sleep(time.Millisecond); m.Unlock(); *m = sync.RWMutex{}; m.Unlock(); m.Unlock()`},
		{"copy", `m := new(sync.RWMutex); m.Lock(); for range 4 { go m.RLock() }; time.Sleep(time.Millisecond); c := *m; c.Unlock(); c.Unlock()`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { misuse(t, test.body) })
	}
}

// A lock of compiled code is locked by scripts and by Go's own methods in turn. Only
// the latter tell the race detector.
func TestLocksOfCompiledCode(t *testing.T) {
	const turns = 2_000
	var mu guarded
	var rw sync.RWMutex
	var n, writers, overlaps atomic.Int32
	count := func() { n.Store(n.Load() + 1) }
	write := func() {
		if writers.Add(1) > 1 {
			overlaps.Add(1)
		}
		writers.Add(-1)
	}
	read := func() { overlaps.Add(writers.Load()) }
	table := interp.Symbols{"example.com/shared/shared": {
		"Guarded": reflect.ValueOf((*guarded)(nil)),
		"Mu":      reflect.ValueOf(func() *guarded { return &mu }), "RW": reflect.ValueOf(func() *sync.RWMutex { return &rw }), // a variable would be the interpreter's own
		"Write": reflect.ValueOf(write), "Read": reflect.ValueOf(read), "Count": reflect.ValueOf(count),
		"Turns": reflect.ValueOf(func() {
			for range turns {
				mu.Lock()
				count()
				mu.Unlock()
				rw.RLock()
				read()
				rw.RUnlock()
				rw.Lock()
				write()
				rw.Unlock()
			}
		}),
	}}
	program, err := load(t, fmt.Sprintf(`package main
import ("example.com/shared"; "sync")
func F() {
	mu, rw := shared.Mu(), shared.RW()
	var all sync.WaitGroup
	for range 4 {
		all.Go(shared.Turns)
		all.Go(func() {
			for range %d {
				mu.Lock()
				shared.Count()
				mu.Unlock()
				rw.RLock()
				shared.Read()
				rw.RUnlock()
				rw.Lock()
				shared.Write()
				rw.Unlock()
			}
		})
	}
	all.Wait()
}`, turns), interp.Config{Symbols: []interp.Symbols{symbols.Std(), table}})
	if err != nil {
		t.Fatal(err)
	}
	f, instance := start(t, program, io.Discard)
	defer instance.Kill()
	f()
	if n.Load() != 8*turns || overlaps.Load() > 0 {
		t.Errorf("counted to %d of %d, and %d writers were not alone", n.Load(), 8*turns, overlaps.Load())
	}
}

// guarded is a compiled struct with a lock in it.
type guarded struct{ sync.Mutex }
