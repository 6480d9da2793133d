package app

import (
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/panelgo/panelgo/templates"
)

// App is a script or a compiled app under its slug: its present program, and
// the error of its newest sources, if they have one. Its methods may be called
// from any goroutine, except Load and Edited: one at a time.
type App struct {
	slug     string
	misnamed error  // why it cannot be served under its name
	path     string // file or folder of the script; "" for a compiled app
	dir      string // the app's folder
	config   Config

	program atomic.Pointer[Program] // nil until there has been a good version

	mu        sync.Mutex
	problem   error                          // error of the newest sources
	edition   uint64                         // counts how often the sources were loaded
	templates map[string]*templates.Template // by path; those in use from the app's folder
	data      map[string]dataFile            // by path; what runs have read in the app's folder

	telling sync.Mutex // held while Config.Sources is called: the last call has the newest list
}

// Config is what the scripts of one server have in common.
type Config struct {
	Imports Imports      // what scripts may import
	Log     *slog.Logger // for what scripts print; slog.Default when nil
	// Sources is called whenever an app is made from others, or its runs have read others.
	// It may be nil.
	Sources func(slug string, files Sources)
}

// Sources are the files that have to be watched for an app.
type Sources struct {
	// Contents are those whose contents count: what the app is made from, and what its runs
	// have read by Session.ReadFile. After a failed load these are the script and the files
	// of the last good version.
	Contents []string
	// Whole are files and folders of which runs have read by package os, and may have asked
	// for anything: names, sizes, times, links.
	Whole []string
}

// slugPattern matches slugs: names that need no escaping in a URL but for their letters.
var slugPattern = regexp.MustCompile(`^[\pL\pN][\pL\pM\pN._-]*$`)

// SlugOf returns the slug of a script, a file or a folder: its name. The error says that
// this cannot stand in a URL.
func SlugOf(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("app %s: %w", path, err)
	}
	slug := strings.TrimSuffix(filepath.Base(abs), ".go")
	if !slugPattern.MatchString(slug) {
		return slug, fmt.Errorf("app %s: the name %q cannot stand in a URL: use letters, digits, dots and dashes", path, slug)
	}
	return slug, nil
}

// FromScript makes the app of a script, a file or a folder. It has no program
// until Load. One whose name cannot be a slug never has one: its name, escaped, leads to
// what is wrong. The error says that the name cannot stand in a URL in any way.
func FromScript(path string, c Config) (*App, error) {
	slug, misnamed := SlugOf(path)
	if strings.Trim(slug, ".") == "" {
		return nil, misnamed
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return &App{slug: slug, misnamed: misnamed, path: path, dir: folderOf(path), config: c}, nil
}

// FromCompiled makes the app of functions of this Go program. It has its only
// program at once. The error says that there is no function App, that the slug
// is not valid, or that the folder cannot be opened. sources is Config.Sources: such an app
// is made from no files, but its runs read some.
func FromCompiled(c Compiled, sources func(slug string, files Sources)) (*App, error) {
	p, err := compiledProgram(c)
	if err != nil {
		return nil, fmt.Errorf("app %s: %w", c.Slug, err)
	}
	if !slugPattern.MatchString(c.Slug) {
		return nil, fmt.Errorf("the name %q cannot stand in a URL", c.Slug)
	}
	p.finish("")
	a := &App{slug: c.Slug, dir: c.Dir, config: Config{Log: slog.Default(), Sources: sources}}
	p.files = watchedFS{p.files, a.reading}
	a.program.Store(p)
	return a, nil
}

// Slug returns the app's name in URLs.
func (a *App) Slug() string { return a.slug }

// Path returns the script's file or folder, "" for a compiled app.
func (a *App) Path() string { return a.path }

// Title returns the title of pages whose script sets none: the slug in words.
func (a *App) Title() string {
	words := strings.FieldsFunc(a.slug, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	return strings.Join(words, " ")
}

// Load loads the sources of a script for the first time. When they are bad the
// app has no program, and the error, which Problem then returns too, says why.
func (a *App) Load() error { return a.load(func() {}) }

// Edited loads the newest sources of a script after an edit of files. If they
// are good and a new version, it replaces the program, calls replaced, and
// then closes the old program. If they are bad the last good version stays,
// and the error, which Problem then returns too, says why. template reports
// whether one of the app's templates is among files.
func (a *App) Edited(files []string, replaced func()) (template bool, err error) {
	template, err = a.templatesEdited(files)
	if err != nil {
		a.loaded(err)
		return template, err
	}
	return template, a.load(replaced)
}

func (a *App) load(replaced func()) error {
	if a.misnamed != nil {
		a.loaded(a.misnamed)
		return a.misnamed
	}
	p, err := scriptProgram(a.slug, a.path, a.config.Imports, a.output(), a.readingAny)
	if err != nil {
		a.loaded(err)
		a.tellSources()
		return err
	}

	p.files = watchedFS{p.files, a.reading}
	p.finish(a.templatesVersion())
	if now := a.program.Load(); now != nil && now.version == p.version { // an edit was undone
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

// loaded notes the result of loading the newest sources. A good version has
// been stored before.
func (a *App) loaded(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.problem = err
	a.edition++
}

// tellSources calls Config.Sources.
func (a *App) tellSources() {
	if a.config.Sources == nil {
		return
	}
	a.telling.Lock()
	defer a.telling.Unlock()
	var files Sources
	if a.path != "" {
		files.Contents = append(files.Contents, a.path)
	}
	if p := a.program.Load(); p != nil {
		files.Contents = append(files.Contents, p.sources...)
	}
	a.mu.Lock()
	files.Contents = slices.AppendSeq(files.Contents, maps.Keys(a.templates))
	for at, f := range a.data {
		if f.name != "" {
			files.Contents = append(files.Contents, at)
		}
		if f.any {
			files.Whole = append(files.Whole, at)
		}
	}
	a.mu.Unlock()
	a.config.Sources(a.slug, files)
}

// Program returns the present version, nil until there has been a good one.
func (a *App) Program() *Program { return a.program.Load() }

// Present returns the version to serve, or the error of the sources if there
// has been no good one.
func (a *App) Present() (*Program, error) {
	if p := a.program.Load(); p != nil {
		return p, nil
	}
	if err := a.Problem(); err != nil {
		return nil, err
	}
	return a.program.Load(), nil // stored since the first look
}

// Problem returns the error of the newest sources, nil when they are good.
func (a *App) Problem() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.problem
}

// Edition counts how often the sources were loaded. It is the same at two
// times only if they were not loaded in between.
func (a *App) Edition() uint64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.edition
}

// Close closes the present program: it stops what runs for SessionKey.
// Sessions of the program go on.
func (a *App) Close() {
	if p := a.program.Load(); p != nil {
		p.close()
	}
}
