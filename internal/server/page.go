package server

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/templates"
)

// page is a finished first page.
type page struct {
	html  []byte
	csp   string
	title string
}

// render makes the page of a settled session. attributes, names and values in
// turn, go on the html element and tell the browser how to go live.
func (s *Server) render(a *hosted, p *app.Program, sess *session.Session, attributes ...string) (page, error) {
	title, name := titleOf(a, sess), sess.Page().Template
	t, err := a.Template(name)
	if err != nil {
		return page{}, err
	}
	doc := sess.Document()
	area := func(which pn.Area) template.HTML { return template.HTML(doc.HTML(pn.AreaID(which))) }
	if s.opts.Spinner {
		attributes = append(attributes, "data-pn-spinner", "")
	}
	data := s.pageData(appRoot, title, attributes...)
	data.Header, data.Sidebar = area(pn.AreaHeader), area(pn.AreaSidebar)
	data.Main, data.Modal = area(pn.AreaMain), area(pn.AreaModal)
	for _, a := range doc.Assets() {
		data.Styles = append(data.Styles, a.CSS)
		if a.Module != "" {
			data.Modules = append(data.Modules, templates.Module{Kind: a.Kind, URL: appRoot + internalPath + "/" + strings.TrimPrefix(a.Module, "./")})
		}
	}
	if len(data.Modules) > 0 {
		data.Preload = append(data.Preload, appRoot+internalPath+"/"+s.files.URL("modules.js"))
	}
	if slices.ContainsFunc([]template.HTML{data.Header, data.Sidebar, data.Main, data.Modal}, hasBehaviours) {
		data.Preload = append(data.Preload, appRoot+internalPath+"/"+s.files.URL("behaviours.js"))
	}
	data.Description = p.Synopsis()
	html, csp, err := t.Execute(data)
	if err != nil {
		return page{}, fmt.Errorf("template %q: %w", name, err)
	}
	return page{html: html, csp: csp, title: title}, nil
}

// hasBehaviours reports whether a component in an area has behaviours: docs/protocol.md,
// section 4.
func hasBehaviours(area template.HTML) bool { return strings.Contains(string(area), ` data-pn-does="`) }

// titleOf is the title of a session's page: what the script set, or else the
// app's title.
func titleOf(a *hosted, sess *session.Session) string {
	return cmp.Or(sess.Page().Title, a.Title())
}

// pageData is what all pages of the server have in common. root is the way from the page
// to the server's root, as from toRoot; attributes are as for render.
func (s *Server) pageData(root, title string, attributes ...string) templates.Page {
	var b strings.Builder
	for i := 0; i+1 < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="` + template.HTMLEscapeString(attributes[i+1]) + `"`)
	}
	return templates.Page{
		Title: title, Attributes: template.HTMLAttr(b.String()), Prefix: root, Dev: s.opts.Dev,
		RuntimeURL: root + internalPath + "/" + s.files.URL("runtime.js"),
		StylesURL:  s.besideRuntime("styles.css"), BehavioursURL: s.besideRuntime("behaviours.js"),
		ModulesURL: s.besideRuntime("modules.js"), DevURL: s.besideRuntime("dev.js"),
	}
}

// besideRuntime is the URL of a file of s.files, relative to the runtime.
func (s *Server) besideRuntime(name string) string { return "./" + s.files.URL(name) }

// makeView runs an app in a session of its own and makes a view of its page.
// The session counts for the visitor who waits for the view; a view that is
// made anew in the background counts for nobody.
func (s *Server) makeView(ctx context.Context, a *hosted, p *app.Program, info visit.Info, key string, how reuse.How) (*reuse.View, error) {
	request := visit.NewRequest(info).Keyed(func() (string, error) { return key, nil })
	start := s.sessions.Start
	if how == reuse.Stale {
		start = s.sessions.StartSpare
	}
	sess, err := start(ctx, p, request)
	if err != nil {
		return nil, err
	}
	defer sess.End(nil)
	if s.opts.Dev {
		p.WarnOfReads(s.log, info, request.Reads())
	}
	digest := sess.Document().Digest()
	id := reuse.ViewID(p.Slug(), p.Version(), titleOf(a, sess), digest)
	made, err := s.render(a, p, sess, "data-pn-view", id)
	if err != nil {
		return nil, err
	}
	return reuse.NewView(reuse.Content{
		ID: id, Version: p.Version(), HTML: made.html, CSP: made.csp, Title: made.title, Digest: digest, Key: key, Reads: request.Reads(), Files: sess.ReadFiles(),
		Active: sess.Active(), FreshFor: sess.Page().FreshFor,
	}), nil
}
