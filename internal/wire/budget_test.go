package wire

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// An Applied costs nothing where the server has sent a message for it; what is beyond
// that counts as any other message.
func TestBudget(t *testing.T) {
	b := newBudget(Options{Rate: 1e-9, Burst: 3})
	for i, step := range []struct {
		wrote, events, applied int
		want                   bool
	}{
		{0, 1, 0, true},
		{2, 0, 2, true}, // two patches, confirmed
		{0, 0, 1, true}, // nothing is there to confirm
		{1, 1, 1, true}, // a confirmation and the last event that is allowed
		{0, 0, 1, false}, {0, 1, 0, false}, {0, 0, 0, false},
		{1, 0, 1, true},
		{9, 0, 4, false}, // no more is saved up than the messages at once
	} {
		for range step.wrote {
			b.wrote()
		}
		messages := append(slices.Repeat([]ClientMessage{Event{}}, step.events), slices.Repeat([]ClientMessage{Applied{}}, step.applied)...)
		if got := b.allows(messages...); got != step.want {
			t.Errorf("step %d: %v, want %v", i+1, got, step.want)
		}
	}
}

// A client that confirms each patch once never pays for that, however it mixes that with
// its other messages. A flood takes no more than the messages at once, and one Applied for
// each message of the server.
func TestBudgetOfAnyMix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const burst = 20
		b := newBudget(Options{Rate: 1e-9, Burst: burst})
		patches, confirmed, events := 0, 0, 0
		for _, step := range rapid.SliceOf(rapid.SampledFrom([]string{"patch", "confirm", "event"})).Draw(t, "steps") {
			switch {
			case step == "patch" && patches-confirmed < burst:
				patches++
				b.wrote()
			case step == "confirm" && confirmed < patches:
				confirmed++
				if !b.allows(Applied{}) {
					t.Fatalf("confirmation %d of %d patches, after %d events, was not free", confirmed, patches, events)
				}
			case step == "event":
				events++
				if got := b.allows(Event{}); got != (events <= burst) {
					t.Fatalf("event %d after %d confirmations: %v", events, confirmed, got)
				}
			}
		}

		flood := 0
		for b.allows(Applied{}) {
			flood++
		}
		if want := max(0, burst-events) + patches - confirmed; flood != want {
			t.Fatalf("a flood took %d, want %d", flood, want)
		}
	})
}
