package server

import (
	"context"
	"net/http"
	"time"

	"github.com/panelgo/panelgo/internal/app"
)

// Bounds of stopping. Together with what a process needs to end they are below the
// ten seconds that service managers give it.
const (
	closeTime   = 7 * time.Second         // until Close and, after draining, Serve return
	requestTime = 3 * time.Second         // of it for requests under way
	unwindTime  = 1500 * time.Millisecond // of it for what has been killed to return
)

// lifeOf returns a context that is done when the server is closed, or when the
// http.Server by which a request came is shut down: that waits for open streams, and
// forgets sockets.
func (s *Server) lifeOf(r *http.Request) context.Context {
	web, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if !ok {
		return s.ctx
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	life := s.lives[web]
	if life == nil {
		var end context.CancelFunc
		life, end = context.WithCancel(s.ctx)
		web.RegisterOnShutdown(end)
		s.lives[web] = life
	}
	return life
}

// Close ends sessions, sockets, spares, views being made and the watcher, and
// waits for them: functions given to OnClose have returned then. After some seconds
// it kills the sessions that are left. Scripts may call compiled code that does not
// return and cannot be stopped: it is logged and left behind.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	return s.close(ctx)
}

// close is Close within the time of ctx, which has a deadline.
func (s *Server) close(ctx context.Context) error {
	s.cancel()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()

	s.spares.Close()
	if s.views != nil {
		s.views.Stop()
	}
	late, _ := ctx.Deadline()
	patience, cancel := context.WithDeadline(ctx, late.Add(-unwindTime))
	defer cancel()
	s.sessions.Shutdown(patience)

	released := make(chan error, 1)
	go func() { released <- s.release() }()
	var err error
	select {
	case err = <-released:
	case <-ctx.Done():
		s.log.Warn("the server does not wait any more for what is under way")
	}
	if n := s.leftBehind(); n > 0 {
		s.log.Warn("the server is closed, but code that cannot be stopped is left behind", "goroutines", n)
	}
	return err
}

// release waits for everything that the server has started.
func (s *Server) release() (err error) {
	if s.watcher != nil {
		err = s.watcher.Close()
	}
	if s.views != nil {
		s.views.Close()
	}
	s.tasks.Wait()
	s.bundles.Close()
	for _, a := range s.apps.all() {
		a.Close()
	}
	return err
}

// leftBehind is the number of goroutines that run code of scripts which could not be
// stopped.
func (s *Server) leftBehind() int { return s.sessions.Left() + app.Left() }
