package server

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/panelgo/panelgo/internal/app"

	"github.com/panelgo/panelgo/internal/visit"
)

// maxWarm bounds the first views that are made ahead for one app.
const maxWarm = 1_000

// warm makes the first views of every app before the server listens: of its
// page, and of each of its WarmURLs. Without reuse nothing is kept, but the
// apps have run. One that fails is logged, and an error only with Options.Strict, or when
// the server is stopped.
func (s *Server) warm() error {
	for _, slug := range s.Slugs() {
		err := s.warmApp(s.app(slug))
		switch {
		case err == nil:
		case s.opts.Strict, s.ctx.Err() != nil:
			return fmt.Errorf("warm %s: %w", slug, err)
		default:
			s.log.Error("the app does not run yet", "app", slug, "err", err)
		}
	}
	return nil
}

func (s *Server) warmApp(a *hosted) error {
	p, err := a.Present()
	if err != nil {
		return err
	}
	more, err := p.WarmURLs(s.ctx)
	if err != nil {
		return err
	}
	queries := append([]string{""}, more...)
	if len(queries) > maxWarm {
		return fmt.Errorf("WarmURLs gives %d URLs, at most %d are prepared", len(queries), maxWarm)
	}
	for _, q := range queries {
		if err := s.warmURL(a, p, q); err != nil {
			return fmt.Errorf("%q: %w", q, err)
		}
	}
	return nil
}

// warmURL makes one view. q is a query, with or without a question mark, or a
// path with a query.
func (s *Server) warmURL(a *hosted, p *app.Program, q string) error {
	if _, after, ok := strings.Cut(q, "?"); ok {
		q = after
	}
	info := visit.Info{Path: "/" + a.Slug(), RawQuery: q, Headers: http.Header{}}
	if s.opts.Reuse != ReuseOff {
		_, _, _, err := s.view(s.ctx, a, p, info)
		return err
	}
	sess, err := s.sessions.Start(s.ctx, p, p.Request(info))
	if err != nil {
		return err
	}
	sess.End(nil)
	return nil
}
