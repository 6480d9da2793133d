package app

import (
	"fmt"
	"log/slog"
	"net/textproto"
	"path/filepath"
	"reflect"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// readWarnings remembers which reads a program was warned of, so that there is
// one warning for each.
type readWarnings struct {
	mu   sync.Mutex
	done map[pn.Read]bool
}

func (r *readWarnings) first(read pn.Read) bool {
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

// WarnOfReads warns the author, in the log, of what a run read though
// SessionKey did not: visitors of one bucket may differ there, and would see the
// page of the first of them. Identity needs no warning, it extends the key by
// itself. info is the request of the run, and runReads what the run read of it.
func (p *Program) WarnOfReads(log *slog.Logger, info pn.RequestInfo, runReads []pn.Read) {
	if p.sessionKey == nil {
		return
	}
	asked := pn.NewRequest(info)
	if _, err := p.sessionKey(asked); err != nil {
		return // the error is reported where the key is asked for
	}
	inKey := map[pn.Read]bool{}
	for _, r := range asked.Reads() {
		inKey[r] = true
	}
	for _, r := range runReads {
		what := pn.Read{Kind: r.Kind, Name: r.Name}
		if inKey[r] || r.Identity() || !p.warned.first(what) {
			continue
		}
		log.Warn("the page reads what SessionKey does not: everyone in the bucket sees the first visitor's",
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
				name = textproto.CanonicalMIMEHeaderKey(name)
			}
			if r.Name == "" || !call.Const || name == r.Name {
				at = append(at, fmt.Sprintf("%s:%d:%d", filepath.Base(call.Pos.Filename), call.Pos.Line, call.Pos.Column))
			}
		}
	}
	return at
}
