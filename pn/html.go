package pn

import (
	_ "embed"
	"golang.org/x/net/html"
)

//go:embed html.css
var htmlCSS string

var htmlKind = declare(Kind{Name: "html", CSS: htmlCSS})

// HTMLPane shows HTML.
type HTMLPane struct {
	Base[*HTMLPane]
	html   string
	unsafe bool
	shown  string // sanitised, unless Unsafe was called
}

// HTML shows HTML. Unlike Panel it removes scripts, styles, forms and anything
// else that could do harm; Unsafe turns that off. Elements left open are
// closed.
func HTML(text string) *HTMLPane {
	h := &HTMLPane{html: text, shown: sanitize(text)}
	return h.Init(h, htmlKind)
}

// Unsafe shows the HTML as it is. Use it only for HTML that comes from the
// author of the script alone. Scripts in it still do not run: the page's policy
// allows only those of the server. An id in it must not collide with those of
// the page's own elements, which begin with "c" or "pn-".
func (h *HTMLPane) Unsafe() *HTMLPane {
	return h.Update(func() { h.unsafe, h.shown = true, balance(h.html, asItIs) })
}

func asItIs(*html.Node) {}

// Set changes the HTML.
func (h *HTMLPane) Set(text string) *HTMLPane {
	h.node.UpdateValue(func() {
		h.html = text
		if h.unsafe {
			h.shown = balance(text, asItIs)
		} else {
			h.shown = sanitize(text)
		}
	})
	return h
}

// Value returns the HTML as it was given.
func (h *HTMLPane) Value() (text string) {
	h.node.Read(func() { text = h.html })
	return text
}

// Render writes the HTML.
func (h *HTMLPane) Render(m *Markup) { m.Open("div").Raw(h.shown).Close() }
