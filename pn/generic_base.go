package pn

import (
	"fmt"
	"strings"
)

// Base gives a component its node and the options that all components have. T
// is the component's own pointer type, so that options can be chained:
//
//	type RatingWidget struct{ pn.Base[*RatingWidget] … }
type Base[T any] struct {
	node Node
	self T
}

// Init must be called once, by the component's constructor. kind is the
// component's name in lower case with dashes. It panics if the component has no
// Render method.
func (b *Base[T]) Init(self T, kind Kind) T {
	r, ok := any(self).(Renderer)
	if !ok {
		panic(fmt.Sprintf("pn: %T has no Render(*pn.Markup)", self))
	}
	b.self = self
	b.node.Init(r, kind)
	return self
}

// Node returns the component's place in the document.
func (b *Base[T]) Node() *Node { return &b.node }

// Update changes the component under its lock and marks it for rendering. An
// option is one line: return c.Update(func() { c.title = title }).
func (b *Base[T]) Update(change func()) T {
	b.node.Update(change)
	return b.self
}

// Width sets the width in pixels. 0 or less is the component's natural width.
func (b *Base[T]) Width(px int) T {
	b.node.Styled(func(s *Style) { s.Width = max(px, 0) })
	return b.self
}

// Height sets the height in pixels. 0 or less is the component's natural
// height.
func (b *Base[T]) Height(px int) T {
	b.node.Styled(func(s *Style) { s.Height = max(px, 0) })
	return b.self
}

// Sizing sets how the component uses the available space, by Panel's names:
// "fixed", "stretch_width", "stretch_height", "stretch_both", or "" for the
// component's own way, which is the default. Any other name panics.
func (b *Base[T]) Sizing(mode string) T {
	switch mode {
	case "", "fixed", "stretch_width", "stretch_height", "stretch_both":
	default:
		panic(fmt.Sprintf("sizing %q: use fixed, stretch_width, stretch_height or stretch_both", mode))
	}
	b.node.Styled(func(s *Style) { s.Sizing = mode })
	return b.self
}

// Margin sets the space around the component in pixels: one number for all
// sides; two for vertical and horizontal; or four for top, right, bottom and
// left, as in Panel. A negative margin makes it overlap its neighbours. Any
// other count of numbers panics. The default is the template's.
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
	b.node.Styled(func(s *Style) { s.Margin = css })
	return b.self
}

// Classes sets CSS classes, separated by spaces, for a template's own styles.
func (b *Base[T]) Classes(names string) T {
	b.node.Styled(func(s *Style) { s.Classes = names })
	return b.self
}

// Key names the component for good, so that what a person has put into it is found
// again when the page is made anew: after an edit, a restart, or on coming back.
// Without a key a control is known by its kind and label where no other on the page
// has both, or else by them and the title or key of what it stands in; a control that
// cannot be told apart loses what was put into it. Two components that stand in the
// same component with a key, or in none, must not have the same key. A key that has
// a line break panics; "" takes it away.
func (b *Base[T]) Key(key string) T {
	if strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		panic(fmt.Sprintf("key %q: a key is one line of text", key))
	}
	b.node.Styled(func(s *Style) { s.Key = key })
	return b.self
}

// Visible shows or hides the component. A hidden component keeps its state and
// stays in the page.
func (b *Base[T]) Visible(on bool) T {
	b.node.Styled(func(s *Style) { s.Hidden = !on })
	return b.self
}

// Disabled disables the component's own controls, or enables them again. Events
// that come from them anyway are refused; a script can still set their values.
// Components inside it are not affected.
func (b *Base[T]) Disabled(on bool) T {
	b.node.Styled(func(s *Style) { s.Disabled = on })
	return b.self
}

// Loading shows or removes a spinner over the component.
func (b *Base[T]) Loading(on bool) T {
	b.node.Styled(func(s *Style) { s.Loading = on })
	return b.self
}
