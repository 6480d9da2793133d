package pn

var columnKind = declare(Kind{Name: "column"})

// ColumnLayout shows its objects one below the other.
type ColumnLayout struct{ Layout[*ColumnLayout] }

// Column shows components one below the other.
func Column(objects ...Component) *ColumnLayout {
	c := &ColumnLayout{}
	return c.Init(c, columnKind, objects)
}

// Render writes the objects in order.
func (c *ColumnLayout) Render(m *Markup) {
	m.Open("div")
	c.children(m)
	m.Close()
}
