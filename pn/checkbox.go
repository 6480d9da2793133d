package pn

import _ "embed"

//go:embed checkbox.css
var checkboxCSS string

var checkboxKind = declare(Kind{Name: "checkbox", CSS: checkboxCSS})

// CheckboxWidget is a box that is on or off.
type CheckboxWidget struct {
	Widget[*CheckboxWidget, bool]
	label string
}

// Checkbox shows a box that is on or off. It begins off.
func Checkbox(label string) *CheckboxWidget {
	w := &CheckboxWidget{label: label}
	return w.Init(w, checkboxKind, false, nil)
}

// Render writes the box and its label.
func (w *CheckboxWidget) Render(m *Markup) {
	m.Open("label")
	m.Open("input").Attr("type", "checkbox").Attr("autocomplete", "off").OwnedBool("checked", w.Current()).
		Bool("disabled", w.node.Style().Disabled).Sends("change", AsChecked).Shows(AsChecked)
	m.Label(w.label)
	m.Value(w.Current()).Close()
}
