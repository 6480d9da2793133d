package pn

import "github.com/panelgo/panelgo/internal/document"

// Hold returns the components that a layout is given, without those that are nil,
// and notes that the layout holds them. It panics if one of them would then stand
// in two places on the page. The components belong to the layout until Release.
func Hold(layout *Node, objects []Component) []Component {
	return hold(layout, objects, nil, func(node *Node) error {
		if !node.Mixed() || !layout.OnPage() {
			return nil
		}
		return secondPlace{layout, map[*Node]bool{}}.find(node, layout)
	})
}

// Replace is Hold for a layout that lets go of old at the same time. What stands
// elsewhere on the page is not refused yet: other layouts may let go of it before
// the page is shown.
func Replace(layout *Node, old, objects []Component) []Component {
	Release(layout, old)
	return hold(layout, objects, old, func(*Node) error { return nil })
}

// hold has a layout hold components that pass a check, or else those that it let go of,
// and panics.
func hold(layout *Node, objects, old []Component, check func(*Node) error) []Component {
	objects = Present(objects)
	held := 0
	fail := func(err error) {
		Release(layout, objects[:held])
		if old != nil {
			Replace(layout, nil, old)
		}
		panic(err.Error())
	}
	for i, c := range objects {
		node := c.Node()
		if node == nil {
			continue
		}
		if err := layout.Hold(node); err != nil {
			fail(err)
		}
		held = i + 1
		if err := check(node); err != nil {
			fail(err)
		}
	}
	return objects
}

// Release notes that a layout does not hold components any more.
func Release(layout *Node, objects []Component) {
	for _, c := range Present(objects) {
		if node := c.Node(); node != nil {
			layout.Release(node)
		}
	}
}

// secondPlace looks for what stands in two places on the page.
type secondPlace struct {
	filled *Node // the layout that is given components
	seen   map[*Node]bool
}

// find reports what of a component, which now stands in a layout on the page,
// stands on the page a second time.
func (s secondPlace) find(n, layout *Node) error {
	if s.seen[n] {
		return document.InTwoPlaces(n, layout, n.Holders()[0])
	}
	s.seen[n] = true
	for _, other := range n.Holders() {
		if other != nil && other != layout && other.OnPage() && (other == s.filled || holds(other, n)) {
			return document.InTwoPlaces(n, layout, other)
		}
	}
	for _, c := range heldBy(n) {
		if node := c.Node(); node != nil && node.Mixed() {
			if err := s.find(node, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func holds(layout, n *Node) bool {
	for _, c := range heldBy(layout) {
		if c.Node() == n {
			return true
		}
	}
	return false
}

// heldBy lists what a component shows, if it holds others.
func heldBy(n *Node) []Component {
	switch r := n.Renderer().(type) {
	case interface{ Objects() []Component }:
		return r.Objects()
	case interface{ held() []Component }:
		return Present(r.held())
	}
	return nil
}
