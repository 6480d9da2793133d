package server

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/browser"
	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/forwarded"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/watch"
	"github.com/panelgo/panelgo/internal/wire"
)

// Server serves apps. It is an http.Handler. Close ends everything that it
// started.
type Server struct {
	opts     Options
	log      *slog.Logger
	apps     apps
	sessions *session.Manager
	views    *reuse.Cache
	spares   *reuse.Spares[*session.Session]
	streams  *streams
	watcher  *watch.Watcher
	files    *assets.Store
	static   []static
	packed   *assets.Packed // of static
	bundles  *bundles.Bundles
	origins  wire.Origins
	proxies  forwarded.Proxies
	told     told // of what is refused, what the log has
	kinds    kinds
	handler  http.Handler

	sockets  atomic.Int64  // open sockets and streams
	riders   atomic.Int64  // open pages without a session
	moves    chan struct{} // holds one for each page that moves, at most maxMoving
	ctx      context.Context
	cancel   context.CancelFunc
	draining atomic.Bool // no new visitors should come
	tasks    sync.WaitGroup
	mu       sync.Mutex
	closed   bool
	lives    map[*http.Server]context.Context // see lifeOf; a program has few of them
}

// New makes a server for scripts, files or folders, and compiled apps. Scripts
// may import the packages of imports. A script that does not load is no error,
// except with Options.Strict: its page says what is wrong. ctx bounds New
// alone: the server lives until Close.
func New(ctx context.Context, opts Options, paths []string, compiled []app.Compiled, imports app.Imports) (*Server, error) {
	s := &Server{
		opts: opts, log: opts.Log, files: assets.New(), packed: assets.NewPacked(),
		streams: newStreams(), moves: make(chan struct{}, maxMoving), lives: map[*http.Server]context.Context{},
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.kinds = kinds{server: s, urls: map[document.Kind]string{}, read: map[string]readModule{}, failed: map[string]string{}}
	var err error
	if s.origins, s.proxies, err = opts.parse(); err != nil {
		return nil, err
	}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer context.AfterFunc(ctx, s.cancel)()
	from := opts.Bundles
	from.Log = s.log
	s.bundles = bundles.New(s.ctx, from)

	s.sessions = session.NewManager(session.Options{
		Limits: session.Limits{StartTimeout: opts.StartTimeout, CallbackTimeout: opts.CallbackTimeout},
		Max:    opts.MaxSessions, MaxPerClient: opts.MaxSessionsPerClient,
		UnusedLifetime: opts.UnusedLifetime, CheckUnused: opts.CheckUnused,
		Secret: opts.Secret, Dev: opts.Dev, Log: s.log, Supply: s.kinds.supply,
	})
	s.spares = reuse.NewSpares[*session.Session](reuse.SpareOptions{})
	if err := s.open(paths, compiled, imports); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// open makes what can fail: the cache of views, the apps, the routes and, if
// asked for, the first views.
func (s *Server) open(paths []string, compiled []app.Compiled, imports app.Imports) (err error) {
	s.views, err = reuse.New(reuse.Options{MaxBytes: s.opts.MaxViewBytes, MaxEntries: s.opts.MaxViews, Log: s.log})
	if err != nil {
		return err
	}
	for name, data := range browser.Files() {
		if err := s.files.Add(name, data); err != nil {
			return err
		}
	}
	if err := s.kinds.add(s.opts.Plugins); err != nil {
		return err
	}
	if err := s.addApps(paths, compiled, imports); err != nil {
		return err
	}
	s.openStatic()
	s.handler = s.routes()
	if s.opts.Warm {
		return s.warm()
	}
	return nil
}

// Slugs lists the slugs of the apps, sorted.
func (s *Server) Slugs() []string { return slices.Sorted(maps.Keys(s.apps.all())) }

// EndSessions ends every session, as a restart would. Pages reconnect.
func (s *Server) EndSessions() {
	for _, sess := range s.sessions.Sessions() {
		sess.End(session.ErrAway)
	}
}

// Problem is the error of the newest sources of an app, nil when they are good
// or there is no such app.
func (s *Server) Problem(slug string) error {
	if a := s.app(slug); a != nil {
		return a.Problem()
	}
	return nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// background runs f in a goroutine that Close waits for. f must end soon after
// s.ctx is done. It reports false, and does not run f, when the server is
// closed.
func (s *Server) background(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.tasks.Go(f)
	}
	return !s.closed
}
