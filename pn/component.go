package pn

import (
	"fmt"

	"github.com/panelgo/panelgo/internal/document"
)

// Component is anything that has a place on a page. Every constructor of this
// package returns one; a script's own type becomes one by embedding one, or
// by returning the node of the component it is made of.
type Component interface {
	Node() *document.Node
}

// The words for authors of components. A component is a struct that embeds
// Base (or Widget, when it has a value), writes itself in Render and, when it
// takes events, handles them in HandleEvent.
type (
	// Node is a component's place in its session's document.
	Node = document.Node
	// Markup is what Render writes with.
	Markup = document.Markup
	// Event is something a person did to a component.
	Event = document.Event
	// Renderer is what every component type implements.
	Renderer = document.Renderer
)

// Base gives a component its node and the options that all components have.
// T is the component's own pointer type, so that options can be chained:
//
//	type RatingWidget struct{ pn.Base[*RatingWidget] … }
type Base[T any] struct {
	node document.Node
	self T
}

// Init must be called by the component's constructor, once. kind is the
// component's name in lower case with dashes.
func (b *Base[T]) Init(self T, kind string) T {
	r, ok := any(self).(Renderer)
	if !ok {
		panic(fmt.Sprintf("pn: %T has no Render(*pn.Markup)", self))
	}
	b.self = self
	b.node.Init(r, kind)
	return self
}

// Node is the component's place in the document.
func (b *Base[T]) Node() *document.Node { return &b.node }

// Update changes the component under its lock and has it rendered again.
// Options are one line: return c.Update(func() { c.title = title }).
func (b *Base[T]) Update(change func()) T {
	b.node.Update(change)
	return b.self
}

// Width sets the width in pixels; 0, and less, is the component's natural one.
func (b *Base[T]) Width(px int) T {
	b.node.Styled(func(s *document.Style) { s.Width = max(px, 0) })
	return b.self
}

// Height sets the height in pixels; 0, and less, is the component's natural one.
func (b *Base[T]) Height(px int) T {
	b.node.Styled(func(s *document.Style) { s.Height = max(px, 0) })
	return b.self
}

// Sizing says how the component takes the room it is given, by Panel's names:
// "fixed", "stretch_width", "stretch_height", "stretch_both", or "" for its own
// way, the default. Another name is a mistake in the script.
func (b *Base[T]) Sizing(mode string) T {
	switch mode {
	case "", "fixed", "stretch_width", "stretch_height", "stretch_both":
	default:
		panic(fmt.Sprintf("sizing %q: use fixed, stretch_width, stretch_height or stretch_both", mode))
	}
	b.node.Styled(func(s *document.Style) { s.Sizing = mode })
	return b.self
}

// Margin sets the room around the component in pixels: all sides; vertical
// and horizontal; or top, right, bottom and left, as in Panel. Less than 0 lets
// it lap over its neighbours. Without it the template decides.
func (b *Base[T]) Margin(px ...int) T {
	if n := len(px); n == 0 || n == 3 || n > 4 {
		panic("margin takes one, two or four numbers")
	}
	css := ""
	for i, v := range px {
		if i > 0 {
			css += " "
		}
		css += fmt.Sprintf("%dpx", v)
	}
	b.node.Styled(func(s *document.Style) { s.Margin = css })
	return b.self
}

// Classes sets CSS classes, separated by spaces, for a template's own styles.
func (b *Base[T]) Classes(names string) T {
	b.node.Styled(func(s *document.Style) { s.Classes = names })
	return b.self
}

// Visible shows or hides the component. Hidden, it keeps its state and is still
// in the page.
func (b *Base[T]) Visible(on bool) T {
	b.node.Styled(func(s *document.Style) { s.Hidden = !on })
	return b.self
}

// Disabled takes a component's controls out of use, or back into it. What a
// person does to them all the same is refused; a script can still set them.
// Components inside it are not touched.
func (b *Base[T]) Disabled(on bool) T {
	b.node.Styled(func(s *document.Style) { s.Disabled = on })
	return b.self
}

// Loading lays a spinner over the component, or takes it away.
func (b *Base[T]) Loading(on bool) T {
	b.node.Styled(func(s *document.Style) { s.Loading = on })
	return b.self
}
