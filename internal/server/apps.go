package server

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/watch"
	"github.com/panelgo/panelgo/internal/wire"
)

// hosted is an app on this server. In development it knows its open pages.
type hosted struct {
	*app.App

	mu      sync.Mutex
	waiting map[*socket]struct{} // error pages that wait for a good version
	live    map[*socket]struct{} // pages that follow edits
}

// apps are the apps of a server by their slugs. More may come while it serves.
type apps struct {
	mu sync.Mutex // held while an app is added
	by atomic.Pointer[map[string]*hosted]
}

// all returns the apps. The map does not change.
func (l *apps) all() map[string]*hosted {
	if m := l.by.Load(); m != nil {
		return *m
	}
	return nil
}

// app returns the app of a slug, nil if there is none.
func (s *Server) app(slug string) *hosted { return s.apps.all()[slug] }

// addApps finds and loads the apps, and starts to follow edits. A script that cannot be
// served costs its own page alone, unless Options.Strict says otherwise or there is no
// page at all.
func (s *Server) addApps(paths []string, compiled []app.Compiled, imports app.Imports) error {
	folders := app.Folders(paths) // before the scripts are looked for: what comes meanwhile comes later
	scripts, err := app.Discover(paths)
	if err != nil {
		return err
	}
	if s.opts.Dev || s.opts.Watch {
		s.watcher = watch.New(0, func(why error) { s.log.Warn("edits are noticed late: files are looked at every 2 s", "err", why) })
	}
	var bad []error
	for _, path := range scripts {
		if err := s.addScript(path, imports); err != nil {
			bad = append(bad, err)
		}
	}
	if len(bad) > 0 && (s.opts.Strict || len(s.apps.all())+len(compiled) == 0) {
		return errors.Join(bad...)
	}
	for _, err := range bad {
		s.log.Error("an app cannot be served", "err", err)
	}
	for _, c := range compiled {
		a, err := app.FromCompiled(c, s.watchSources)
		if err != nil {
			return err
		}
		if err := s.add(a); err != nil {
			return err
		}
	}
	if s.watcher != nil {
		s.background(s.followEdits)
		if len(folders) > 0 {
			s.background(func() { s.followFolders(folders, imports) })
		}
	}
	return s.checkNames()
}

// lookForApps is how often folders of apps are looked at for others.
const lookForApps = 2 * time.Second

// followFolders serves the scripts that come into folders of apps, until the server is
// closed.
func (s *Server) followFolders(folders []*app.Folder, imports app.Imports) {
	look := time.NewTicker(lookForApps)
	defer look.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-look.C:
		}
		for _, f := range folders {
			for _, path := range f.More() {
				if s.serves(path) {
					continue
				}
				if err := s.addScript(path, imports); err != nil {
					s.log.Error("an app has come that cannot be served", "file", path, "err", err)
					continue
				}
				s.log.Info("an app has come", "file", path)
			}
		}
	}
}

// serves reports whether a script is one of the apps already.
func (s *Server) serves(path string) bool {
	for _, a := range s.apps.all() {
		if a.Path() == path {
			return true
		}
	}
	return false
}

// addScript adds the app of a script. The error says why it cannot be served, or why it
// shows an error page until it is mended.
func (s *Server) addScript(path string, imports app.Imports) error {
	a, err := app.FromScript(path, app.Config{Imports: imports, Log: s.log, Sources: s.watchSources})
	if err != nil {
		return err
	}
	if err := s.add(a); err != nil {
		return err
	}
	return a.Load()
}

// add adds an app, unless its slug is taken.
func (s *Server) add(a *app.App) error {
	s.apps.mu.Lock()
	defer s.apps.mu.Unlock()
	slug, all := a.Slug(), s.apps.all()
	if other := all[slug]; other != nil {
		return fmt.Errorf("two apps are called %q: %s and %s", slug, other.Path(), a.Path())
	}
	if slug == strings.Trim(internalPath, "/") {
		return fmt.Errorf("app %s: the name %q is taken", a.Path(), slug)
	}
	if slug == "stats" && s.opts.Stats || slug == "liveness" && s.opts.Liveness {
		return fmt.Errorf("app %s: the name %q is taken: --%[2]s answers there", a.Path(), slug)
	}
	for at := range s.opts.StaticDirs {
		if first, _, _ := strings.Cut(strings.Trim(at, "/"), "/"); first == slug {
			return fmt.Errorf("app %s: the static folder /%s is in its way", slug, strings.Trim(at, "/"))
		}
	}
	more := maps.Clone(all)
	if more == nil {
		more = map[string]*hosted{}
	}
	more[slug] = &hosted{App: a}
	s.apps.by.Store(&more)
	return nil
}

// checkNames checks the options that name apps.
func (s *Server) checkNames() error {
	if s.opts.Index != "" && s.app(s.opts.Index) == nil {
		return fmt.Errorf("the index %q is no app here: there are %v", s.opts.Index, s.Slugs())
	}
	return nil
}

// watchSources makes the watcher report changes of the files of an app.
func (s *Server) watchSources(slug string, files app.Sources) {
	if s.watcher == nil {
		return
	}
	if err := s.watcher.Set(slug, files.Contents, files.Whole); err != nil {
		s.log.Warn("some edits of the app are not noticed", "app", slug, "err", err)
	}
}

// followEdits loads edited apps until the watcher is closed.
func (s *Server) followEdits() {
	for change := range s.watcher.Changes() {
		for _, slug := range change.Owners {
			a := s.app(slug)
			data, sources := a.Changed(change.Files)
			if data.Any || len(data.Names) > 0 {
				s.dataChanged(a, data)
			}
			if len(sources) > 0 {
				s.edited(a, sources)
			}
		}
	}
}

// dataChanged drops what was made from older files of an app's folder: views, spares, and
// the pages that ride on such a view. In development open pages get the modules among them.
func (s *Server) dataChanged(a *hosted, data app.Data) {
	if data.Any {
		s.views.Drop(a.Slug())
	} else {
		s.views.DropReaders(a.Slug(), data.Names)
	}
	s.spares.DropApp(a.Slug())
	for _, c := range a.livePages() {
		s.background(func() {
			c.startIfMadeFrom(data)
			if sess := c.present(); sess != nil && s.opts.Dev {
				sess.FilesChanged()
			}
		})
	}
	s.log.Info("files that the app reads have changed", "app", a.Slug())
}

// edited loads the newest sources of an app, after an edit of files, and
// updates what was made from older ones: views, spares and, in development,
// open pages.
func (s *Server) edited(a *hosted, files []string) {
	replaced := false
	template, err := a.Edited(files, func() {
		replaced = true
		s.views.Drop(a.Slug())
		s.spares.DropApp(a.Slug())
		s.moveOn(a)
	})
	if !replaced {
		s.showProblem(a)
	}
	if err != nil {
		s.log.Error("the edit is not good: the last good version goes on", "app", a.Slug(), "err", err)
		return
	}
	if template && s.opts.Dev {
		for _, c := range a.livePages() {
			s.background(func() { c.tell(wire.AppendReload(nil)) }) // the frame of an open page cannot be patched
		}
	}
	s.log.Info("edited", "app", a.Slug(), "version", a.Program().Version())
}
