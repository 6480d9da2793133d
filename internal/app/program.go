package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/pn"
)

// Program is an app at one version. Interpreted or compiled, a session sees no
// difference.
type Program struct {
	slug, version string
	synopsis      string
	files         fs.FS
	sources       []string // files whose change makes it stale
	start         func(onPanic func(error)) (session.Run, error)
	sessionKey    func(*pn.Request) (string, error) // nil: the key is what the run reads
	keyIsPure     bool                              // it depends on what it reads of the request alone
	warmURLs      func() ([]string, error)          // nil: none
	positionsOf   func(pn.Read) []string            // where the script reads it
	reuse         reuse.App
	warned        readWarnings
	close         func()
}

var _ session.Program = (*Program)(nil)

// Slug is the app's name in URLs.
func (p *Program) Slug() string { return p.slug }

// Version is another for every other content of the app's sources and
// templates, and for every other build of a compiled app.
func (p *Program) Version() string { return p.version }

// Synopsis is what the app is, in the first sentence of its package comment;
// "" when it has none.
func (p *Program) Synopsis() string { return p.synopsis }

// Files is the app's folder. No name in it leads out of the folder.
func (p *Program) Files() fs.FS { return p.files }

// Start makes one run of the program, of which nothing has run yet. onPanic is
// told of a panic in a goroutine that the script started.
func (p *Program) Start(onPanic func(error)) (session.Run, error) { return p.start(onPanic) }

// Reuse is the program as the cache of views knows it.
func (p *Program) Reuse() reuse.App { return p.reuse }

// WarmURLs lists the queries of first views that are to be made ahead, as the
// app's WarmURLs gives them; none when it has no such function.
func (p *Program) WarmURLs() ([]string, error) {
	if p.warmURLs == nil {
		return nil, nil
	}
	return p.warmURLs()
}

// finish fixes the version, to which the version of what else the app is made
// from belongs.
func (p *Program) finish(others string) {
	p.version += others
	p.reuse = reuse.NewApp(p.slug, p.version, reuse.Key{Of: p.sessionKey, Pure: p.keyIsPure})
}

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
