package document

import (
	"fmt"
	"slices"
)

// A node has one place on a page. While the tree is rendered it may have none,
// or be on its way from one parent to another; only the result counts. A node
// whose children cannot be placed keeps what it showed before. The caller of every
// function in this file holds d.mu.

// fail records the first error of a settling.
func (d *Document) fail(err error) {
	if d.failed == nil {
		d.failed = err
	}
}

// adopt attaches new children, takes over children from other parents, and
// releases children that are gone.
func (d *Document) adopt(parent *Node, old, now []*Node) error {
	d.keys = nil
	if _, again := d.before[parent]; !again {
		d.before[parent] = parent.rendered
	}
	wasAt, isAt := positions(old), positions(now)
	more := 0
	for i, c := range now {
		switch owner := c.doc.Load(); {
		case isAt(c) != i:
			return twice(c, parent)
		case owner == nil:
			more++
		case owner != d:
			return foreign(c)
		case c.root:
			return fmt.Errorf("the %s of a page cannot stand in a %s", c.kindName(), parent.kindName())
		}
	}
	if len(d.nodes)+more > MaxNodes {
		return tooMany()
	}
	for _, c := range old {
		if c.parent == parent && isAt(c) < 0 {
			d.orphan(c)
		}
	}
	for _, c := range now {
		if err := d.place(c, parent, wasAt(c) < 0); err != nil {
			return err
		}
	}
	return nil
}

// positions returns a function that finds the first position of a node in a list, -1 if
// there is none.
func positions(list []*Node) func(*Node) int {
	if len(list) <= 16 {
		return func(n *Node) int { return slices.Index(list, n) }
	}
	at := make(map[*Node]int, len(list))
	for i, n := range slices.Backward(list) {
		at[n] = i
	}
	return func(n *Node) int {
		if i, ok := at[n]; ok {
			return i
		}
		return -1
	}
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
	case c.parent == nil:
		d.move(c, parent)
	case isNew || c.parent.dirty: // its other parent is rendered next, and may have released it
		d.markLocked(c.parent)
		d.move(c, parent)
	default: // both parents show it
		thief := c.parent
		d.fail(InTwoPlaces(c, parent, thief))
		d.move(c, parent)
		d.restore(thief, thief.rendered.children)
	}
	return nil
}

func foreign(c *Node) error {
	return fmt.Errorf("a %s belongs to the page of another session: make components inside App, not in package variables", c.kindName())
}

func (d *Document) move(c, parent *Node) {
	c.parent = parent
	d.moved = append(d.moved, c)
}

// orphan is a node without a parent, and the one that it had.
type orphan struct{ node, from *Node }

// gone reports whether no node has adopted the orphan.
func (o orphan) gone(d *Document) bool { return o.node.doc.Load() == d && o.node.parent == nil }

func (d *Document) orphan(c *Node) {
	from := c.parent
	c.parent = nil
	d.orphans = append(d.orphans, orphan{c, from})
}

// restore shows a node, which has adopted children, as it was before they
// changed. Of a new node it restores the parent, so that it leaves the page again. A
// node of which some children have another place now, and a new root, become empty.
func (d *Document) restore(n *Node, adopted []*Node) {
	was := d.before[n]
	for _, c := range adopted {
		if c.doc.Load() == d && c.parent == n {
			d.orphan(c)
		}
	}
	if was.markup == "" && n.parent != nil {
		d.restore(n.parent, n.parent.rendered.children)
		return
	}
	for _, c := range was.children {
		if c.doc.Load() != d || c.parent != nil && c.parent != n {
			was = state{}
			break
		}
	}
	if was.markup == "" {
		was = state{markup: n.bare()}
	}
	for _, c := range was.children {
		c.parent = n
	}
	d.show(n, was)
}

// dropOrphans detaches the orphans that no node has adopted.
func (d *Document) dropOrphans() {
	for _, o := range d.orphans {
		if o.gone(d) {
			d.detach(o.node)
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
			d.fail(fmt.Errorf("a %s stands inside itself", c.kindName()))
			d.detach(c)
		}
	}
	d.moved = nil
}
