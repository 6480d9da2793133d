package server

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/pn"
)

// program is an app at one version. Interpreted or compiled, a session sees no
// difference.
type program struct {
	slug, version string
	synopsis      string // what the app is, in a sentence
	files         fs.FS
	sources       []string // files whose change makes it stale
	start         func(onPanic func(error)) (session.Run, error)
	sessionKey    func(*pn.Request) (string, error) // nil: the key is what the run reads
	keyIsPure     bool                              // it depends on what it reads of the request alone
	warmURLs      func() ([]string, error)          // nil: none
	positionsOf   func(pn.Read) []string            // where the script reads it
	reuse         reuse.App
	reported      readReport
	close         func()
}

func (p *program) Slug() string    { return p.slug }
func (p *program) Version() string { return p.version }
func (p *program) Files() fs.FS    { return p.files }

func (p *program) Start(onPanic func(error)) (session.Run, error) { return p.start(onPanic) }

// finish fixes the version, to which the version of what else the app is made
// from belongs.
func (p *program) finish(others string) {
	p.version += others
	p.reuse = reuse.NewApp(p.slug, p.version, reuse.Key{Of: p.sessionKey, Pure: p.keyIsPure})
}

// Compiled is an app that is part of this Go program.
type Compiled struct {
	Slug       string
	App        func(*pn.Session)
	SessionKey func(*pn.Request) string // may be nil
	WarmURLs   func() []string          // may be nil
	Dir        string                   // the app's folder, for Session.ReadFile; "" is the working folder
	Files      fs.FS                    // files that are part of this program, before those of the folder; may be nil
}

// compiledRun is a run of a compiled app. It cannot be stopped from outside:
// its callbacks must return by themselves.
type compiledRun struct{ app func(*pn.Session) }

func (r compiledRun) App(s *pn.Session) { r.app(s) }
func (r compiledRun) Kill()             {}
func (r compiledRun) Explain(recovered any) error {
	return fmt.Errorf("panic: %v", recovered)
}

func compiledProgram(c Compiled) (*program, error) {
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
	p := &program{
		slug: c.Slug, version: buildVersion(), files: files, close: func() {},
		positionsOf: func(pn.Read) []string { return nil },
		start:       func(func(error)) (session.Run, error) { return compiledRun{c.App}, nil },
	}
	if c.SessionKey != nil {
		p.sessionKey = func(r *pn.Request) (key string, err error) {
			defer recoverTo(&err, "SessionKey", compiledRun{}.Explain)
			return c.SessionKey(r), nil
		}
	}
	if c.WarmURLs != nil {
		p.warmURLs = func() (urls []string, err error) {
			defer recoverTo(&err, "WarmURLs", compiledRun{}.Explain)
			return c.WarmURLs(), nil
		}
	}
	return p, nil
}

// buildVersion tells one build of this executable from another.
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

func recoverTo(err *error, what string, explain func(any) error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %w", what, explain(r))
	}
}

// folderOf is the folder of an app: the script's, or the app itself.
func folderOf(path string) string {
	if filepath.Ext(path) == ".go" {
		return filepath.Dir(path)
	}
	return path
}

// eitherFS has the files of the first, and those of the second that the first
// has not.
type eitherFS [2]fs.FS

func (e eitherFS) Open(name string) (fs.File, error) {
	f, err := e[0].Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return e[1].Open(name)
	}
	return f, err
}

// appFiles is an app's folder, which nothing leads out of.
func appFiles(dir string) (fs.FS, error) {
	if dir == "" {
		dir = "."
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the app's folder: %w", err)
	}
	return root.FS(), nil
}
