package pn

import (
	_ "embed"
	"errors"
)

//go:embed card.css
var cardCSS string

var cardKind = declare(Kind{Name: "card", CSS: cardCSS})

// CardLayout is a framed box with a header that can fold it away.
type CardLayout struct {
	Layout[*CardLayout]
	title       string
	hideHeader  bool
	collapsible bool
	collapsed   bool
}

// Card frames components, one below the other. It has a header if it has a
// title or can be folded.
func Card(objects ...Component) *CardLayout {
	c := &CardLayout{}
	return c.Init(c, cardKind, objects)
}

// Title sets the text of the header.
func (c *CardLayout) Title(title string) *CardLayout {
	return c.Update(func() { c.title = title })
}

// HideHeader leaves the header out. A card without a header cannot be folded,
// and shows its content.
func (c *CardLayout) HideHeader() *CardLayout {
	return c.Update(func() { c.hideHeader = true })
}

// Collapsible lets a person fold the card away by its header. Unlike in Panel,
// a card cannot be folded by default.
func (c *CardLayout) Collapsible(on bool) *CardLayout {
	return c.Update(func() { c.collapsible = on })
}

// Collapsed folds the card away or open, and makes it collapsible.
func (c *CardLayout) Collapsed(on bool) *CardLayout {
	return c.Update(func() { c.collapsible, c.collapsed = true, on })
}

func (c *CardLayout) folds() bool { return c.collapsible && !c.hideHeader }

// Render writes a section element, or a details element when the card can be
// folded.
func (c *CardLayout) Render(m *Markup) {
	tag, head := "section", "header"
	if c.folds() {
		tag, head = "details", "summary"
	}
	m.Open(tag).Section(c.title)
	if tag == "details" {
		m.OwnedBool("open", !c.collapsed).Shows(AsOpen)
		m.Value(!c.collapsed)
	}
	if !c.hideHeader && (c.title != "" || c.collapsible) {
		m.Open(head).Class("pn-card-header")
		if c.folds() {
			m.Sends("change", AsOpen).Name(c.title)
		} else {
			m.Text(c.title)
		}
		m.Close()
	}
	m.Open("div").Class("pn-card-body")
	c.children(m)
	m.Close().Close()
}

// Keep takes over whether the card that this one replaces was open, when a View runs
// again.
func (c *CardLayout) Keep(value []byte) error {
	open, err := decode[bool](Event{Name: "change", Value: value}, "open or closed")
	if err == nil {
		c.Update(func() { c.collapsed = !open })
	}
	return err
}

// HandleEvent takes the event "change", whose value is true when the card was
// unfolded.
func (c *CardLayout) HandleEvent(e Event) error {
	if err := refuseDisabled(&c.node); err != nil {
		return err
	}
	folds := false
	c.node.Peek(func() { folds = c.folds() })
	if !folds {
		return errors.New("this card cannot be folded")
	}
	return handleOpen(e, func(open bool) { c.Update(func() { c.collapsed = !open }) })
}
