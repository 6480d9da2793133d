package document

import (
	"html"
	"slices"
	"strings"
)

// comparison walks through two states of one node's markup side by side and
// collects the small operations that lead from the old one to the new one. It
// knows the subset of HTML that Markup writes, and no more. Each method
// consumes its piece of both sides; false means that the shapes differ, so that
// small operations cannot express the change.
type comparison struct {
	node     *Node
	old, now side
	path     []int // to the current element
	ops      []Op
}

// side is the part of one state that is not consumed yet.
type side struct {
	rest     string
	children []*Node
}

func (c *comparison) add(op Op) {
	op.ID, op.Path = c.node.id, slices.Clone(c.path)
	c.ops = append(c.ops, op)
}

// element compares two elements with their content.
func (c *comparison) element() bool {
	tag, old, ok := c.old.openTag()
	tagNow, now, okNow := c.now.openTag()
	if !ok || !okNow || tag != tagNow {
		return false
	}
	if old != now {
		c.attributes(old, now)
	}
	return voidElements[tag] || c.content()
}

// openTag consumes a start tag. It returns the tag's name and its attributes as
// they are written.
func (s *side) openTag() (name, attributes string, ok bool) {
	end := strings.IndexByte(s.rest, '>')
	if end < 2 || s.rest[0] != '<' || s.rest[1] == '/' {
		return "", "", false
	}
	name = s.rest[1:end]
	if space := strings.IndexAny(name, " \x01"); space >= 0 {
		name, attributes = name[:space], name[space:]
	}
	s.rest = s.rest[end+1:]
	return name, attributes, true
}

// closeTag consumes an end tag. It reports whether there was one.
func (s *side) closeTag() bool {
	if !strings.HasPrefix(s.rest, "</") {
		return false
	}
	end := strings.IndexByte(s.rest, '>')
	if end < 0 {
		return false
	}
	s.rest = s.rest[end+1:]
	return true
}

// text consumes the text up to the next tag or mark.
func (s *side) text() (text string) {
	end := strings.IndexAny(s.rest, "<\x00\x03")
	if end < 0 {
		end = len(s.rest)
	}
	text, s.rest = s.rest[:end], s.rest[end:]
	return text
}

// places consumes a run of child marks and returns the children.
func (s *side) places() (children []*Node) {
	n := 0
	for n < len(s.rest) && s.rest[n] == markChild {
		n++
	}
	children, s.children, s.rest = s.children[:n], s.children[n:], s.rest[n:]
	return children
}

// owned reports whether the content belongs to the module of the kind.
func (s *side) owned() bool { return strings.HasPrefix(s.rest, string(rune(markOwned))) }

// skipOwned consumes such content and the end tag.
func (s *side) skipOwned() (ok bool) {
	_, s.rest, ok = strings.Cut(s.rest, string(rune(markOwnedEnd)))
	return ok && s.closeTag()
}

// content compares the content of two elements and consumes their end tags.
func (c *comparison) content() bool {
	if c.old.owned() || c.now.owned() {
		return c.old.owned() && c.now.owned() && c.old.skipOwned() && c.now.skipOwned()
	}
	if strings.HasPrefix(c.old.rest, "\x03") || strings.HasPrefix(c.now.rest, "\x03") {
		return c.raw()
	}
	old, now := c.old.text(), c.now.text()
	if old == "" && now == "" {
		was, is := c.old.places(), c.now.places()
		if strings.HasPrefix(c.old.rest, "</") && strings.HasPrefix(c.now.rest, "</") {
			c.childrenOf(was, is)
			return c.old.closeTag() && c.now.closeTag()
		}
		return sameInBrowser(was, is) && c.mixed(len(was))
	}
	if strings.HasPrefix(c.old.rest, "</") && strings.HasPrefix(c.now.rest, "</") {
		c.textOf(old, now)
		return c.old.closeTag() && c.now.closeTag()
	}
	return old == now && c.mixed(0)
}

// mixed compares text, elements and child marks that stand side by side. Only
// the content of the elements may differ. at is the index of the next element.
func (c *comparison) mixed(at int) bool {
	for ; ; at++ {
		if c.old.text() != c.now.text() {
			return false
		}
		was, is := c.old.places(), c.now.places()
		if !sameInBrowser(was, is) {
			return false
		}
		if len(was) > 0 {
			at += len(was) - 1
			continue
		}
		if c.old.closeTag() {
			return c.now.closeTag()
		}
		c.path = append(c.path, at)
		if !c.element() {
			return false
		}
		c.path = c.path[:len(c.path)-1]
	}
}

// raw compares raw HTML, which has no structure here: if it differs, the whole
// node is sent.
func (c *comparison) raw() bool {
	end := strings.IndexByte(c.old.rest, markRawEnd)
	if end < 0 || !strings.HasPrefix(c.now.rest, c.old.rest[:end+1]) {
		return false
	}
	c.old.rest, c.now.rest = c.old.rest[end+1:], c.now.rest[end+1:]
	return c.old.closeTag() && c.now.closeTag()
}

func (c *comparison) textOf(old, now string) {
	switch {
	case old == now:
	case old != "" && strings.HasPrefix(now, old):
		c.add(Op{Kind: OpAppend, Text: html.UnescapeString(now[len(old):])})
	default:
		c.add(Op{Kind: OpText, Text: html.UnescapeString(now)})
	}
}

// childrenOf compares two lists of children.
func (c *comparison) childrenOf(old, now []*Node) {
	if sameInBrowser(old, now) {
		return
	}
	op := Op{Kind: OpChildren, Items: make([]string, 0, len(now))}
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
}

// attributes compares the attributes of two elements.
func (c *comparison) attributes(old, now string) {
	for rest := now; rest != ""; {
		var a attribute
		a, rest = nextAttribute(rest)
		if was, ok := attributeOf(old, a.name); a.name != "" && (!ok || was != a) {
			c.add(Op{Kind: OpAttr, Name: a.name, Text: html.UnescapeString(a.value)})
		}
	}
	for rest := old; rest != ""; {
		var a attribute
		a, rest = nextAttribute(rest)
		if _, ok := attributeOf(now, a.name); a.name != "" && !ok {
			c.add(Op{Kind: OpAttr, Name: a.name, Gone: true})
		}
	}
}

type attribute struct{ name, value string }

func attributeOf(attributes, name string) (a attribute, ok bool) {
	for attributes != "" {
		if a, attributes = nextAttribute(attributes); a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

// nextAttribute consumes one attribute. For an attribute that the browser owns
// it returns an empty name.
func nextAttribute(s string) (a attribute, rest string) {
	if s[0] == markOwned {
		_, rest, _ = strings.Cut(s, "\x02")
		return a, rest
	}
	s = strings.TrimPrefix(s, " ")
	end := strings.IndexAny(s, "= \x01")
	if end < 0 {
		return attribute{name: s}, ""
	}
	a.name, s = s[:end], s[end:]
	if strings.HasPrefix(s, `="`) {
		a.value, rest, _ = strings.Cut(s[2:], `"`)
		return a, rest
	}
	if end == 0 {
		return a, s[1:] // Markup does not write this
	}
	return a, s
}
