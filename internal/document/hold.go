package document

import "fmt"

// A node has one place on a page. What a layout holds is noted when the layout is
// given it, so that a second place is refused where the script asks for it; what
// is not noted, the content of a component that holds others in its own way, is
// found when the tree is settled.

// Hold notes that n, a layout, takes c. It refuses what n has already, n itself,
// and what stands in a root, which never lets go.
func (n *Node) Hold(c *Node) error {
	old := c.holder.Load()
	switch {
	case c == n:
		return fmt.Errorf("a %s cannot stand in itself", c.kindName())
	case old == n:
		return twice(c, n)
	case old != nil && old.root:
		return InTwoPlaces(c, n, old)
	}
	c.holder.Store(n)
	c.mixed.Store(c.mixed.Load() || old != nil)
	if c.mixed.Load() {
		n.mixed.Store(true)
	}
	if old != nil {
		c.before.Store(old)
		old.mix()
	}
	return nil
}

// mix marks n and all that hold it: something in them is or was held elsewhere.
func (n *Node) mix() {
	for steps := 0; n != nil && steps < MaxNodes; steps++ {
		n.mixed.Store(true)
		n = n.holder.Load()
	}
}

// Release notes that n does not hold c any more.
func (n *Node) Release(c *Node) {
	before := c.before.Load()
	if c.holder.CompareAndSwap(n, before) || before == n {
		c.before.CompareAndSwap(before, nil)
	}
}

// Mixed reports whether n, or something in it, is or was held by more than one
// layout. Only then it may stand in two places.
func (n *Node) Mixed() bool { return n.mixed.Load() }

// Holders returns the layouts that took n last, the later one first, or nil.
func (n *Node) Holders() [2]*Node { return [2]*Node{n.holder.Load(), n.before.Load()} }

// OnPage reports whether n stands in a root, directly or in what stands there, as
// far as that is noted.
func (n *Node) OnPage() bool { return n.rootAbove() != nil }

func (n *Node) rootAbove() *Node {
	for steps := 0; n != nil && steps < MaxNodes; steps++ {
		if n.root {
			return n
		}
		n = n.holder.Load()
	}
	return nil
}

func twice(c, in *Node) error {
	return fmt.Errorf("the same %s stands twice in one %s: a component has one place on a page", c.kindName(), in.kindName())
}

// InTwoPlaces is the error of a node that both a and b hold.
func InTwoPlaces(c, a, b *Node) error {
	if one, other := a.rootAbove(), b.rootAbove(); one != nil && other != nil && one.doc.Load() != other.doc.Load() {
		return foreign(c)
	}
	return fmt.Errorf("a %s stands in two places on the page, a %s and a %s: a component has one place", c.kindName(), a.kindName(), b.kindName())
}
