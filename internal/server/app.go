package server

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/templates"
)

// app is something the server shows under a slug: its present program, and
// what is wrong with the newest sources, if anything.
type app struct {
	slug string
	path string // of the script; "" for a compiled app
	dir  string // the app's folder

	program atomic.Pointer[program] // nil until there has been a good version

	mu        sync.Mutex
	problem   error                          // of the newest sources
	edition   uint64                         // of the newest sources: counts the times they were loaded
	templates map[string]*templates.Template // of the app's folder, by path
	waiting   map[*socket]struct{}           // error pages that wait for a good version (development)
	live      map[*socket]struct{}           // pages to be told of edits (development)
}

// slugPattern is what a slug may be: it stands in URLs as it is.
var slugPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// slugOf is the name of an app in URLs: its file's or folder's name.
func slugOf(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("app %s: %w", path, err)
	}
	slug := strings.TrimSuffix(filepath.Base(abs), ".go")
	if !slugPattern.MatchString(slug) {
		return "", fmt.Errorf("app %s: the name %q cannot stand in a URL: use letters, digits, dots and dashes", path, slug)
	}
	return slug, nil
}

// title is what an app is called until its script says better.
func (a *app) title() string {
	words := strings.FieldsFunc(a.slug, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// load brings the app to its newest sources. When they are bad the last good
// version goes on, and the error says why.
func (s *Server) load(a *app) error {
	p, err := interpreted(a.slug, a.path, s.tables, s.scriptOutput(a.slug))
	if err != nil {
		a.loaded(err)
		s.watchSources(a)
		s.showProblem(a)
		return err
	}
	p.finish(a.templatesVersion())
	if now := a.program.Load(); now != nil && now.version == p.version { // as when a mistake is undone
		p.close()
		a.loaded(nil)
		s.watchSources(a)
		s.showProblem(a)
		return nil
	}
	old := a.program.Swap(p)
	a.loaded(nil)
	s.watchSources(a)
	s.dropStale(a)
	s.moveOn(a)
	if old != nil {
		old.close()
	}
	return nil
}

// dropStale drops what was made of earlier sources.
func (s *Server) dropStale(a *app) {
	s.views.Drop(a.slug)
	s.spares.DropApp(a.slug)
}

// loaded notes what came of the newest sources. A good version is there by
// then.
func (a *app) loaded(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.problem = err
	a.edition++
}

// newest is the edition of the newest sources.
func (a *app) newest() uint64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.edition
}

// present is the version to serve; the error says why there is none.
func (a *app) present() (*program, error) {
	if p := a.program.Load(); p != nil {
		return p, nil
	}
	if err := a.failure(); err != nil {
		return nil, err
	}
	return a.program.Load(), nil // there is one since a moment ago
}

// failure is what is wrong with the newest sources.
func (a *app) failure() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.problem
}

// watchSources has the watcher tell when a file that the app was made from
// changes. A version that did not load is watched by what it was before.
func (s *Server) watchSources(a *app) {
	if s.watcher == nil || a.path == "" {
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
	if err := s.watcher.Set(a.slug, files); err != nil {
		s.log.Warn("edits of the app are noticed late", "app", a.slug, "err", err)
	}
}

// changed is called by the watcher when files of an app changed.
func (s *Server) changed(slug string, files []string) {
	a, ok := s.apps[slug]
	if !ok {
		return
	}
	template, err := a.templatesEdited(files)
	if err != nil {
		a.loaded(err)
		s.showProblem(a)
	} else {
		err = s.load(a)
	}
	if err != nil {
		s.log.Error("the edit is not good: the last good version goes on", "app", slug, "err", err)
		return
	}
	if template && s.opts.Dev {
		for _, c := range a.livePages() {
			s.background(func() { c.tell(wire.AppendReload(nil)) }) // another frame is another page
		}
	}
	s.log.Info("edited", "app", slug, "version", a.program.Load().version)
}

// problemItems is an error as the overlay and the error page show it.
func problemItems(err error) []wire.ProblemItem {
	if ds, ok := errors.AsType[interp.Diagnostics](err); ok {
		items := make([]wire.ProblemItem, 0, len(ds))
		for _, d := range ds {
			items = append(items, wire.ProblemItem{
				File: filepath.Base(d.Pos.Filename), Line: d.Pos.Line, Column: d.Pos.Column,
				Message: d.Message, Source: d.Line,
			})
		}
		return items
	}
	if at, ok := errors.AsType[session.Located](err); ok {
		return []wire.ProblemItem{at.Problem()}
	}
	return []wire.ProblemItem{{Message: err.Error()}}
}
