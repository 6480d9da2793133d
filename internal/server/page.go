package server

import (
	"context"
	"fmt"
	"html/template"

	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/pn"
)

// page is a finished first page.
type page struct {
	html  []byte
	csp   string
	title string
}

// render makes the page of a session that has settled. attributes go on the
// html element: they tell the browser how to go live.
func (s *Server) render(a *app, sess *session.Session, attributes ...string) (page, error) {
	title, name := pageOf(a, sess)
	t, err := s.template(a, name)
	if err != nil {
		return page{}, err
	}
	doc := sess.Document()
	area := func(which pn.Area) template.HTML { return template.HTML(doc.HTML(pn.AreaID(which))) }
	if s.opts.Spinner {
		attributes = append(attributes, "data-pn-spinner", "")
	}
	data := s.pageData(title, attributes...)
	data.Header, data.Sidebar = area(pn.AreaHeader), area(pn.AreaSidebar)
	data.Main, data.Modal = area(pn.AreaMain), area(pn.AreaModal)
	html, csp, err := t.Execute(data)
	if err != nil {
		return page{}, fmt.Errorf("template %q: %w", name, err)
	}
	return page{html: html, csp: csp, title: title}, nil
}

// pageOf is the title and the template of a session's page.
func pageOf(a *app, sess *session.Session) (title, template string) {
	title, template = sess.Page().Page()
	if title == "" {
		title = a.title()
	}
	return title, template
}

// makeView runs an app for a view: nothing of this run is left but the view.
func (s *Server) makeView(ctx context.Context, a *app, p *program, info pn.RequestInfo) (*reuse.View, error) {
	request := pn.NewRequest(info)
	sess, err := s.sessions.Start(ctx, p, request)
	if err != nil {
		return nil, err
	}
	defer sess.End(nil)
	digest := sess.Document().Digest()
	title, _ := pageOf(a, sess)
	id := reuse.ViewID(p.slug, p.version, title, digest)
	made, err := s.render(a, sess, "data-pn-view", id)
	if err != nil {
		return nil, err
	}
	return reuse.NewView(reuse.Content{
		ID: id, HTML: made.html, CSP: made.csp, Title: made.title, Digest: digest, Reads: request.Reads(),
	}), nil
}
