package pn

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

//go:embed textinput.css
var textInputCSS string

var textInputKind = declare(Kind{Name: "text-input", CSS: textInputCSS})

// DefaultMaxLength is the length of the longest text, in characters, that a
// text input takes unless MaxLength says otherwise. It is Panel's.
const DefaultMaxLength = 5_000

// TextInputWidget takes one line of text.
type TextInputWidget struct {
	Widget[*TextInputWidget, string]
	label, placeholder string
	autocomplete       string
	maxLength          int
}

// TextInput takes one line of text; line breaks are removed. It changes when
// the person leaves it or presses Enter.
func TextInput(label string) *TextInputWidget {
	w := &TextInputWidget{label: label, maxLength: DefaultMaxLength, autocomplete: "off"}
	return w.Init(w, textInputKind, "", w.fit)
}

// Placeholder sets the text that an empty input shows.
func (w *TextInputWidget) Placeholder(text string) *TextInputWidget {
	return w.Update(func() { w.placeholder = text })
}

// Autocomplete sets what the browser may fill in, by a name of the HTML standard, as
// "email" or "street-address". The default is "off".
func (w *TextInputWidget) Autocomplete(name string) *TextInputWidget {
	return w.Update(func() { w.autocomplete = name })
}

// MaxLength sets the length of the longest text, in characters, at least 1.
// Setting a longer text panics.
func (w *TextInputWidget) MaxLength(n int) *TextInputWidget {
	return w.Update(func() { w.maxLength = max(n, 1) })
}

// oneLine removes line breaks, as browsers do.
var oneLine = strings.NewReplacer("\n", "", "\r", "")

func (w *TextInputWidget) fit(v string) (string, error) {
	v = oneLine.Replace(v)
	if n := utf8.RuneCountInString(v); n > w.maxLength {
		return "", fmt.Errorf("input %q: %d characters are more than %d", w.label, n, w.maxLength)
	}
	return v, nil
}

// Render writes the label and the input.
func (w *TextInputWidget) Render(m *Markup) {
	m.Open("label").Label(w.label)
	m.Open("input").Attr("type", "text").Attr("autocomplete", w.autocomplete).Int("maxlength", w.maxLength).Owned("value", w.Current())
	if w.placeholder != "" {
		m.Attr("placeholder", w.placeholder)
	}
	m.Bool("disabled", w.node.Style().Disabled).Sends("change", AsText).Shows(AsText)
	m.Value(w.Current()).Close()
}
