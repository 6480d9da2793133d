// Package templates makes whole pages: a template's HTML around the areas that
// a session filled, its styles over one set of design tokens, and the
// Content-Security-Policy that fits the result.
//
// It owns the pages' frames and looks: a folder for each template, and shared/
// for what all of them include. It must not know sessions, requests or HTTP:
// its caller passes the finished areas and writes the page.
package templates

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/browser"
	"github.com/panelgo/panelgo/internal/regular"
)

// Default is the template of a page that does not choose one.
const Default = "vanilla"

//go:embed tokens.css shared/*.html shared/*.css vanilla material
var files embed.FS

// Page is the content of a page. A template's HTML sees it as its data, with
// the additional fields of view.
type Page struct {
	Title string
	Lang  string // of the page's own words; "" is "en"

	Description string // what the page is for, in a sentence, for search engines and previews; may be ""

	// The areas, each a finished element.
	Header, Sidebar, Main, Modal template.HTML

	// Attributes are added to the html element: data-pn-session or data-pn-view,
	// and data-pn-spinner. The text begins with a space.
	Attributes template.HTMLAttr

	// Prefix stands in front of every path of the server, as in {{.Prefix}}/assets/logo.png.
	// It is relative to the page, such as "." or "../..", so that the page holds below
	// whatever path a proxy puts it.
	Prefix string
	Dev    bool

	RuntimeURL string // of runtime.js
	// URLs of styles.css, behaviours.js, modules.js and dev.js, relative to the runtime, as
	// a module's imports are.
	StylesURL, BehavioursURL, ModulesURL, DevURL string

	// Styles are the CSS of the kinds of component in the areas, Modules are their modules.
	// Preload are URLs of what the components in the areas need of the runtime.
	Styles  []string
	Modules []Module
	Preload []string
}

// Module is the browser's part of a kind of component.
type Module struct{ Kind, URL string }

// Template is a parsed template. It does not change, so it is safe for
// concurrent use.
type Template struct {
	name  string
	html  *template.Template
	style string
	// Hashes of the inline styles and scripts of the template itself.
	ownStyles, ownScripts []string
}

// ErrUnknown is the error of Get for a name that no template has.
var ErrUnknown = errors.New("no such template")

// Names returns the names of the built-in templates, sorted.
func Names() []string {
	var out []string
	for _, entry := range dirs() {
		out = append(out, entry.Name())
	}
	return out
}

func dirs() []fs.DirEntry {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() || e.Name() == "shared" })
}

// Get returns a built-in template by its name; "" is the default one. The error
// wraps ErrUnknown.
func Get(name string) (*Template, error) {
	if name == "" {
		name = Default
	}
	if t, ok := builtin()[name]; ok {
		return t, nil
	}
	return nil, fmt.Errorf("template %q: %w: there are %s", name, ErrUnknown, strings.Join(Names(), " and "))
}

var builtin = sync.OnceValue(func() map[string]*Template {
	out := map[string]*Template{}
	for _, name := range Names() {
		html, style := read(name+"/page.html"), read(name+"/style.css")
		t, err := parse(name, html, style)
		if err != nil {
			panic(err) // the template is embedded
		}
		out[name] = t
	}
	return out
})

func read(name string) string {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // the file is embedded
	}
	return string(data)
}

// maxFile is the size of the largest template, in bytes.
const maxFile = 4 << 20

// ParseFile reads a script's own template: a page in html/template's language
// with Page as its data. Its head includes {{template "head" .}}, and its body
// the areas. Its own <style> and <script> elements are allowed by the page's
// policy if they contain no template actions.
func ParseFile(path string) (*Template, error) {
	source, err := regular.ReadFile(path, maxFile)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	t, err := parse(filepath.Base(path), string(source), "")
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", path, err)
	}
	t.ownStyles, t.ownScripts = inlineHashes(string(source))
	return t, nil
}

// shared holds the definitions that every template may include.
var shared = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").ParseFS(files, "shared/*.html"))
})

func parse(name, source, style string) (*Template, error) {
	html, err := shared().Clone()
	if err == nil {
		html, err = html.New(name).Parse(source)
	}
	if err != nil {
		return nil, err
	}
	style = browser.ShortenCSS(read("shared/frame.css") + style)
	return &Template{name: name, html: html, style: style}, nil
}

// Name returns the template's name, or the name of its file.
func (t *Template) Name() string { return t.name }

// view is Page with the additions of a template.
type view struct {
	Page
	Styles    template.CSS
	Bootstrap template.JS
	Live      bool // the page loads the runtime
	Content   any  // of the pages that do not belong to an app: see Index, ErrorPage
}

// Execute returns a page, and the Content-Security-Policy to send with it.
func (t *Template) Execute(p Page) (html []byte, csp string, err error) {
	return t.execute(t.name, p, nil, "")
}

func (t *Template) execute(name string, p Page, content any, extra string) ([]byte, string, error) {
	if p.Lang == "" {
		p.Lang = "en"
	}
	css := t.css(p, extra)
	v := view{Page: p, Styles: template.CSS(css), Bootstrap: template.JS(browser.Bootstrap()), Live: p.RuntimeURL != "", Content: content}
	var b strings.Builder
	b.Grow(len(css) + len(p.Main) + len(p.Sidebar) + 8<<10)
	if err := t.html.ExecuteTemplate(&b, name, v); err != nil {
		return nil, "", fmt.Errorf("make the page: %w", err)
	}
	return []byte(b.String()), t.policy(css), nil
}
