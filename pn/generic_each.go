package pn

import "fmt"

// EachPane shows a row for each of some items.
type EachPane[T any] struct {
	Base[*EachPane[T]]
	items func() []T
	key   func(T) string
	row   func(T) Component
	rows  map[string]*eachRow[T]
	shown []Component
}

// eachRow is what is shown for one item.
type eachRow[T any] struct {
	item T
	view *ViewPane
}

// Each shows what row makes of each item, in the order of items, which runs again when a
// value that it read has changed, as a View does. key tells the items apart: row runs once
// for a key, and again when the item of that key differs, or when a value has changed that
// row itself has read. An item that is somewhere else is moved, with what a person has
// entered in its row. The rows stand in the layout around it as if they were its own.
//
// Two items with the same key panic.
func Each[T any](items func() []T, key func(T) string, row func(T) Component) *EachPane[T] {
	e := &EachPane[T]{items: items, key: key, row: row, rows: map[string]*eachRow[T]{}}
	e.Init(e, EachKind())
	e.node.Compute(e.follow)
	return e
}

// follow brings the rows to what the items are now.
func (e *EachPane[T]) follow() {
	rows := map[string]*eachRow[T]{}
	var now []Component
	for _, item := range e.items() {
		key := e.key(item)
		if rows[key] != nil {
			panic(fmt.Sprintf("each: two items have the key %q", key))
		}
		r := e.rows[key]
		switch {
		case r == nil:
			r = &eachRow[T]{item: item}
			r.view = View(func() Component { return e.row(r.item) })
		case !Same(r.item, item):
			r.item = item
			r.view.Refresh()
		}
		rows[key] = r
		now = append(now, r.view)
	}
	e.Update(func() {
		Replace(&e.node, e.shown, now)
		e.rows, e.shown = rows, now
	})
}

// Render writes the places of the rows.
func (e *EachPane[T]) Render(m *Markup) {
	m.Open("div")
	for _, c := range e.shown {
		m.Child(c)
	}
	m.Close()
}
