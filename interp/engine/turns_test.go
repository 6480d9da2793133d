package engine

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Engines get turns one after the other, however many calls of each wait.
func TestTurnsOfEngines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, busy, calm := &turns{limit: 1}, &Engine{}, &Engine{}
		if !all.next(busy, 1) || all.next(busy, 1) {
			t.Error("the first turn of a call is its first, the second is not")
		}
		order := make(chan string, 10)
		wait := func(e *Engine, name string, goroutine uintptr) {
			go func() {
				all.next(e, goroutine)
				order <- name
				all.end(goroutine)
			}()
			synctest.Wait()
		}
		wait(busy, "busy 1", 11)
		wait(busy, "busy 2", 12)
		wait(busy, "busy 3", 13)
		wait(calm, "calm 1", 21)
		wait(calm, "calm 2", 22)
		if len(order) > 0 {
			t.Errorf("%s has a turn before the one before has ended", <-order)
		}

		all.end(1)
		synctest.Wait()
		close(order)
		var got []string
		for name := range order {
			got = append(got, name)
		}
		if want := []string{"busy 1", "calm 1", "busy 2", "calm 2", "busy 3"}; !slices.Equal(got, want) {
			t.Errorf("the turns are of %q, want %q", got, want)
		}
	})
}

// A call that sleeps with its turn loses it to one that waits, and only then.
func TestTurnsAreLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all, e := &turns{limit: 2}, &Engine{}
		all.next(e, 1)
		all.next(e, 2)
		time.Sleep(time.Hour)
		if len(all.taken) != 2 {
			t.Errorf("%d turns are left, want 2: nobody waits", len(all.taken))
		}

		begin := time.Now()
		all.next(e, 1) // does not sleep any more, so 2 is the oldest
		go all.next(e, 3)
		time.Sleep(turnTime)
		synctest.Wait()
		held := func(goroutine uintptr) bool {
			return slices.ContainsFunc(all.taken, func(t turn) bool { return t.goroutine == goroutine })
		}
		if !held(3) || held(2) {
			t.Errorf("after %v the turns are %v, want one of 3 and none of 2", time.Since(begin), all.taken)
		}
		all.end(2) // has none any more
		if !held(3) || len(all.taken) > 2 {
			t.Errorf("a call that has lost its turn ends that of another: %v", all.taken)
		}
	})
}
