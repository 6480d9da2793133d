package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/watch"
)

// Server serves apps. It is an http.Handler; Close ends what it started.
type Server struct {
	opts     Options
	log      *slog.Logger
	apps     map[string]*hosted // fixed once the server is made
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

// New makes a server for scripts (files or folders), which may import imports,
// and compiled apps. A script that does not load is an error, except in
// development, where its page shows what is wrong. ctx bounds the making alone:
// what is made lives until Close.
func New(ctx context.Context, opts Options, paths []string, compiled []app.Compiled, imports app.Imports) (*Server, error) {
	s := &Server{opts: opts, log: opts.Log, apps: map[string]*hosted{}, files: assets.New()}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer context.AfterFunc(ctx, s.cancel)()
	s.streams, s.moves = newStreams(), make(chan struct{}, maxMoving)
	s.sessions = session.NewManager(session.Options{
		Limits: session.Limits{StartTimeout: opts.StartTimeout, CallbackTimeout: opts.CallbackTimeout},
		Max:    opts.MaxSessions, MaxPerClient: opts.MaxSessionsPerClient, UnusedLifetime: opts.UnusedLifetime, CheckUnused: opts.CheckUnused,
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
	if err := s.addApps(paths, compiled, imports); err != nil {
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
		return a.Problem()
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
		a.Close()
	}
	return err
}
