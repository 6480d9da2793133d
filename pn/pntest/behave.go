package pntest

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// does is a behaviour of a component, by docs/protocol.md, section 4.
type does struct {
	verb, id string
	arg      any
}

// doesOf returns the behaviours of a component.
func doesOf(root *html.Node) (out []does) {
	var list [][]any
	if json.Unmarshal([]byte(attr(root, "data-pn-does")), &list) != nil {
		return nil
	}
	for _, b := range list {
		d := does{}
		if len(b) >= 2 {
			d.verb, _ = b[0].(string)
			d.id, _ = b[1].(string)
		}
		if len(b) > 2 {
			d.arg = b[2]
		}
		out = append(out, d)
	}
	return out
}

// act does to the page what a browser does when a person uses a component, whose value is
// nil if it has none. It returns what the event tells the server of that, nil if the
// component has no behaviours.
func (d *DOM) act(root *html.Node, value any) (did []any) {
	for _, b := range doesOf(root) {
		var state any
		if target := find(d.root, b.id); target != nil && b.id != "" {
			state = d.do(b, target, value)
		}
		did = append(did, state)
	}
	return did
}

// do does one behaviour, and returns the state that it leaves, nil if it leaves none.
func (d *DOM) do(b does, target *html.Node, value any) any {
	visible := func(on bool) any {
		if setAttr(target, "hidden", nil); !on {
			setAttr(target, "hidden", "")
		}
		return on
	}
	switch b.verb {
	case "show":
		return visible(value == nil || value == true)
	case "hide":
		return visible(value != nil && value != true)
	case "toggle":
		return visible(has(target, "hidden"))
	case "class":
		name, _ := b.arg.(string)
		classes := strings.Fields(attr(target, "class"))
		on := !slices.Contains(classes, name)
		if on {
			classes = append(classes, name)
		} else {
			classes = slices.DeleteFunc(classes, func(c string) bool { return c == name })
		}
		setAttr(target, "class", strings.Join(classes, " "))
		return on
	case "set":
		d.values[b.id] = b.arg
		return b.arg
	case "link":
		d.values[b.id] = value
		return value
	case "filter":
		text, _ := value.(string)
		filter(target, text)
	}
	return nil
}

// filter marks the rows of a component that do not have a text.
func filter(target *html.Node, text string) {
	var rows *html.Node
	for n := range target.Descendants() {
		if n.Data == "tr" && n.Parent.Data == "tbody" || n.Data == "li" || attr(n, "data-pn") != "" {
			rows = n.Parent
			break
		}
	}
	if rows == nil {
		return
	}
	for row := range rows.ChildNodes() {
		if row.Type != html.ElementNode {
			continue
		}
		if setAttr(row, "data-pn-out", nil); !strings.Contains(strings.ToLower(contentOf(row)), strings.ToLower(text)) {
			setAttr(row, "data-pn-out", "")
		}
	}
}

// use sends an event as Send does, after the page has done what a browser does at once.
func (p *Page) use(id, event string, value any) {
	p.t.Helper()
	p.mu.Lock()
	var did []any
	if root := find(p.dom.root, id); root != nil {
		did = p.dom.act(root, value)
	}
	p.mu.Unlock()
	p.send(id, event, value, did)
}

// filterAgain filters what a patch has brought by what inputs have. The caller holds p.mu.
func (p *Page) filterAgain() {
	for id, in := range p.inputs {
		root := find(p.dom.root, id)
		if root == nil {
			continue
		}
		for _, b := range doesOf(root) {
			if target := find(p.dom.root, b.id); b.verb == "filter" && target != nil {
				p.dom.do(b, target, in.Value)
			}
		}
	}
}
