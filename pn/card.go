package pn

// CardLayout is a framed box with a header that can fold it away.
type CardLayout struct {
	Layout[*CardLayout]
	title       string
	hideHeader  bool
	collapsible bool
	collapsed   bool
}

// Card frames components, one below the other.
func Card(objects ...Component) *CardLayout {
	c := &CardLayout{}
	return c.Init(c, "card", objects)
}

// Title sets the text of the header.
func (c *CardLayout) Title(title string) *CardLayout {
	return c.Update(func() { c.title = title })
}

// HideHeader leaves the header out.
func (c *CardLayout) HideHeader() *CardLayout {
	return c.Update(func() { c.hideHeader = true })
}

// Collapsible lets a person fold the card away.
func (c *CardLayout) Collapsible(on bool) *CardLayout {
	return c.Update(func() { c.collapsible = on })
}

// Collapsed folds a collapsible card away, or open.
func (c *CardLayout) Collapsed(on bool) *CardLayout {
	return c.Update(func() { c.collapsible, c.collapsed = true, on })
}

// Render writes a section, or details when the card can be folded.
func (c *CardLayout) Render(m *Markup) {
	tag, head := "section", "header"
	if c.collapsible && !c.hideHeader {
		tag, head = "details", "summary"
	}
	m.Open(tag)
	if tag == "details" {
		m.OwnedBool("open", !c.collapsed)
		m.Value(!c.collapsed)
	}
	if !c.hideHeader && (c.title != "" || c.collapsible) {
		m.Element(head, "pn-card-header", c.title)
	}
	m.Open("div").Class("pn-card-body")
	c.children(m)
	m.Close().Close()
}

// HandleEvent takes "change": true when the card was unfolded.
func (c *CardLayout) HandleEvent(e Event) error {
	return handleOpen(e, func(open bool) { c.Update(func() { c.collapsed = !open }) })
}
