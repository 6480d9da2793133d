package pn

import _ "embed"

//go:embed row.css
var rowCSS string

var rowKind = declare(Kind{Name: "row", CSS: rowCSS})

// RowLayout shows its objects side by side.
type RowLayout struct{ Layout[*RowLayout] }

// Row shows components side by side. On a narrow screen they wrap.
func Row(objects ...Component) *RowLayout {
	r := &RowLayout{}
	return r.Init(r, rowKind, objects)
}

// Render writes the objects in order.
func (r *RowLayout) Render(m *Markup) {
	m.Open("div")
	r.children(m)
	m.Close()
}
