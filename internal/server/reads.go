package server

import (
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
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

// readers are the methods that make each kind of read. A session has those of
// its request, but for Header, which is its area.
var readers = map[pn.ReadKind][]string{
	pn.ReadArg:    {"Request.Arg", "Session.Arg", "Request.ArgInt", "Session.ArgInt"},
	pn.ReadArgs:   {"Request.Args", "Session.Args"},
	pn.ReadHeader: {"Request.Header"},
	pn.ReadCookie: {"Request.Cookie", "Session.Cookie"},
	pn.ReadUser:   {"Request.User", "Session.User"},
	pn.ReadPath:   {"Request.Path", "Session.Path"},
	pn.ReadAddr:   {"Request.RemoteAddr", "Session.RemoteAddr"},
}

// readPositions finds the lines of a script that read something, outside
// SessionKey or in it. A call whose name is not a constant may be of any.
func readPositions(code *interp.Program, r pn.Read) (at []string) {
	pkg := reflect.TypeFor[pn.Request]().PkgPath()
	for _, method := range readers[r.Kind] {
		for _, call := range code.Calls(pkg + "." + method) {
			name := call.Arg
			if r.Kind == pn.ReadHeader {
				name = http.CanonicalHeaderKey(name)
			}
			if r.Name == "" || !call.Const || name == r.Name {
				at = append(at, fmt.Sprintf("%s:%d:%d", filepath.Base(call.Pos.Filename), call.Pos.Line, call.Pos.Column))
			}
		}
	}
	return at
}
