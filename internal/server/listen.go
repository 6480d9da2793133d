package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// Listen opens the TCP address to serve at. Port 0 takes a free one. The error
// says what to do about it.
func Listen(address string, port int) (net.Listener, error) {
	l, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(port)))
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %d is taken by another program: choose one with --port, or --port 0 for any that is free", port)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("port %d needs more rights than you have: choose one above 1023 with --port", port)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("the address %s is not one of this machine's", address)
	case err != nil:
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}

// Serve answers requests from l until ctx is done, then shuts down: it drains,
// takes no more requests, finishes those under way, closes sockets and ends
// sessions. It closes l and the server, and returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	if s.opts.Latency > 0 {
		s.log.Warn("every visitor waits: --latency puts this server far away", "round trip", s.opts.Latency)
	}
	go func() { failed <- web.Serve(s.Distant(l)) }()
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("serve: %w", err), s.Close())
	case <-ctx.Done():
	}

	web.SetKeepAlivesEnabled(false)
	s.drain()
	s.cancel() // closes sockets and ends streams
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	patience, giveUp := context.WithTimeout(whole, requestTime)
	defer giveUp()
	err := web.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		err = web.Close()
	}
	return errors.Join(err, s.close(whole))
}

// drainCheck is how often drain looks whether visitors have left.
const drainCheck = 100 * time.Millisecond

// drain waits until no session has a browser, for Options.Drain at most.
// Meanwhile /liveness is answered with 503, so that a load balancer sends no
// more visitors.
func (s *Server) drain() {
	s.draining.Store(true)
	if s.opts.Drain <= 0 {
		return
	}
	s.log.Info("draining", "sessions", s.sessions.Connected(), "at most", s.opts.Drain)

	late := time.NewTimer(s.opts.Drain)
	defer late.Stop()
	tick := time.NewTicker(drainCheck)
	defer tick.Stop()
	for s.sessions.Connected() > 0 {
		select {
		case <-tick.C:
		case <-late.C:
			s.log.Warn("not everybody has left", "sessions", s.sessions.Connected())
			return
		case <-s.ctx.Done(): // the server is closed
			return
		}
	}
}
