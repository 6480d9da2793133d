package document

import (
	"maps"
	"slices"
)

// A View that runs again makes its controls anew. A new control takes over the one of
// the same kind and key that the run before made: its id, so that the element in the
// browser stays, with focus, caret and what is being typed; and the value that a
// person gave it, unless the script now begins with another value than it began with
// before. Keys are those among what the view shows, as if nothing else were on the
// page.
//
// A view within the view runs only after what the outer one had made is gone. So what
// nobody has taken over yet is kept until everything is settled.

// departures are the controls that left a view in this settling, by their keys.
type departures map[*Node]map[string]departure

// departure is a control that has left the page, as it was last.
type departure struct {
	node           *Node
	id             string
	kind           kind
	rendered       state
	known          state
	browser        string
	initial, value string
	given          bool
	fresh, touched bool
}

// keeping is a value that a new control takes over.
type keeping struct {
	node  *Node
	value string
}

// takeOver has new controls take over those that have left. It reports whether
// something is to be rendered again.
func (d *Document) takeOver() (again bool) {
	kept, again := d.takeOverNodes()
	for _, k := range kept {
		keeper := k.node.renderer.(Keeper)
		if keeper.Keep([]byte(k.value)) != nil {
			continue // it does not fit any more
		}
		d.mu.Lock()
		for i := range d.unknown { // the view that made it has read it before, and would run without end
			if u := &d.unknown[i]; u.node == k.node {
				u.version = k.node.version.Load()
			}
		}
		d.mu.Unlock()
	}
	return again
}

func (d *Document) takeOverNodes() (kept []keeping, again bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.noteLeft()
	for _, view := range d.computed {
		left := d.left[view]
		if len(left) == 0 || view.doc.Load() != d {
			continue
		}
		now := keysBelow(view.rendered.children)
		for _, key := range slices.Sorted(maps.Keys(now)) {
			n := now[key]
			old, ok := left[key]
			if !ok || n == nil || n.kind != old.kind || n.born <= view.compute.began || n == old.node {
				continue
			}
			delete(left, key)
			again = true
			if k, ok := d.replace(old, n); ok {
				kept = append(kept, k)
			}
		}
	}
	return kept, again
}

// noteLeft notes the controls of views that no node has adopted. The caller holds
// d.mu.
func (d *Document) noteLeft() {
	trees := map[*Node][]*Node{}
	for _, o := range d.orphans {
		if view := o.from.viewAbove(d); view != nil && o.gone(d) {
			trees[view] = append(trees[view], o.node)
		}
	}
	for view, gone := range trees {
		if d.left == nil {
			d.left = departures{}
		}
		if d.left[view] == nil {
			d.left[view] = map[string]departure{}
		}
		for key, n := range keysBelow(gone) {
			if n != nil && n.id != "" && n.born > view.compute.before {
				d.left[view][key] = departure{
					node: n, id: n.id, kind: n.kind, rendered: n.rendered, known: n.known, browser: n.browser,
					initial: n.initial, value: n.rendered.value, given: n.given, fresh: n.fresh, touched: n.touched,
				}
			}
		}
	}
}

// viewAbove returns the computed node nearest above n or n itself, nil when there is
// none.
func (n *Node) viewAbove(d *Document) *Node {
	for steps := 0; n != nil && n.doc.Load() == d && steps <= len(d.nodes); n, steps = n.parent, steps+1 {
		if n.compute != nil {
			return n
		}
	}
	return nil
}

// replace gives n the place of an old control in the browser. It returns the value
// that n takes over, if any. The caller holds d.mu.
func (d *Document) replace(old departure, n *Node) (k keeping, ok bool) {
	old.node.id = "" // it leaves the page without one
	delete(d.nodes, n.id)
	n.id = old.id
	d.nodes[n.id] = n
	d.keys = nil
	d.nameAnew(n)
	if !old.fresh {
		n.fresh, n.touched, n.browser, n.known = false, true, old.browser, old.rendered
		if old.touched {
			n.known = old.known
		}
		d.changes = append(d.changes, n)
	}
	d.markLocked(n)
	old.node.version.Add(1) // what has read it has to read n

	if _, keeps := n.renderer.(Keeper); !keeps || !old.given || old.initial != n.initial {
		return keeping{}, false
	}
	n.taking = true
	return keeping{n, old.value}, true
}

// forgetLeft ends the time in which what has left can be taken over.
func (d *Document) forgetLeft() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = nil
}
