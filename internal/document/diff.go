package document

import "strings"

// diff appends what leads from the state the browser knows to the present one.
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

// diffMarkup prefers small operations inside an unchanged shape; when the
// shape changed, the component's own HTML is sent.
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

// browserHasChild reports whether the browser's page holds x already.
func (n *Node) browserHasChild(x *Node) bool { return !x.fresh }

// claim notes that the browser now has every node below n.
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
