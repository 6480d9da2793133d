package pn

import "golang.org/x/net/html"

// HTMLPane shows HTML.
type HTMLPane struct {
	Base[*HTMLPane]
	html   string
	unsafe bool
	shown  string // sanitised unless unsafe
}

// HTML shows HTML. Scripts, styles, forms and whatever else could do harm are
// taken out of it, which Panel does not; Unsafe lets everything through.
// Elements left open are closed.
func HTML(text string) *HTMLPane {
	h := &HTMLPane{html: text, shown: sanitize(text)}
	return h.Init(h, "html")
}

// Unsafe shows the HTML as it is. Use it for HTML that nobody but the author
// of the script has a hand in. Scripts in it do not run all the same: the
// page's policy allows only those of the server. An id in it must differ from
// those of the page's own elements, which begin with "c" or "pn-".
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

// Value is the HTML as it was given.
func (h *HTMLPane) Value() (text string) {
	h.node.Read(func() { text = h.html })
	return text
}

// Render writes the HTML.
func (h *HTMLPane) Render(m *Markup) { m.Open("div").Raw(h.shown).Close() }
