package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/panelgo/panelgo/internal/regular"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// Program is an app at one version. A session sees no difference between a
// script and a compiled app.
type Program struct {
	slug, version string
	synopsis      string
	files         fs.FS
	sources       []string // files whose change makes it stale
	start         func(ctx context.Context, onPanic func(error)) (session.Run, error)
	sessionKey    func(*pn.Request) (string, error)       // nil if the app has none
	keyIsPure     bool                                    // it depends only on what it reads of the request
	warmURLs      func(context.Context) ([]string, error) // nil if the app has none
	positionsOf   func(visit.Read) []string               // where the script makes a read
	reuse         reuse.App
	warned        readWarnings
	close         func()
}

var _ session.Program = (*Program)(nil)

// Slug returns the app's name in URLs.
func (p *Program) Slug() string { return p.slug }

// Version differs whenever the sources or templates of a script do, and
// between builds of a compiled app.
func (p *Program) Version() string { return p.version }

// Synopsis says in a sentence what the app is for, as the script's package comment does.
// It may be "".
func (p *Program) Synopsis() string { return p.synopsis }

// Files returns the app's folder. Names cannot lead out of it. What is opened is watched
// from then on.
func (p *Program) Files() fs.FS { return p.files }

// Start makes one run of the program, without calling App. It gives up when ctx is
// done, with an error that wraps its cause. onPanic is called, from any goroutine,
// when a goroutine of the script panics.
func (p *Program) Start(ctx context.Context, onPanic func(error)) (session.Run, error) {
	return p.start(ctx, onPanic)
}

// Request returns the request of a visitor to this program.
func (p *Program) Request(info visit.Info) *visit.Request {
	r := visit.NewRequest(info)
	if p.sessionKey == nil {
		return r
	}
	return r.Keyed(sync.OnceValues(func() (string, error) { return p.keyOf(visit.NewRequest(info)) }))
}

// keyOf calls the app's SessionKey.
func (p *Program) keyOf(r *visit.Request) (string, error) { return p.sessionKey(pn.NewRequest(r)) }

// Reuse returns the program as the cache of views knows it.
func (p *Program) Reuse() reuse.App { return p.reuse }

// WarmURLs calls the app's WarmURLs: it returns the queries of first views to
// make ahead, none if the app has no such function. It gives up when ctx is done.
func (p *Program) WarmURLs(ctx context.Context) ([]string, error) {
	if p.warmURLs == nil {
		return nil, nil
	}
	return p.warmURLs(ctx)
}

// finish completes the version with that of the app's templates, and makes the
// reuse key.
func (p *Program) finish(others string) {
	p.version += others
	key := reuse.Key{Pure: p.keyIsPure}
	if p.sessionKey != nil {
		key.Of = p.keyOf
	}
	p.reuse = reuse.NewApp(p.slug, p.version, key)
}

// folderOf returns the folder of an app: that of the file, or the path itself.
func folderOf(path string) string {
	if filepath.Ext(path) == ".go" {
		return filepath.Dir(path)
	}
	return path
}

// eitherFS is the union of two file systems. A file of the first hides one of
// the second.
type eitherFS [2]fs.FS

func (e eitherFS) Open(name string) (fs.File, error) {
	f, err := e[0].Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return e[1].Open(name)
	}
	return f, err
}

// watchedFS is the files of an app's folder, of which the app is told before they are
// read: an edit after that is noticed.
type watchedFS struct {
	fs.FS
	opening func(name string)
}

func (w watchedFS) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		w.opening(name)
	}
	return w.FS.Open(name)
}

// appFiles opens an app's folder. Names cannot lead out of it.
func appFiles(dir string) (fs.FS, error) {
	if dir == "" {
		dir = "."
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the app's folder: %w", err)
	}
	return regular.FS(root), nil
}
