package session

import "slices"

// replay keeps the patches that a browser has not confirmed, for one that comes
// back. When they are too many or too big the oldest are dropped, but for the
// last.
type replay struct {
	limits  *Limits
	patches []sentPatch // without a gap in their numbers
	bytes   int
}

// sentPatch is a patch as it was written, and the last event it knows of.
type sentPatch struct {
	n, ack  uint64
	message []byte
}

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

// after lists the patches after n. It reports false when some of them are gone.
func (r *replay) after(n uint64) ([]sentPatch, bool) {
	if len(r.patches) == 0 || r.patches[0].n != n+1 {
		return nil, false
	}
	return slices.Clone(r.patches), true
}

// drop forgets everything.
func (r *replay) drop() { r.patches, r.bytes = nil, 0 }
