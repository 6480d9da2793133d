package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/templates"
)

// servePage answers with an app's first page: a view that visitors share, or
// the page of the visitor's own session.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request, a *hosted) {
	edition := a.Edition()
	p, err := a.Present()
	if err != nil {
		s.failApp(w, r, a, edition, notLoaded{err})
		return
	}
	if s.opts.Reuse == ReuseOff {
		s.serveOwnPage(w, r, a, edition, p)
		return
	}
	info := s.requestInfo(r)
	view, bucket, how, err := s.view(r.Context(), a, p, info)
	if err != nil {
		s.failApp(w, r, a, edition, err)
		return
	}
	view.ServeHTTP(w, r, how)
	if s.opts.Reuse == ReuseWarm && how != reuse.Bypass && r.Method == http.MethodGet {
		s.prepareSpares(p, bucket, info.Path, view)
	}
}

// notLoaded is the error of the sources of an app that has had no good version.
type notLoaded struct{ error }

func (e notLoaded) Unwrap() error { return e.error }

// view returns the view for a request, made now if none is kept.
func (s *Server) view(ctx context.Context, a *hosted, p *app.Program, info visit.Info) (*reuse.View, reuse.Bucket, reuse.How, error) {
	return s.views.Get(ctx, p.Reuse(), info, func(ctx context.Context, key string, how reuse.How) (*reuse.View, error) {
		return s.makeView(ctx, a, p, info, key, how)
	})
}

// serveOwnPage runs the app for this visitor. The socket of the page joins the
// same session.
func (s *Server) serveOwnPage(w http.ResponseWriter, r *http.Request, a *hosted, edition uint64, p *app.Program) {
	sess, err := s.sessions.Start(r.Context(), p, p.Request(s.requestInfo(r)))
	if err != nil {
		s.failApp(w, r, a, edition, err)
		return
	}
	made, err := s.render(a, p, sess, "data-pn-session", s.sessions.Token(sess))
	if err != nil {
		sess.End(err)
		s.failApp(w, r, a, edition, session.EndedError{Err: err})
		return
	}
	sess.PageSent(made.title)
	if r.Method == http.MethodHead {
		sess.End(nil)
	}
	w.Header().Set("Server-Timing", "reuse;desc=bypass")
	writeHTML(w, r, http.StatusOK, made.html, made.csp)
}

// failApp answers for an app whose page could not be made. The answer is not
// kept. edition is that of the sources when the request came.
func (s *Server) failApp(w http.ResponseWriter, r *http.Request, a *hosted, edition uint64, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, session.ErrFull), errors.Is(err, session.ErrAway), errors.Is(err, reuse.ErrClosed):
		status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "5")
	case errors.Is(err, session.ErrGreedy):
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", "30")
	case errors.Is(err, session.ErrTimeout):
		status = http.StatusGatewayTimeout
	case r.Context().Err() != nil:
		return // the visitor is gone
	}
	if _, logged := errors.AsType[session.EndedError](err); !logged {
		s.log.Error("the page could not be made", "app", a.Slug(), "err", err)
	}
	s.writeError(w, r, toRoot(r), templates.Error{Status: status, Edition: edition}, err)
}

// fail answers with an error page that belongs to no app.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, err error) {
	s.writeError(w, r, toRoot(r), templates.Error{Status: status}, err)
}

// writeError answers with an error page. It shows the cause of a 5xx status
// only in development. root is as for pageData.
func (s *Server) writeError(w http.ResponseWriter, r *http.Request, root string, e templates.Error, err error) {
	e.Title = http.StatusText(e.Status)
	if e.Status < 500 {
		e.Message = err.Error()
	} else if s.opts.Dev {
		for _, item := range app.ProblemItems(err) {
			e.Problems = append(e.Problems, templates.Problem(item))
		}
	} else {
		e.Message = s.reason(err)
	}
	html, csp, failed := templates.ErrorPage(s.pageData(root, e.Title), e)
	if failed != nil {
		http.Error(w, strconv.Itoa(e.Status)+" "+e.Title, e.Status)
		return
	}
	writeHTML(w, r, e.Status, html, csp)
}

// writeHTML answers with a page that must not be cached.
func writeHTML(w http.ResponseWriter, r *http.Request, status int, html []byte, csp string) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", csp)
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Encoding")
	if len(html) > 1024 && assets.Accepts(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		html = assets.FastGzip(html)
	}
	h.Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(html)
	}
}
