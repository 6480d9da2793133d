package session

import (
	"slices"
	"time"
)

// replay keeps the patches that the browser has not confirmed, in case it
// reconnects. It drops the oldest when there are more than Limits.Replay, or
// more than Limits.ReplayBytes in all; the last is always kept.
type replay struct {
	limits  *Limits
	patches []sentPatch // numbered without a gap
	bytes   int
}

// sentPatch is a patch as it was written: its number, the last event it
// acknowledges, when it was sent last, and the message.
type sentPatch struct {
	n, ack  uint64
	at      time.Time
	message []byte
}

// add appends the patch that follows the last one.
func (r *replay) add(p sentPatch) {
	r.patches = append(r.patches, p)
	r.bytes += len(p.message)
	for len(r.patches) > r.limits.Replay || r.bytes > r.limits.ReplayBytes && len(r.patches) > 1 {
		r.bytes -= len(r.patches[0].message)
		r.patches = r.patches[1:]
	}
}

// confirm drops the patches up to n.
func (r *replay) confirm(n uint64) {
	i := 0
	for i < len(r.patches) && r.patches[i].n <= n {
		r.bytes -= len(r.patches[i].message)
		r.patches[i].message = nil
		i++
	}
	r.patches = r.patches[i:]
	if len(r.patches) == 0 {
		r.patches = nil
	}
}

// again notes that all patches are sent once more.
func (r *replay) again(now time.Time) {
	for i := range r.patches {
		r.patches[i].at = now
	}
}

// after returns the patches after n. It reports false when there are none or
// some of them were dropped.
func (r *replay) after(n uint64) ([]sentPatch, bool) {
	if len(r.patches) == 0 || r.patches[0].n != n+1 {
		return nil, false
	}
	return slices.Clone(r.patches), true
}

// drop drops all patches.
func (r *replay) drop() { r.patches, r.bytes = nil, 0 }
