package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"sync"

	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// Compiled is an app that is compiled into this Go program.
type Compiled struct {
	Slug       string // its name in URLs
	Synopsis   string // what it is for, in a sentence; may be ""
	App        func(*pn.Session)
	SessionKey func(*pn.Request) string // may be nil
	WarmURLs   func() []string          // may be nil
	Dir        string                   // folder of the files that Session.ReadFile reads; "" is the working folder
	Files      fs.FS                    // files that Session.ReadFile finds before those of Dir; may be nil
}

// compiledProgram makes the program of a compiled app.
func compiledProgram(c Compiled) (*Program, error) {
	if c.App == nil {
		return nil, errors.New("an app needs a function App")
	}
	files, err := appFiles(c.Dir)
	if err != nil {
		return nil, err
	}
	if c.Files != nil {
		files = eitherFS{c.Files, files}
	}
	p := &Program{
		slug: c.Slug, version: buildVersion(), synopsis: c.Synopsis, files: files, close: func() {},
		positionsOf: func(visit.Read) []string { return nil },
		start:       func(context.Context, func(error)) (session.Run, error) { return compiledRun{c.App}, nil },
	}
	if c.SessionKey != nil {
		p.sessionKey = func(r *pn.Request) (string, error) {
			return call(context.Background(), "SessionKey", compiledRun{}, func() string { return c.SessionKey(r) })
		}
	}
	if c.WarmURLs != nil {
		p.warmURLs = func(ctx context.Context) ([]string, error) {
			return call(ctx, "WarmURLs", compiledRun{}, c.WarmURLs)
		}
	}
	return p, nil
}

// compiledRun is a run of a compiled app. It cannot be stopped from outside:
// its callbacks must return by themselves.
type compiledRun struct{ app func(*pn.Session) }

func (r compiledRun) App(s *pn.Session)     { r.app(s) }
func (r compiledRun) Work(f func())         { f() }
func (r compiledRun) Ended() session.Ending { return nil }
func (r compiledRun) Kill()                 {}
func (r compiledRun) Where() string         { return "" }
func (r compiledRun) Goroutines() int       { return 0 }
func (r compiledRun) Explain(recovered any) error {
	return errors.New(logs.Cut(fmt.Sprintf("panic: %v", recovered)))
}

// buildVersion is different for different builds of this executable.
var buildVersion = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return runtime.Version()
	}
	f, err := os.Open(path)
	if err != nil {
		return runtime.Version()
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return runtime.Version()
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
})
