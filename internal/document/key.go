package document

import "strings"

// A control has a key, by which another run of the app finds it again: after an edit
// or a restart, for a page that another run made, on another node. It is, in this
// order,
//
//	"key\nA\nB\n…"            its own key below those of its ancestors (Markup.Key)
//	"label\nKIND\nLABEL"      kind and label, if no other control has both
//	"in\nNEAR\nKIND\nLABEL"   the same below the nearest ancestor with a key or a title
//
// where NEAR is that ancestor's own key, as above, or "title\nTITLE"; and none if
// two controls would have the same. The key of a root is its id. The browser finds
// keys by the same rules in the elements and attributes of the page; docs/protocol.md,
// section 8, has them for other clients.

// names are what a node is known by; nil if by nothing.
type names struct {
	key   string // the script's own, below those of the node's ancestors
	label string // of its control, as a browser shows it
	title string // over its children, as a browser shows it
}

func (s *state) label() string {
	if s.names == nil {
		return ""
	}
	return s.names.label
}

// ByKey returns the node whose control has a key. It reports false when there is
// none, or more than one.
func (d *Document) ByKey(key string) (*Node, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.keys == nil {
		d.keys = d.findKeys()
	}
	n := d.keys[key]
	return n, n != nil
}

// findKeys finds the keys of all controls. One that several have leads to nil. The
// caller holds d.mu.
func (d *Document) findKeys() map[string]*Node {
	roots := make([]*Node, len(d.roots))
	copy(roots, d.roots)
	return keysBelow(roots)
}

// keysBelow finds the keys of the controls in some trees, as if nothing else were on
// the page. The caller holds d.mu.
func keysBelow(trees []*Node) map[string]*Node {
	var controls []place
	for _, n := range trees {
		controls = places(controls, n, "", "")
	}
	alike := map[string]int{}
	for _, c := range controls {
		alike[c.name]++
	}
	keys := make(map[string]*Node, len(controls))
	for _, c := range controls {
		key := c.key(alike[c.name] == 1)
		if _, again := keys[key]; again {
			keys[key] = nil
		} else if key != "" {
			keys[key] = c.node
		}
	}
	return keys
}

// place is where a control stands: its own key below those of its ancestors, or ""; kind and
// label; and the nearest ancestor with a key or a title.
type place struct {
	node            *Node
	own, name, near string
}

func (c place) key(unique bool) string {
	switch {
	case c.node.root:
		return c.node.id
	case c.own != "":
		return "key" + c.own
	case unique:
		return "label\n" + c.name
	case c.near != "":
		return "in\n" + c.near + "\n" + c.name
	}
	return ""
}

// places appends the controls in the tree below n. keys are the own keys of n's
// ancestors, each after a line break.
func places(out []place, n *Node, keys, near string) []place {
	own := ""
	names := n.rendered.names
	if names != nil && names.key != "" {
		keys += "\n" + names.key
		own = keys
	}
	if _, ok := n.renderer.(Handler); ok {
		out = append(out, place{n, own, n.kindName() + "\n" + oneLine.Replace(n.rendered.label()), near})
	}
	switch {
	case own != "":
		near = "key" + own
	case names != nil && names.title != "":
		near = "title\n" + oneLine.Replace(names.title)
	}
	for _, c := range n.rendered.children {
		if c.parent == n {
			out = places(out, c, keys, near)
		}
	}
	return out
}

// oneLine keeps labels and titles from looking like two parts of a key.
var oneLine = strings.NewReplacer("\n", " ")

func sameNames(a, b *names) bool { return a == b || a != nil && b != nil && *a == *b }
