package server

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/templates"
)

// pageData is what every page of the server has. attributes go on the html
// element.
func (s *Server) pageData(title string, attributes ...string) templates.Page {
	url := func(name string) string { return s.prefix() + internalPath + s.files.URL(name) }
	var b strings.Builder
	for i := 0; i+1 < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="` + template.HTMLEscapeString(attributes[i+1]) + `"`)
	}
	return templates.Page{
		Title: title, Attributes: template.HTMLAttr(b.String()), Prefix: s.prefix(), Dev: s.opts.Dev,
		RuntimeURL: url("runtime.js"), StylesURL: url("styles.css"), DevURL: url("dev.js"),
	}
}

func (s *Server) pluginRoutes(mux *http.ServeMux) {}

func (s *Server) wireOptions() wire.Options {
	return wire.Options{
		MaxMessage: s.opts.MaxMessage, KeepAlive: s.opts.KeepAlive,
		Origins: wire.Origins{Allowed: s.opts.WebSocketOrigins},
	}
}

func (p *program) reuseApp() reuse.App {
	return reuse.App{Slug: p.slug, Version: p.version, SessionKey: p.sessionKey}
}

func readPositions(code any, r pn.Read) []string { return nil }

// Views is how many entries the cache of views has, and their bytes.
func (s *Server) Views() (entries int, bytes int64) { return s.views.Len() }

// Spares is how many sessions stand ready.
func (s *Server) Spares() int { return s.spares.Len() }

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

var _ = slices.Contains[[]string]
