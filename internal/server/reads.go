package server

import (
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// reportReads tells the author of what a run read though SessionKey did not:
// visitors of one bucket may differ there, and will see the page of whoever
// came first. Identity is not reported, it extends the key by itself.
func (s *Server) reportReads(p *program, keyReads, runReads []pn.Read) {
	if !s.opts.Dev || p.sessionKey == nil {
		return
	}
	inKey := map[pn.Read]bool{}
	for _, r := range keyReads {
		inKey[pn.Read{Kind: r.Kind, Name: r.Name}] = true
	}
	for _, r := range runReads {
		if r.Identity() || inKey[pn.Read{Kind: r.Kind, Name: r.Name}] {
			continue
		}
		where := ""
		if p.positionsOf != nil {
			where = strings.Join(p.positionsOf(r), ", ")
		}
		s.log.Warn("the page reads what SessionKey does not: everyone in the bucket sees the first visitor's",
			"app", p.slug, "read", string(r.Kind)+"("+r.Name+")", "at", where)
	}
}
