package document

import (
	"slices"
	"strings"
	"unique"
)

// Kind is what a component is. It is declared once, beside the component's type, and
// given to its nodes.
type Kind struct {
	// Name is in lower case with dashes; it becomes the class pn-<name> and the attribute
	// data-pn. Two kinds on one page must not have the same.
	Name string
	// CSS are the kind's styles: they travel with the pages that show it, in the cascade
	// layer of components. Colours and distances should be the page's own
	// (var(--pn-accent), …).
	CSS string
}

// kind is a Kind as nodes have it: the same for all nodes of it. The zero value is none.
type kind = unique.Handle[Kind]

// kindName returns the name of a node's kind, "" if it has none.
func (n *Node) kindName() string {
	if n.kind == (kind{}) {
		return ""
	}
	return n.kind.Value().Name
}

// Kinds lists the kinds of component in the document, by name.
func (d *Document) Kinds() (out []Kind) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range d.kinds() {
		out = append(out, k.Value())
	}
	slices.SortFunc(out, func(a, b Kind) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// kinds lists the kinds of the nodes, each once. The caller holds d.mu.
func (d *Document) kinds() (out []kind) {
	for _, n := range d.nodes {
		if n.kind != (kind{}) && !slices.Contains(out, n.kind) {
			out = append(out, n.kind)
		}
	}
	return out
}

// needStyles notes that the browser needs the styles of a node's kind. The caller holds
// d.mu.
func (d *Document) needStyles(n *Node) {
	if n.kind != (kind{}) && !slices.Contains(d.styled, n.kind) && n.kind.Value().CSS != "" {
		d.styled, d.unstyled = append(d.styled, n.kind), append(d.unstyled, n.kind)
	}
}

// takeStyles returns the operations that bring the styles which the browser needs and
// does not have. The caller holds d.mu.
func (d *Document) takeStyles() (ops []Op) {
	for _, k := range d.unstyled {
		ops = append(ops, Op{Kind: OpStyle, ID: k.Value().Name, Text: k.Value().CSS})
	}
	d.unstyled = nil
	return ops
}
