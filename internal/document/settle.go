package document

import (
	"errors"
	"fmt"
)

// computed is a node whose content a function makes from values it reads.
type computed struct {
	run    func()
	ran    bool
	inputs []input
}

type input struct {
	node    *Node
	version uint32
}

// Compute makes n a computed node: run sets n's content (through Update), and
// runs again when a value that it read has changed.
func (n *Node) Compute(run func()) { n.compute = &computed{run: run} }

// Recompute makes a computed node run again at the next settling, whatever it
// read.
func (n *Node) Recompute() {
	if d := n.doc.Load(); d != nil {
		d.mu.Lock()
		d.recompute(n)
		d.mu.Unlock()
		d.markDirty(n)
	}
}

func (d *Document) recompute(n *Node) {
	if n.compute != nil {
		n.compute.ran = false
	}
}

// Settle brings the tree up to date: renders what is dirty, attaches and
// detaches children, and runs computed nodes until nothing changes any more.
// It runs script code, so it belongs in the session's turn. A panic of script
// code passes through.
func (d *Document) Settle() error {
	for round := 0; ; round++ {
		if err := d.renderDirty(); err != nil {
			d.abandon()
			return err
		}
		stale := d.stale()
		if stale == nil {
			return nil
		}
		if round >= maxRounds {
			return fmt.Errorf("views keep changing each other: gave up after %d rounds", maxRounds)
		}
		for _, n := range stale {
			d.run(n)
		}
	}
}

// abandon forgets what was still to be rendered, after an error.
func (d *Document) abandon() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.dirty {
		n.dirty = false
	}
	d.dirty = nil
}

// stale lists the computed nodes that have never run or whose inputs changed.
func (d *Document) stale() []*Node {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*Node
	for _, n := range d.computed {
		if n.compute.isStale() {
			out = append(out, n)
		}
	}
	return out
}

func (c *computed) isStale() bool {
	if !c.ran {
		return true
	}
	for _, in := range c.inputs {
		if in.node.version.Load() != in.version {
			return true
		}
	}
	return false
}

// run runs one computed node and records what it read: the nodes whose count
// of reads went up meanwhile. Reads by another goroutine at the same moment
// add an input too many, which costs a run and is never wrong.
func (d *Document) run(n *Node) {
	d.mu.Lock()
	before := make(map[*Node]input, len(d.nodes))
	for _, x := range d.nodes {
		before[x] = input{x, x.version.Load()}
	}
	reads := make(map[*Node]uint32, len(d.nodes))
	for x := range before {
		reads[x] = x.reads.Load()
	}
	n.compute.ran = true
	d.mu.Unlock()

	defer func() { // also when it panics, so that mending an input runs it again
		d.mu.Lock()
		defer d.mu.Unlock()
		n.compute.inputs = n.compute.inputs[:0]
		for x, in := range before {
			if x.reads.Load() != reads[x] {
				n.compute.inputs = append(n.compute.inputs, in)
			}
		}
	}()
	n.compute.run()
}

var errTooMany = errors.New("the page has too many components")

// renderDirty renders until no node is dirty. Children that appear are
// attached and rendered too.
func (d *Document) renderDirty() error {
	for {
		d.mu.Lock()
		if len(d.dirty) == 0 {
			d.mu.Unlock()
			return nil
		}
		if len(d.nodes) > MaxNodes {
			d.mu.Unlock()
			return fmt.Errorf("%w: %d, at most %d", errTooMany, len(d.nodes), MaxNodes)
		}
		batch := d.dirty
		d.dirty = nil
		for _, n := range batch {
			n.dirty = false
		}
		d.mu.Unlock()
		for _, n := range batch {
			if err := d.renderNode(n); err != nil {
				return err
			}
		}
	}
}

func (d *Document) renderNode(n *Node) error {
	if n.doc.Load() != d {
		return nil
	}
	now := n.render()
	d.mu.Lock()
	defer d.mu.Unlock()
	if n.doc.Load() != d {
		return nil
	}
	old := n.rendered
	if err := d.adopt(n, old.children, now.children); err != nil {
		return err
	}
	n.rendered = now
	if old.markup == "" {
		n.initial = now.value
	}
	if n.fresh || n.touched {
		return nil
	}
	if old.markup != now.markup || !sameNodes(old.children, now.children) || now.value != n.browser {
		n.touched, n.known = true, old
		d.changes = append(d.changes, n)
	}
	return nil
}

// adopt attaches the children that are new, takes over those that come from
// another parent, and detaches those that are gone.
func (d *Document) adopt(parent *Node, old, now []*Node) error {
	here := make(map[*Node]bool, len(now))
	for _, c := range now {
		if here[c] {
			return fmt.Errorf("the same %s stands twice in one %s: a component has one place on a page", c.kind, parent.kind)
		}
		here[c] = true
	}
	for _, c := range old {
		if c.parent == parent && !here[c] {
			d.detach(c)
		}
		delete(here, c)
	}
	for _, c := range now {
		switch owner := c.doc.Load(); {
		case owner == nil:
			d.attach(c, parent)
		case owner != d:
			return fmt.Errorf("a %s belongs to the page of another session: make components inside App, not in package variables", c.kind)
		case c.parent == parent:
		case !here[c] || c.parent == nil:
			return fmt.Errorf("a %s stands in two places on the page: a component has one place", c.kind)
		default:
			d.move(c, parent)
		}
	}
	return nil
}

// move gives an attached node another parent. The old one is rendered again:
// if it still holds the node then, that is an error.
func (d *Document) move(c, parent *Node) {
	if old := c.parent; !old.dirty {
		old.dirty = true
		d.dirty = append(d.dirty, old)
	}
	c.parent = parent
}

func sameNodes(a, b []*Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
