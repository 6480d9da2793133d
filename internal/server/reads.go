package server

import (
	"strings"
	"sync"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// readReport remembers what was reported of a program, so that each read is
// reported once.
type readReport struct {
	mu   sync.Mutex
	done map[pn.Read]bool
}

func (r *readReport) first(read pn.Read) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done[read] {
		return false
	}
	if r.done == nil {
		r.done = map[pn.Read]bool{}
	}
	r.done[read] = true
	return true
}

// reportReads tells the author of what a run read though SessionKey did not:
// visitors of one bucket may differ there, and will see the page of whoever
// came first. Identity is not reported, it extends the key by itself.
func (s *Server) reportReads(p *program, info pn.RequestInfo, runReads []pn.Read) {
	if !s.opts.Dev || p.sessionKey == nil {
		return
	}
	asked := pn.NewRequest(info)
	if _, err := p.sessionKey(asked); err != nil {
		return // whoever asks for the key reports it
	}
	inKey := map[pn.Read]bool{}
	for _, r := range asked.Reads() {
		inKey[r] = true
	}
	for _, r := range runReads {
		what := pn.Read{Kind: r.Kind, Name: r.Name}
		if inKey[r] || r.Identity() || !p.reported.first(what) {
			continue
		}
		s.log.Warn("the page reads what SessionKey does not: everyone in the bucket sees the first visitor's",
			"app", p.slug, "reads", readingCall(r), "at", strings.Join(p.positionsOf(r), ", "))
	}
}

// readingCall is a read as a script writes it.
func readingCall(r pn.Read) string {
	if r.Name == "" {
		return string(r.Kind) + "()"
	}
	return string(r.Kind) + `("` + r.Name + `")`
}

// readPositions finds the lines of a script that read something.
func readPositions(code *interp.Program, r pn.Read) []string { return nil }
