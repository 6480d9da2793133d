package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/watch"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Server serves apps. It is an http.Handler; Close ends what it started.
type Server struct {
	opts     Options
	log      *slog.Logger
	tables   []interp.Symbols
	apps     map[string]*app // fixed once the server is made
	sessions *session.Manager
	views    *reuse.Cache
	spares   *reuse.Spares[*session.Session]
	streams  *streams
	watcher  *watch.Watcher
	files    *assets.Store
	front    front
	handler  http.Handler

	sockets  atomic.Int64 // open ones
	riders   atomic.Int64 // of them, without a session
	moves    chan struct{}
	ctx      context.Context
	cancel   context.CancelFunc
	draining atomic.Bool // nobody new should come
	tasks    sync.WaitGroup
	mu       sync.Mutex
	closed   bool
}

// New makes a server for scripts (files or folders) and compiled apps. extra
// are symbols that scripts may import besides the standard library, pn and
// those of plugins. A script that does not load is an error, except in
// development, where its page shows what is wrong. ctx is for making it: what
// is made lives until Close.
func New(ctx context.Context, opts Options, paths []string, compiled []Compiled, extra ...interp.Symbols) (*Server, error) {
	s := &Server{opts: opts, log: opts.Log, apps: map[string]*app{}, files: assets.New()}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.tables = append([]interp.Symbols{symbols.Std(), symbols.Pn()}, extra...)
	s.tables = append(s.tables, opts.Plugins.Symbols())
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer context.AfterFunc(ctx, s.cancel)()
	s.streams, s.moves = newStreams(), make(chan struct{}, maxMoving)
	s.sessions = session.NewManager(session.Options{
		Limits: session.Limits{StartTimeout: opts.StartTimeout, CallbackTimeout: opts.CallbackTimeout},
		Max:    opts.MaxSessions, Each: opts.MaxSessionsPerClient, Unused: opts.UnusedLifetime, Check: opts.CheckUnused,
		Secret: opts.Secret, Dev: opts.Dev, Log: s.log,
	})
	var err error
	if s.views, err = reuse.New(reuse.Options{MaxBytes: opts.MaxViewBytes, MaxEntries: opts.MaxViews, Log: s.log}); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.addPlugins(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.spares = reuse.NewSpares[*session.Session](reuse.SpareOptions{})
	if err := s.addApps(paths, compiled); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.handler = s.routes()
	if opts.Warm {
		if err := s.warm(); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

func (s *Server) addApps(paths []string, compiled []Compiled) error {
	scripts, err := Discover(paths)
	if err != nil {
		return err
	}
	if s.opts.Dev || s.opts.Watch {
		if s.watcher, err = watch.New(0); err != nil {
			return fmt.Errorf("watch files: %w", err)
		}
		s.background(func() {
			for change := range s.watcher.Changes() {
				for _, slug := range change.Owners {
					s.changed(slug, change.Files)
				}
			}
		})
	}
	for _, path := range scripts {
		slug, err := slugOf(path)
		if err != nil {
			return err
		}
		a := &app{slug: slug, path: path, dir: folderOf(path)}
		if err := s.add(a); err != nil {
			return err
		}
		if err := s.load(a); err != nil && !s.opts.Dev {
			return err
		} else if err != nil {
			s.log.Error("the script is not good yet", "app", slug, "err", err)
		}
	}
	for _, c := range compiled {
		a := &app{slug: c.Slug, dir: c.Dir}
		p, err := compiledProgram(c)
		if err != nil {
			return fmt.Errorf("app %s: %w", c.Slug, err)
		}
		p.finish("")
		a.program.Store(p)
		if err := s.add(a); err != nil {
			return err
		}
	}
	for path := range s.opts.StaticDirs {
		if slug, _, _ := strings.Cut(strings.Trim(path, "/"), "/"); s.apps[slug] != nil {
			return fmt.Errorf("the static folder /%s is in the way of the app %s", path, slug)
		}
	}
	if s.opts.Index != "" && s.apps[s.opts.Index] == nil {
		return fmt.Errorf("the index %q is no app here: there are %v", s.opts.Index, s.Slugs())
	}
	return nil
}

func (s *Server) add(a *app) error {
	if other := s.apps[a.slug]; other != nil {
		return fmt.Errorf("two apps are called %q: %s and %s", a.slug, other.path, a.path)
	}
	if !slugPattern.MatchString(a.slug) {
		return fmt.Errorf("the name %q cannot stand in a URL", a.slug)
	}
	if a.slug == "stats" && s.opts.Stats || a.slug == "liveness" && s.opts.Liveness {
		return fmt.Errorf("the name %q is taken: --%[1]s answers there", a.slug)
	}
	s.apps[a.slug] = a
	return nil
}

// Slugs lists the apps by name.
func (s *Server) Slugs() []string {
	out := make([]string, 0, len(s.apps))
	for slug := range s.apps {
		out = append(out, slug)
	}
	sort.Strings(out)
	return out
}

// EndSessions ends every session, as a restart would.
func (s *Server) EndSessions() {
	for _, sess := range s.sessions.Sessions() {
		sess.End(session.ErrAway)
	}
}

// Problem is what is wrong with the newest sources of an app, nil when nothing.
func (s *Server) Problem(slug string) error {
	if a, ok := s.apps[slug]; ok {
		return a.failure()
	}
	return nil
}

// ServeHTTP answers every request to the server.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// background runs f beside everything else; Close waits for it. f must end soon
// when s.ctx does. A closed server runs nothing any more, and says so.
func (s *Server) background(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.tasks.Go(f)
	}
	return !s.closed
}

// Close ends sessions, sockets, spares, views being made and the watcher, and
// waits for them.
func (s *Server) Close() error {
	s.cancel()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	var err error
	if s.watcher != nil {
		err = s.watcher.Close()
	}
	if s.spares != nil {
		s.spares.Close()
	}
	if s.views != nil {
		s.views.Close()
	}
	s.sessions.Close()
	s.tasks.Wait()
	for _, a := range s.apps {
		if p := a.program.Load(); p != nil {
			p.close()
		}
	}
	return err
}
