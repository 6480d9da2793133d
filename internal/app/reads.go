package app

import (
	"fmt"
	"log/slog"
	"net/textproto"
	"path/filepath"
	"reflect"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// readWarnings remembers the reads that were warned of, so that there is one
// warning for each.
type readWarnings struct {
	mu   sync.Mutex
	done map[visit.Read]bool
}

// first reports whether a read was not warned of before.
func (r *readWarnings) first(read visit.Read) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done[read] {
		return false
	}
	if r.done == nil {
		r.done = map[visit.Read]bool{}
	}
	r.done[read] = true
	return true
}

// WarnOfReads logs a warning for each value that a run read though SessionKey
// did not: visitors of one bucket may differ in it, but all see the page of
// the first. Reads of identity need no warning, since they extend the key.
// info is the request of the run, and runReads what the run read.
func (p *Program) WarnOfReads(log *slog.Logger, info visit.Info, runReads []visit.Read) {
	if p.sessionKey == nil {
		return
	}
	asked := visit.NewRequest(info)
	if _, err := p.keyOf(asked); err != nil {
		return // the caller of SessionKey reports it
	}
	inKey := map[visit.Read]bool{}
	for _, r := range asked.Reads() {
		inKey[r] = true
	}
	for _, r := range runReads {
		what := visit.Read{Kind: r.Kind, Name: r.Name}
		if inKey[r] || r.Identity() || !p.warned.first(what) {
			continue
		}
		log.Warn("the page reads what SessionKey does not: everyone in the bucket sees the first visitor's",
			"app", p.slug, "reads", readingCall(r), "at", strings.Join(p.positionsOf(r), ", "))
	}
}

// readingCall returns the call with which a script makes a read.
func readingCall(r visit.Read) string {
	if r.Name == "" {
		return string(r.Kind) + "()"
	}
	return string(r.Kind) + `("` + r.Name + `")`
}

// readers lists the methods that make each kind of read. A session has the
// methods of its request.
var readers = map[visit.Kind][]string{
	visit.Arg:    {"Request.Arg", "Session.Arg", "Request.ArgInt", "Session.ArgInt"},
	visit.Args:   {"Request.Args", "Session.Args"},
	visit.Header: {"Request.RequestHeader", "Session.RequestHeader"},
	visit.Cookie: {"Request.Cookie", "Session.Cookie"},
	visit.User:   {"Request.User", "Session.User"},
	visit.Path:   {"Request.Path", "Session.Path"},
	visit.Addr:   {"Request.RemoteAddr", "Session.RemoteAddr"},
}

// readPositions returns the positions of a script's calls that may make a
// read, as file:line:column. A call whose argument is not constant may read
// any name.
func readPositions(code *interp.Program, r visit.Read) (at []string) {
	pkg := reflect.TypeFor[pn.Request]().PkgPath()
	for _, method := range readers[r.Kind] {
		for _, call := range code.Calls(pkg + "." + method) {
			name := call.Arg
			if r.Kind == visit.Header {
				name = textproto.CanonicalMIMEHeaderKey(name)
			}
			if r.Name == "" || !call.Const || name == r.Name {
				at = append(at, fmt.Sprintf("%s:%d:%d", filepath.Base(call.Pos.Filename), call.Pos.Line, call.Pos.Column))
			}
		}
	}
	return at
}
