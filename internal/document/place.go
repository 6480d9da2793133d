package document

import (
	"fmt"
	"slices"
)

// A node has one place on a page. While the tree is rendered it may have none,
// or be on its way from one parent to another; only the result counts. The
// caller of every function in this file holds d.mu.

// fail records the first error of a settling.
func (d *Document) fail(err error) {
	if d.failed == nil {
		d.failed = err
	}
}

// adopt attaches new children, takes over children from other parents, and
// releases children that are gone.
func (d *Document) adopt(parent *Node, old, now []*Node) error {
	if d.hasAll(parent, old, now) {
		return nil
	}
	here := make(map[*Node]bool, len(now))
	for _, c := range now {
		if here[c] {
			return fmt.Errorf("the same %s stands twice in one %s: a component has one place on a page", c.kind, parent.kind)
		}
		here[c] = true
	}
	for _, c := range old {
		if c.parent == parent && !here[c] {
			d.orphan(c)
		}
		delete(here, c)
	}
	for _, c := range now {
		if err := d.place(c, parent, here[c]); err != nil {
			return err
		}
	}
	return nil
}

// hasAll reports whether the children are unchanged and in place, as they are
// after most renderings.
func (d *Document) hasAll(parent *Node, old, now []*Node) bool {
	return slices.Equal(old, now) && !slices.ContainsFunc(now, func(c *Node) bool {
		return c.parent != parent || c.doc.Load() != d
	})
}

// place makes parent the parent of c. isNew reports whether c was not among its
// children before.
func (d *Document) place(c, parent *Node, isNew bool) error {
	switch owner := c.doc.Load(); {
	case owner == nil:
		return d.attach(c, parent)
	case owner != d:
		return foreign(c)
	case c.parent == parent:
	case slices.Contains(d.roots, c):
		return fmt.Errorf("the %s of a page cannot stand in a %s", c.kind, parent.kind)
	case c.parent == nil:
		d.move(c, parent)
	case isNew || c.parent.dirty: // its other parent is rendered next, and may have released it
		d.markLocked(c.parent)
		d.move(c, parent)
	default: // both parents show it
		thief := c.parent
		d.fail(fmt.Errorf("a %s stands in two places on the page, a %s and a %s: a component has one place", c.kind, parent.kind, thief.kind))
		d.move(c, parent)
		d.blank(thief)
	}
	return nil
}

func foreign(c *Node) error {
	return fmt.Errorf("a %s belongs to the page of another session: make components inside App, not in package variables", c.kind)
}

func (d *Document) move(c, parent *Node) {
	c.parent = parent
	d.moved = append(d.moved, c)
}

func (d *Document) orphan(c *Node) {
	c.parent = nil
	d.orphans = append(d.orphans, c)
}

// disown releases the children that a node has already adopted.
func (d *Document) disown(n *Node, children []*Node) {
	for _, c := range children {
		if c.doc.Load() == d && c.parent == n {
			d.orphan(c)
		}
	}
}

// blank shows a node as an empty element, so that an error in one place leaves
// the rest of the page intact.
func (d *Document) blank(n *Node) {
	d.disown(n, n.rendered.children)
	d.show(n, state{markup: n.bare()})
}

// dropOrphans detaches the orphans that no node has adopted.
func (d *Document) dropOrphans() {
	for _, c := range d.orphans {
		if c.doc.Load() == d && c.parent == nil {
			d.detach(c)
		}
	}
	d.orphans = nil
}

// dropCycles detaches nodes that contain each other and so are not below any
// root.
func (d *Document) dropCycles() {
	for _, c := range d.moved {
		steps := 0
		for n := c; n != nil && n.doc.Load() == d && steps <= len(d.nodes); n = n.parent {
			steps++
		}
		if steps > len(d.nodes) {
			d.fail(fmt.Errorf("a %s stands inside itself", c.kind))
			d.detach(c)
		}
	}
	d.moved = nil
}
