package app

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/templates"
)

// App is a script or a compiled app under its slug: its present program, and
// what is wrong with its newest sources, if anything. Its methods are safe from
// any goroutine, but only one may load it at a time.
type App struct {
	slug   string
	path   string // of the script; "" for a compiled app
	dir    string // the app's folder
	config Config

	program atomic.Pointer[Program] // nil until there has been a good version

	mu        sync.Mutex
	problem   error                          // of the newest sources
	edition   uint64                         // of the newest sources: counts the times they were loaded
	templates map[string]*templates.Template // of the app's folder, by path
}

// Config is what the scripts of one server have in common.
type Config struct {
	Imports Imports
	Log     *slog.Logger // gets what scripts print; slog.Default when nil
	// Sources is given the files that an app is made from, each time they may
	// have changed. A version that did not load counts by its script and by
	// what the last good one was made from. It may be nil.
	Sources func(slug string, files []string)
}

// slugPattern is what a slug may be: it stands in URLs as it is.
var slugPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// FromScript makes the app of a script, a file or a folder. It has no program
// until Load. The error says that its name cannot be a slug.
func FromScript(path string, c Config) (*App, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("app %s: %w", path, err)
	}
	slug := strings.TrimSuffix(filepath.Base(abs), ".go")
	if !slugPattern.MatchString(slug) {
		return nil, fmt.Errorf("app %s: the name %q cannot stand in a URL: use letters, digits, dots and dashes", path, slug)
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return &App{slug: slug, path: path, dir: folderOf(path), config: c}, nil
}

// FromCompiled makes the app of functions of this Go program. It has its
// program at once, which stays the only one.
func FromCompiled(c Compiled) (*App, error) {
	p, err := compiledProgram(c)
	if err != nil {
		return nil, fmt.Errorf("app %s: %w", c.Slug, err)
	}
	if !slugPattern.MatchString(c.Slug) {
		return nil, fmt.Errorf("the name %q cannot stand in a URL", c.Slug)
	}
	p.finish("")
	a := &App{slug: c.Slug, dir: c.Dir}
	a.program.Store(p)
	return a, nil
}

// Slug is the app's name in URLs.
func (a *App) Slug() string { return a.slug }

// Path is the script's file or folder, "" for a compiled app.
func (a *App) Path() string { return a.path }

// Title is what the app is called until its script says better.
func (a *App) Title() string {
	words := strings.FieldsFunc(a.slug, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// Load gives a script its first program. When its sources are bad the app has
// none, and the error, which Problem gives from then on, says why.
func (a *App) Load() error { return a.load(func() {}) }

// Edited brings a script to its newest sources after an edit of files. When
// they are good and make another version, that becomes the present one,
// replaced is called, and then the version before is closed. When they are bad
// the last good version stays, and the error, which Problem gives from then on,
// says why. template reports whether one of the app's templates is among files.
func (a *App) Edited(files []string, replaced func()) (template bool, err error) {
	template, err = a.templatesEdited(files)
	if err != nil {
		a.loaded(err)
		return template, err
	}
	return template, a.load(replaced)
}

func (a *App) load(replaced func()) error {
	p, err := scriptProgram(a.slug, a.path, a.config.Imports, a.output())
	if err != nil {
		a.loaded(err)
		a.tellSources()
		return err
	}

	p.finish(a.templatesVersion())
	if now := a.program.Load(); now != nil && now.version == p.version { // as when a mistake is undone
		p.close()
		a.loaded(nil)
		a.tellSources()
		return nil
	}

	old := a.program.Swap(p)
	a.loaded(nil)
	a.tellSources()
	replaced()
	if old != nil {
		old.close()
	}
	return nil
}

// loaded notes what came of the newest sources. A good version is there by
// then.
func (a *App) loaded(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.problem = err
	a.edition++
}

// tellSources tells whoever watches files which ones the app is made from.
func (a *App) tellSources() {
	if a.config.Sources == nil {
		return
	}
	files := []string{a.path}
	if p := a.program.Load(); p != nil {
		files = append(files, p.sources...)
	}
	a.mu.Lock()
	for path := range a.templates {
		files = append(files, path)
	}
	a.mu.Unlock()
	a.config.Sources(a.slug, files)
}

// Program is the present version, nil until there has been a good one.
func (a *App) Program() *Program { return a.program.Load() }

// Present is the version to serve; the error says why there is none.
func (a *App) Present() (*Program, error) {
	if p := a.program.Load(); p != nil {
		return p, nil
	}
	if err := a.Problem(); err != nil {
		return nil, err
	}
	return a.program.Load(), nil // there is one since a moment ago
}

// Problem is what is wrong with the newest sources, nil when nothing.
func (a *App) Problem() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.problem
}

// Edition counts the times that the sources were loaded, so that it tells
// whether they have changed since.
func (a *App) Edition() uint64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.edition
}

// Close stops what the present program keeps running for SessionKey. Sessions
// go on.
func (a *App) Close() {
	if p := a.program.Load(); p != nil {
		p.close()
	}
}
