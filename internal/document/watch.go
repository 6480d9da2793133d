package document

import (
	"fmt"
	"slices"
	"strings"
)

// A watcher is a computed node without a place on the page: its function does something
// with the values that it reads, and shows nothing.

// Watch runs a function at the next settling, and again when a value that it read has
// changed. A watcher that a computed node makes while it runs ends when that runs again or
// leaves the page. stop ends it before; it may be called more than once. Watch panics if
// the document has too many. It belongs in the session's turn.
func (d *Document) Watch(run func()) (stop func()) {
	n := &Node{born: made.Add(1)}
	n.Compute(run)
	d.mu.Lock()
	if d.watchers >= MaxNodes {
		d.mu.Unlock()
		panic(fmt.Sprintf("the page has too many watchers: at most %d. Stop those that are not needed, or make them once", MaxNodes))
	}
	d.watchers++
	n.doc.Store(d)
	d.computed = append(d.computed, n)
	if maker := d.running; maker != nil {
		maker.compute.watchers = append(maker.compute.watchers, n)
	}
	d.mu.Unlock()
	if d.onDirty != nil {
		d.onDirty()
	}
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.unwatch(n)
	}
}

// unwatch ends a watcher. The caller holds d.mu.
func (d *Document) unwatch(n *Node) {
	if n.doc.CompareAndSwap(d, nil) {
		d.watchers--
		d.fewer = true
		d.unwatchBelow(n)
	}
}

// unwatchBelow ends the watchers that a computed node has made. The caller holds d.mu.
func (d *Document) unwatchBelow(n *Node) {
	made := n.compute.watchers
	n.compute.watchers = nil
	for _, w := range made {
		d.unwatch(w)
	}
}

// changing describes the values for which computed nodes are to run again.
func (d *Document) changing(stale []*Node) string {
	var values []string
	d.mu.Lock()
	var nodes []*Node
	for _, n := range stale {
		for _, in := range n.compute.inputs {
			if in.changed() && !slices.Contains(nodes, in.node) && len(nodes) < 10 {
				nodes = append(nodes, in.node)
			}
		}
	}
	d.mu.Unlock()
	for _, n := range nodes {
		values = append(values, n.Describe())
	}
	return strings.Join(values, ", ")
}
