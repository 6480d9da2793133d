package pn

// HTMLPane shows HTML.
type HTMLPane struct {
	Base[*HTMLPane]
	html   string
	unsafe bool
	shown  string // sanitised unless unsafe
}

// HTML shows HTML. Scripts, styles, forms and whatever else could do harm are
// taken out of it; Unsafe lets everything through.
func HTML(html string) *HTMLPane {
	h := &HTMLPane{html: html, shown: sanitize(html)}
	return h.Init(h, "html")
}

// Unsafe shows the HTML as it is. Use it for HTML that nobody but the author
// of the script has a hand in. Scripts in it do not run all the same: the
// page's policy allows only those of the server.
func (h *HTMLPane) Unsafe() *HTMLPane {
	return h.Update(func() { h.unsafe, h.shown = true, h.html })
}

// Set changes the HTML.
func (h *HTMLPane) Set(html string) *HTMLPane {
	clean := sanitize(html)
	h.node.UpdateValue(func() {
		h.html, h.shown = html, clean
		if h.unsafe {
			h.shown = html
		}
	})
	return h
}

// Value is the HTML as it was given.
func (h *HTMLPane) Value() (html string) {
	h.node.Read(func() { html = h.html })
	return html
}

// Render writes the HTML.
func (h *HTMLPane) Render(m *Markup) { m.Open("div").Raw(h.shown).Close() }
