package pntest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Key returns the key of a component, by which another run of the app finds it, or ""
// if it has none. n is the component's root element. docs/protocol.md, section 8, has
// the rules.
func (d *DOM) Key(n *html.Node) string {
	if id := attr(n, "id"); strings.HasPrefix(id, "pn-") {
		return id
	}
	if own := ownKey(n); own != "" {
		if len(d.components(func(c *html.Node) bool { return ownKey(c) == own })) > 1 {
			return ""
		}
		return own
	}
	name := nameOf(n)
	alike := d.components(func(c *html.Node) bool { return nameOf(c) == name })
	if len(alike) == 1 {
		return "label\n" + name
	}
	near := nearOf(n)
	same := slices.DeleteFunc(alike, func(c *html.Node) bool { return ownKey(c) != "" || nearOf(c) != near })
	if near == "" || len(same) > 1 {
		return ""
	}
	return "in\n" + near + "\n" + name
}

// components returns the root elements of components that are as wanted, but for areas.
func (d *DOM) components(wanted func(*html.Node) bool) (out []*html.Node) {
	for n := range d.root.Descendants() {
		if attr(n, "data-pn") != "" && !strings.HasPrefix(attr(n, "id"), "pn-") && wanted(n) {
			out = append(out, n)
		}
	}
	return out
}

// ownKey returns a component's own key below those of its ancestors.
func ownKey(n *html.Node) string {
	if attr(n, "data-pn-key") == "" {
		return ""
	}
	path := ""
	for ; n != nil; n = n.Parent {
		if key := attr(n, "data-pn-key"); key != "" {
			path = "\n" + key + path
		}
	}
	return "key" + path
}

// nearOf returns the name of the nearest ancestor with a key or a title.
func nearOf(n *html.Node) string {
	for n = n.Parent; n != nil; n = n.Parent {
		title := attr(n, "data-pn-section")
		if title == "" && attr(n, "data-pn-key") == "" {
			continue
		}
		if own := ownKey(componentOf(n)); own != "" {
			return own
		}
		return "title\n" + line(title)
	}
	return ""
}

// nameOf returns a component's kind and label.
func nameOf(n *html.Node) string {
	label := n
	for c := range n.Descendants() {
		if (slices.Contains(strings.Fields(attr(c, "class")), "pn-label") || c.Data == "summary") && componentOf(c) == n {
			label = c
			break
		}
	}
	text := ""
	if label != n || n.Data == "button" {
		text = contentOf(label)
	}
	return attr(n, "data-pn") + "\n" + line(text)
}

// componentOf returns the root element of the component in which an element stands.
func componentOf(n *html.Node) *html.Node {
	for ; n != nil && attr(n, "data-pn") == ""; n = n.Parent {
	}
	return n
}

// contentOf returns the text of an element as it is.
func contentOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func line(text string) string { return strings.ReplaceAll(text, "\n", " ") }
