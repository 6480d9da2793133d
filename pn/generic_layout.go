package pn

import (
	"fmt"
	"slices"
)

// Layout is the base of components that hold a list of others.
type Layout[T any] struct {
	Base[T]
	objects []Component
}

// Init must be called once, by the layout's constructor.
func (l *Layout[T]) Init(self T, kind Kind, objects []Component) T {
	l.Base.Init(self, kind)
	l.objects = Hold(&l.node, objects)
	return self
}

// Append adds components at the end. It panics if one of them stands on the page
// already: a component has one place. To move it, remove it there first.
func (l *Layout[T]) Append(objects ...Component) T {
	objects = Hold(&l.node, objects)
	return l.Update(func() { l.objects = append(l.objects, objects...) })
}

// Insert is Append before position i, counted from 0. It panics if there is no
// such position.
func (l *Layout[T]) Insert(i int, objects ...Component) T {
	objects = Hold(&l.node, objects)
	return l.Update(func() {
		if i < 0 || i > len(l.objects) {
			Release(&l.node, objects)
			panic(fmt.Sprintf("insert at %d: there are %d objects, counted from 0", i, len(l.objects)))
		}
		l.objects = slices.Insert(l.objects, i, objects...)
	})
}

// Remove removes a component, if it is there.
func (l *Layout[T]) Remove(c Component) T {
	if len(Present([]Component{c})) == 0 {
		return l.self
	}
	return l.Update(func() {
		Release(&l.node, []Component{c})
		node := c.Node()
		l.objects = slices.DeleteFunc(l.objects, func(x Component) bool { return x.Node() == node })
	})
}

// Clear removes all components.
func (l *Layout[T]) Clear() T {
	return l.SetObjects()
}

// SetObjects replaces all components. Those that stay keep their state. Those
// that come from another layout must have left it when the callback returns.
func (l *Layout[T]) SetObjects(objects ...Component) T {
	return l.Update(func() { l.objects = Replace(&l.node, l.objects, objects) })
}

// Objects returns the components of the layout, in a slice of its own.
func (l *Layout[T]) Objects() (out []Component) {
	l.node.Peek(func() { out = slices.Clone(l.objects) })
	return out
}

// Current returns the components for use inside Render, where the layout is
// locked. The slice must neither be changed nor kept.
func (l *Layout[T]) Current() []Component { return l.objects }

// children writes the places of all components.
func (l *Layout[T]) children(m *Markup) {
	for _, c := range l.objects {
		m.Child(c)
	}
}
