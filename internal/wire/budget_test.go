package wire

import "testing"

// That a patch has been applied is said for nothing, once for each message of the
// server; what is beyond that counts as any other message.
func TestBudget(t *testing.T) {
	b := newBudget(Options{Rate: 1e-9, Burst: 3})
	for i, step := range []struct {
		wrote, messages, applied int
		want                     bool
	}{
		{0, 1, 0, true}, // an event
		{2, 2, 2, true}, // two patches, confirmed
		{0, 1, 1, true}, // nothing is there to confirm
		{1, 2, 1, true}, // a confirmation and the last event that is allowed
		{0, 1, 1, false}, {0, 1, 0, false},
		{1, 1, 1, true},
		{9, 4, 4, false}, // no more is saved up than the messages at once
		{0, 0, 0, true},
	} {
		for range step.wrote {
			b.wrote()
		}
		if got := b.allows(step.messages, step.applied); got != step.want {
			t.Errorf("step %d: %v, want %v", i+1, got, step.want)
		}
	}
}
