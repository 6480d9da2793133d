package pn

var viewKind = declare(Kind{Name: "view"})

// ViewPane shows what a function returns, and follows the values it reads.
type ViewPane struct {
	Base[*ViewPane]
	content Component
}

// View shows the component that f returns. f runs in the session's turn: once
// when the page is made, and again when a value that it read has changed. What
// f reads is what it depends on; there is nothing to declare. f may return the
// same component each time, a new one, or nil to show nothing.
//
// A control that f makes anew takes the place of the one of the same kind and key that
// it made before (see Base.Key; the labels of what f returns count alone): focus, caret
// and what is being typed stay, and so does the value that a person gave, unless f now
// begins with another value than before. f itself sees the value with which the control
// begins: to use what a person gives, make the control outside of f.
func View(f func() Component) *ViewPane {
	v := &ViewPane{}
	v.Init(v, viewKind)
	v.node.Compute(func() {
		c := f()
		v.Update(func() {
			Replace(&v.node, []Component{v.content}, []Component{c})
			v.content = c
		})
	})
	return v
}

// Refresh runs the function again, even if no value that it read has changed.
func (v *ViewPane) Refresh() *ViewPane {
	v.node.Recompute()
	return v
}

// held is what the function returned last.
func (v *ViewPane) held() (content []Component) {
	v.node.Peek(func() { content = []Component{v.content} })
	return content
}

// Render writes the place of the component that the function returned.
func (v *ViewPane) Render(m *Markup) {
	m.Open("div")
	m.Child(v.content)
	m.Close()
}
