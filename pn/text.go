package pn

import _ "embed"

//go:embed text.css
var textCSS string

var textKind = declare(Kind{Name: "text", CSS: textCSS})

// TextPane shows plain text as it is.
type TextPane struct {
	Base[*TextPane]
	text string
}

// Text shows plain text, as Panel's Str does. Line breaks are kept, and nothing
// in it is markup.
func Text(text string) *TextPane {
	t := &TextPane{text: text}
	return t.Init(t, textKind)
}

// Set changes the text.
func (t *TextPane) Set(text string) *TextPane {
	t.node.UpdateValue(func() { t.text = text })
	return t
}

// Value returns the text.
func (t *TextPane) Value() (text string) {
	t.node.Read(func() { text = t.text })
	return text
}

// Render writes the text.
func (t *TextPane) Render(m *Markup) { m.Open("div").Text(t.text).Close() }
