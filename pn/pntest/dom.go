package pntest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// DOM is a page as a browser holds it: it applies the operations of
// docs/protocol.md, section 3.
type DOM struct {
	root   *html.Node
	taken  []*html.Node   // removed from the page, kept until the patch ends
	values map[string]any // of controls, by component id
}

// ParseDOM parses a whole page.
func ParseDOM(page string) (*DOM, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	return &DOM{root: root, values: map[string]any{}}, nil
}

// Find returns the first element that a CSS selector matches, or nil.
func (d *DOM) Find(selector string) (*html.Node, error) {
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil, fmt.Errorf("selector %q: %w", selector, err)
	}
	return cascadia.Query(d.root, s), nil
}

// FindAll returns every element that a CSS selector matches.
func (d *DOM) FindAll(selector string) ([]*html.Node, error) {
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil, fmt.Errorf("selector %q: %w", selector, err)
	}
	return cascadia.QueryAll(d.root, s), nil
}

// Apply applies the operations of one patch, in order. It stops at the first one
// that does not fit the page.
func (d *DOM) Apply(ops [][]any) error {
	defer func() { d.taken = nil }()
	for i, op := range ops {
		if err := d.apply(op); err != nil {
			return fmt.Errorf("operation %d %v: %w", i, op, err)
		}
	}
	return nil
}

func (d *DOM) apply(op []any) error {
	if len(op) < 2 {
		return fmt.Errorf("too short")
	}
	name, _ := op[0].(string)
	first, _ := op[1].(string)
	if name == "title" {
		return d.setTitle(first)
	}
	if name == "style" || name == "module" {
		return nil // tests read what a page says, not how it looks
	}
	root := d.byID(first)
	if root == nil {
		return fmt.Errorf("no component %q", first)
	}
	switch name {
	case "html":
		return d.replace(root, op[2].(string))
	case "value":
		d.values[first] = op[2]
		var had any
		if json.Unmarshal([]byte(attr(root, "data-pn-value")), &had) != nil || reflect.DeepEqual(had, op[2]) {
			return nil // it has none, or the same, whose members keep their order
		}
		value, err := json.Marshal(op[2])
		setAttr(root, "data-pn-value", string(value))
		return err
	}
	at, err := follow(root, op[2])
	if err != nil {
		return err
	}
	switch name {
	case "text":
		removeChildren(at)
		appendText(at, op[3].(string))
	case "append":
		appendText(at, op[3].(string))
	case "attr":
		setAttr(at, op[3].(string), op[4])
	case "children":
		return d.children(at, op[3].([]any))
	default:
		return fmt.Errorf("unknown operation")
	}
	return nil
}

func (d *DOM) setTitle(title string) error {
	t, err := d.Find("title")
	if err != nil || t == nil {
		return fmt.Errorf("the page has no title element")
	}
	removeChildren(t)
	appendText(t, title)
	return nil
}

func (d *DOM) byID(id string) *html.Node {
	if n := find(d.root, id); n != nil {
		return n
	}
	for _, n := range slices.Backward(d.taken) {
		if found := find(n, id); found != nil {
			return found
		}
	}
	return nil
}

// replace replaces an element by new HTML, and puts kept components into their
// places.
func (d *DOM) replace(old *html.Node, text string) error {
	now, err := parseElement(text)
	if err != nil {
		return err
	}
	if old.Parent != nil {
		old.Parent.InsertBefore(now, old)
		old.Parent.RemoveChild(old)
	} else {
		d.taken = append(d.taken, now)
	}
	setAttr(old, "id", nil) // the new element has it; the elements below it stay reachable
	d.taken = append(d.taken, old)
	return d.fill(now)
}

func (d *DOM) children(at *html.Node, items []any) error {
	for at.FirstChild != nil {
		n := at.FirstChild
		at.RemoveChild(n)
		d.taken = append(d.taken, n)
	}
	for _, item := range items {
		s, _ := item.(string)
		n := (*html.Node)(nil)
		if strings.HasPrefix(s, "<") {
			var err error
			if n, err = parseElement(s); err != nil {
				return err
			}
			if err := d.fill(n); err != nil {
				return err
			}
		} else if n = d.take(s); n == nil {
			return fmt.Errorf("no component %q to keep", s)
		}
		at.AppendChild(n)
	}
	return nil
}

// fill replaces the placeholders of kept components by the components
// themselves.
func (d *DOM) fill(n *html.Node) error {
	for _, place := range cascadia.QueryAll(n, cascadia.MustCompile("[data-pn-keep]")) {
		id := attr(place, "data-pn-keep")
		kept := d.take(id)
		if kept == nil {
			return fmt.Errorf("no component %q to keep", id)
		}
		place.Parent.InsertBefore(kept, place)
		place.Parent.RemoveChild(place)
	}
	return nil
}

// take removes a component from its place and returns it.
func (d *DOM) take(id string) *html.Node {
	n := d.byID(id)
	if n == nil {
		return nil
	}
	d.taken = slices.DeleteFunc(d.taken, func(x *html.Node) bool { return x == n })
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
	return n
}

func follow(n *html.Node, path any) (*html.Node, error) {
	steps, ok := path.([]any)
	if !ok {
		return nil, fmt.Errorf("path %v is no list", path)
	}
	for _, step := range steps {
		index, ok := step.(float64)
		if !ok {
			return nil, fmt.Errorf("path %v", path)
		}
		child := n.FirstChild
		for ; child != nil; child = child.NextSibling {
			if child.Type != html.ElementNode {
				continue
			}
			if index == 0 {
				break
			}
			index--
		}
		if child == nil {
			return nil, fmt.Errorf("the path %v leads nowhere", path)
		}
		n = child
	}
	return n, nil
}

func parseElement(text string) (*html.Node, error) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, err
	}
	if len(nodes) != 1 || nodes[0].Type != html.ElementNode {
		return nil, fmt.Errorf("%q is not one element", text)
	}
	return nodes[0], nil
}

func find(n *html.Node, id string) *html.Node {
	if n.Type == html.ElementNode && attr(n, "id") == id {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, id); found != nil {
			return found
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func setAttr(n *html.Node, name string, value any) {
	for i, a := range n.Attr {
		if a.Key != name {
			continue
		}
		if value == nil {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
		} else {
			n.Attr[i].Val = value.(string)
		}
		return
	}
	if value != nil {
		n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value.(string)})
	}
}

func removeChildren(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

func appendText(n *html.Node, text string) {
	if last := n.LastChild; last != nil && last.Type == html.TextNode {
		last.Data += text
		return
	}
	if text != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	}
}

// textOf returns the text of an element, with white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
