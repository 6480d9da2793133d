package document

import "strings"

// diff appends the operations that lead from the state the browser knows to the
// current one.
func (n *Node) diff(ops []Op) []Op {
	if n.known.markup != n.rendered.markup || !sameInBrowser(n.known.children, n.rendered.children) {
		ops = n.diffMarkup(ops)
	}
	if n.rendered.value != n.browser {
		if n.rendered.value != "" {
			ops = append(ops, Op{Kind: OpValue, ID: n.id, Text: n.rendered.value})
		}
		n.browser = n.rendered.value
	}
	return ops
}

// diffMarkup appends small operations when the shape is unchanged. Otherwise it
// sends the component's own HTML.
func (n *Node) diffMarkup(ops []Op) []Op {
	c := comparison{node: n, old: side{n.known.markup, n.known.children}, now: side{n.rendered.markup, n.rendered.children}}
	if c.element() && c.old.rest == "" && c.now.rest == "" {
		n.claim()
		return append(ops, c.ops...)
	}
	var out strings.Builder
	n.writeHTML(&out, func(x *Node) bool { return n.browserHasChild(x) })
	n.claim()
	return append(ops, Op{Kind: OpHTML, ID: n.id, Text: out.String()})
}

// browserHasChild reports whether the browser's page already holds x.
func (n *Node) browserHasChild(x *Node) bool { return !x.fresh }

// claim records that the browser now has every node below n.
func (n *Node) claim() {
	for _, c := range n.rendered.children {
		c.claimNew()
	}
}

func (n *Node) claimNew() {
	if !n.fresh {
		return
	}
	n.fresh, n.touched, n.known, n.browser = false, false, state{}, n.rendered.value
	for _, c := range n.rendered.children {
		c.claimNew()
	}
}
