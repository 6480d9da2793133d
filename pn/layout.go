package pn

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/internal/document"
)

// Layout is the base of components that hold a list of others.
type Layout[T any] struct {
	Base[T]
	objects []Component
}

// Init must be called by the layout's constructor, once.
func (l *Layout[T]) Init(self T, kind string, objects []Component) T {
	l.Base.Init(self, kind)
	l.objects = withoutNil(objects)
	return self
}

// Append puts components behind those that are there.
func (l *Layout[T]) Append(objects ...Component) T {
	return l.Update(func() { l.objects = append(slices.Clip(l.objects), withoutNil(objects)...) })
}

// Insert puts components before position i, counted from 0. A position that is
// not there is a mistake in the script.
func (l *Layout[T]) Insert(i int, objects ...Component) T {
	return l.Update(func() {
		if i < 0 || i > len(l.objects) {
			panic(fmt.Sprintf("insert at %d: there are %d objects, counted from 0", i, len(l.objects)))
		}
		l.objects = slices.Insert(slices.Clone(l.objects), i, withoutNil(objects)...)
	})
}

// Remove takes a component out. One that is not there is no mistake.
func (l *Layout[T]) Remove(c Component) T {
	if document.Absent(c) {
		return l.self
	}
	return l.Update(func() {
		l.objects = slices.DeleteFunc(slices.Clone(l.objects), func(x Component) bool { return x.Node() == c.Node() })
	})
}

// Clear takes everything out.
func (l *Layout[T]) Clear() T {
	return l.Update(func() { l.objects = nil })
}

// SetObjects replaces everything. Components that stay keep their state.
func (l *Layout[T]) SetObjects(objects ...Component) T {
	return l.Update(func() { l.objects = withoutNil(objects) })
}

// Objects lists what the layout holds.
func (l *Layout[T]) Objects() (out []Component) {
	l.node.Peek(func() { out = slices.Clone(l.objects) })
	return out
}

// Current is the list for use inside Render, where the layout is locked.
func (l *Layout[T]) Current() []Component { return l.objects }

// children writes the places of all objects.
func (l *Layout[T]) children(m *Markup) {
	for _, c := range l.objects {
		m.Child(c)
	}
}

func withoutNil(objects []Component) []Component {
	return slices.DeleteFunc(slices.Clone(objects), func(c Component) bool { return document.Absent(c) })
}
