// Package waitfor waits in tests for what must come. Every wait ends after a
// minute, which is more than the slowest machine needs: a test that waits this
// way fails only when something never comes.
//
// It owns that bound, and how the tests of a package are run. It must not know what they
// are about.
package waitfor

import (
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// Patience bounds each wait.
const Patience = time.Minute

// True waits until a condition holds. The test fails when it never does; what
// names the condition in the failure.
func True(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(Patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// Value receives a value. The test fails when none comes, or when the channel
// is closed; what names the value in the failure.
func Value[T any](t testing.TB, what string, from <-chan T) T {
	t.Helper()
	select {
	case v, ok := <-from:
		if !ok {
			t.Fatalf("the channel was closed before %s came", what)
		}
		return v
	case <-time.After(Patience):
		t.Fatalf("waited in vain for %s", what)
	}
	panic("unreachable")
}

// NoGoroutines waits until the test's own goroutine is the only one, besides
// those that the options ignore.
func NoGoroutines(t testing.TB, ignore ...goleak.Option) {
	t.Helper()
	if err := leftover(ignore); err != nil {
		t.Error(err)
	}
}

// Main runs the tests of a package and then waits until all their goroutines
// have ended, besides those that the options ignore. A TestMain calls it.
func Main(m *testing.M, ignore ...goleak.Option) {
	code := m.Run()
	if code == 0 {
		if err := leftover(ignore); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// leftover returns an error with the goroutines that have not ended in time.
func leftover(ignore []goleak.Option) error {
	for deadline := time.Now().Add(Patience); ; time.Sleep(500 * time.Millisecond) {
		err := find(ignore) // which stops all goroutines many times, for their stacks
		if err == nil || time.Now().After(deadline) {
			return err
		}
	}
}

// find is goleak.Find. Of a goroutine whose stack is too deep to be read, as one that
// unwinds a recursion, it returns an error.
func find(ignore []goleak.Option) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("goroutines that cannot be listed: %.200v", v)
		}
	}()
	return goleak.Find(ignore...)
}
