package document

import (
	"html"
	"slices"
	"strings"
)

// diff appends what leads from the state the browser knows to the present one.
func (n *Node) diff(ops []Op) []Op {
	old, now := compared(n.known.markup), compared(n.rendered.markup)
	if old != now || !sameInBrowser(n.known.children, n.rendered.children) {
		ops = n.diffMarkup(ops, old, now)
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
func (n *Node) diffMarkup(ops []Op, old, now string) []Op {
	c := comparison{node: n, oldKids: n.known.children, newKids: n.rendered.children}
	a, okA := parse(old)
	b, okB := parse(now)
	if okA && okB && c.element(a, b, nil) {
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

// element is a piece of own markup: an element with its attributes and either
// text, or elements and children's places.
type element struct {
	tag   string // "" for the place of a child
	attrs []attr
	text  string // all text directly inside, with a mark where elements stand
	raw   bool
	kids  []*element
}

type attr struct{ name, value string }

// parse reads markup that Markup wrote. It knows that subset and no more.
func parse(s string) (*element, bool) {
	top := &element{}
	stack := []*element{top}
	for s != "" {
		in := stack[len(stack)-1]
		switch {
		case s[0] == markChild:
			in.kids = append(in.kids, &element{})
			in.text += "\x00"
			s = s[1:]
		case s[0] == markRaw:
			end := strings.IndexByte(s, markRawEnd)
			if end < 0 {
				return nil, false
			}
			in.raw, in.text = true, in.text+s[1:end]
			s = s[end+1:]
		case strings.HasPrefix(s, "</"):
			end := strings.IndexByte(s, '>')
			if end < 0 || len(stack) == 1 {
				return nil, false
			}
			stack, s = stack[:len(stack)-1], s[end+1:]
		case s[0] == '<':
			e, rest, ok := parseTag(s)
			if !ok {
				return nil, false
			}
			in.kids = append(in.kids, e)
			in.text += "\x00"
			if !voidElements[e.tag] {
				stack = append(stack, e)
			}
			s = rest
		default:
			end := strings.IndexAny(s, "<\x00\x03")
			if end < 0 {
				end = len(s)
			}
			in.text, s = in.text+s[:end], s[end:]
		}
	}
	if len(stack) != 1 || len(top.kids) != 1 {
		return nil, false
	}
	return top.kids[0], true
}

func parseTag(s string) (*element, string, bool) {
	end := strings.IndexAny(s[1:], " >")
	if end < 0 {
		return nil, "", false
	}
	e := &element{tag: s[1 : 1+end]}
	s = s[1+end:]
	for strings.HasPrefix(s, " ") {
		s = s[1:]
		end := strings.IndexAny(s, "= >")
		if end < 0 {
			return nil, "", false
		}
		a := attr{name: s[:end]}
		if s = s[end:]; strings.HasPrefix(s, `="`) {
			quote := strings.IndexByte(s[2:], '"')
			if quote < 0 {
				return nil, "", false
			}
			a.value, s = s[2:2+quote], s[3+quote:]
		}
		e.attrs = append(e.attrs, a)
	}
	if !strings.HasPrefix(s, ">") {
		return nil, "", false
	}
	return e, s[1:], true
}

// comparison collects the small operations between two trees of one shape.
type comparison struct {
	node             *Node
	oldKids, newKids []*Node
	oldAt, newAt     int
	ops              []Op
}

func (c *comparison) element(a, b *element, path []int) bool {
	if a.tag != b.tag {
		return false
	}
	c.attributes(a, b, path)
	if a.raw || b.raw {
		return a.raw == b.raw && a.text == b.text
	}
	if len(a.kids) == 0 && len(b.kids) == 0 {
		c.textOf(a.text, b.text, path)
		return true
	}
	if a.placesOnly() && b.placesOnly() {
		return c.places(len(a.kids), len(b.kids), path)
	}
	if a.text != b.text {
		return false
	}
	for i := range a.kids {
		if a.kids[i].tag == "" && b.kids[i].tag == "" {
			if c.oldKids[c.oldAt] != c.newKids[c.newAt] || c.newKids[c.newAt].fresh {
				return false
			}
			c.oldAt, c.newAt = c.oldAt+1, c.newAt+1
			continue
		}
		if !c.element(a.kids[i], b.kids[i], append(slices.Clip(path), i)) {
			return false
		}
	}
	return true
}

func (c *comparison) textOf(old, now string, path []int) {
	switch {
	case old == now:
	case old != "" && strings.HasPrefix(now, old):
		c.add(Op{Kind: OpAppend, Path: path, Text: html.UnescapeString(now[len(old):])})
	default:
		c.add(Op{Kind: OpText, Path: path, Text: html.UnescapeString(now)})
	}
}

func (c *comparison) attributes(a, b *element, path []int) {
	for _, now := range b.attrs {
		if i := slices.IndexFunc(a.attrs, func(x attr) bool { return x.name == now.name }); i < 0 || a.attrs[i] != now {
			c.add(Op{Kind: OpAttr, Path: path, Name: now.name, Text: html.UnescapeString(now.value)})
		}
	}
	for _, old := range a.attrs {
		if !slices.ContainsFunc(b.attrs, func(x attr) bool { return x.name == old.name }) {
			c.add(Op{Kind: OpAttr, Path: path, Name: old.name, Gone: true})
		}
	}
}

// placesOnly reports whether an element holds nothing but children's places.
func (e *element) placesOnly() bool {
	for _, k := range e.kids {
		if k.tag != "" {
			return false
		}
	}
	return strings.Trim(e.text, "\x00") == ""
}

// places compares two lists of children.
func (c *comparison) places(oldN, newN int, path []int) bool {
	old, now := c.oldKids[c.oldAt:c.oldAt+oldN], c.newKids[c.newAt:c.newAt+newN]
	c.oldAt, c.newAt = c.oldAt+oldN, c.newAt+newN
	if sameInBrowser(old, now) {
		return true
	}
	op := Op{Kind: OpChildren, Path: path, Items: make([]string, 0, len(now))}
	for _, n := range now {
		if !n.fresh {
			op.Items = append(op.Items, n.id)
			continue
		}
		var b strings.Builder
		n.writeHTML(&b, func(x *Node) bool { return !x.fresh })
		op.Items = append(op.Items, b.String())
	}
	c.add(op)
	return true
}

func (c *comparison) add(op Op) {
	op.ID = c.node.id
	c.ops = append(c.ops, op)
}
