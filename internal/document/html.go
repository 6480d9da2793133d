package document

import "strings"

// HTML returns the finished HTML of the tree below a root, as a first view
// shows it, or "" when there is no such node. Call it in the session's turn,
// when the document is settled.
func (d *Document) HTML(id string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, ok := d.nodes[id]
	if !ok {
		return ""
	}
	var b strings.Builder
	n.writeHTML(&b, func(*Node) bool { return false })
	return b.String()
}

// writeHTML writes a node with its children. A child for which keep returns
// true becomes a placeholder, which tells the browser to put the element that
// it already has there.
func (n *Node) writeHTML(b *strings.Builder, keep func(*Node) bool) {
	rest, i := n.rendered.markup, 0
	for {
		at := strings.IndexAny(rest, "\x00\x01\x02\x03\x04")
		if at < 0 {
			b.WriteString(rest)
			return
		}
		b.WriteString(rest[:at])
		if rest[at] == markChild {
			n.rendered.children[i].writePlace(b, keep)
			i++
		}
		rest = rest[at+1:]
	}
}

func (n *Node) writePlace(b *strings.Builder, keep func(*Node) bool) {
	if keep(n) {
		b.WriteString(`<i data-pn-keep="`)
		b.WriteString(n.id)
		b.WriteString(`"></i>`)
		return
	}
	n.writeHTML(b, keep)
}

// compared returns markup without the attributes that the browser owns. Two
// states are compared in this form.
func compared(markup string) string {
	start := strings.IndexByte(markup, markOwned)
	if start < 0 {
		return markup
	}
	var b strings.Builder
	for start >= 0 {
		end := strings.IndexByte(markup[start:], markOwnedEnd)
		if end < 0 {
			break
		}
		b.WriteString(markup[:start])
		markup = markup[start+end+1:]
		start = strings.IndexByte(markup, markOwned)
	}
	b.WriteString(markup)
	return b.String()
}
