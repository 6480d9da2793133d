package pn

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
)

//go:embed select.css
var selectCSS string

var selectKind = declare(Kind{Name: "select", CSS: selectCSS})

// SelectWidget picks one of several options.
type SelectWidget struct {
	Widget[*SelectWidget, string]
	label   string
	options []string
	labels  map[string]string
}

// Select picks one of several options. It begins with the first, as in Panel;
// without options its value is "". Setting a value that is not an option
// panics.
func Select(label string, options ...string) *SelectWidget {
	w := &SelectWidget{label: label, options: slices.Clone(options)}
	return w.Init(w, selectKind, firstOf(options), w.fit)
}

func firstOf(options []string) string {
	if len(options) == 0 {
		return ""
	}
	return options[0]
}

// Options replaces the options. If the value is not one of them, the first
// option becomes the value, as in Panel.
func (w *SelectWidget) Options(options ...string) *SelectWidget {
	next := ""
	w.Update(func() {
		w.options, next = slices.Clone(options), w.Current()
		if !slices.Contains(options, next) {
			next = firstOf(options)
		}
	})
	_ = w.set(next) // fails only if another goroutine has changed the options since
	return w
}

// Labels sets the texts that are shown in place of options' values, by value.
func (w *SelectWidget) Labels(labels map[string]string) *SelectWidget {
	return w.Update(func() { w.labels = maps.Clone(labels) })
}

func (w *SelectWidget) fit(v string) (string, error) {
	if !slices.Contains(w.options, v) && (len(w.options) > 0 || v != "") {
		return "", fmt.Errorf("select %q: %q is none of its %d options", w.label, v, len(w.options))
	}
	return v, nil
}

// Render writes the label and the options.
func (w *SelectWidget) Render(m *Markup) {
	m.Open("label").Label(w.label)
	m.Open("select").Attr("autocomplete", "off").Bool("disabled", w.node.Style().Disabled).
		Sends("change", AsText).Shows(AsText)
	for _, option := range w.options {
		shown := option
		if label, ok := w.labels[option]; ok {
			shown = label
		}
		m.Open("option").Attr("value", option).OwnedBool("selected", option == w.Current()).Text(shown).Close()
	}
	m.Close()
	m.Value(w.Current()).Close()
}
