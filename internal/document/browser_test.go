package document_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn/pntest"
)

// browser is a page that follows a document by its operations only.
type browser struct {
	t      testing.TB
	dom    *pntest.DOM
	values map[string]string // what controls show, where it is not in the HTML
}

// visit opens the page of a document.
func visit(t testing.TB, d *document.Document) *browser {
	t.Helper()
	d.Sync()
	dom, err := pntest.ParseDOM(pageOf(d))
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t, dom, map[string]string{}}
}

func pageOf(d *document.Document) string {
	return "<html><head></head><body>" + d.HTML("main") + d.HTML("side") + "</body></html>"
}

var idAttribute = regexp.MustCompile(` id="([^"]*)"`)

// apply applies operations as they come over the wire.
func (b *browser) apply(ops []document.Op) {
	b.t.Helper()
	var message struct{ Ops [][]any }
	if err := json.Unmarshal(wire.AppendPatch(nil, 1, 0, nil, ops), &message); err != nil {
		b.t.Fatal(err)
	}
	if err := b.dom.Apply(message.Ops); err != nil {
		b.t.Fatalf("%v\nin %v", err, message.Ops)
	}
	for _, op := range ops {
		if op.Kind == document.OpValue {
			b.values[op.ID] = op.Text
		}
		for _, text := range append(slices.Clone(op.Items), op.Text) {
			if op.Kind == document.OpHTML || op.Kind == document.OpChildren && strings.HasPrefix(text, "<") {
				for _, id := range idAttribute.FindAllStringSubmatch(text, -1) {
					delete(b.values, id[1]) // the HTML says what it shows
				}
			}
		}
	}
}

// has reports whether the page has a component.
func (b *browser) has(id string) bool {
	n, err := b.dom.Find("[id='" + id + "']")
	return err == nil && n != nil
}

// check compares the page with a new rendering of the document.
func (b *browser) check(d *document.Document) {
	b.t.Helper()
	fresh, err := pntest.ParseDOM(pageOf(d))
	if err != nil {
		b.t.Fatal(err)
	}
	if got, want := outline(b.t, b.dom), outline(b.t, fresh); got != want {
		b.t.Fatalf("the page is\n%s\nand should be\n%s", got, want)
	}
	for _, c := range d.Controls() {
		got, ok := b.values[c.ID]
		if !ok {
			input, err := b.dom.Find("[id='" + c.ID + "'] input")
			if err != nil || input == nil {
				b.t.Fatalf("no input in %s", c.ID)
			}
			got = attribute(input, "value")
		}
		if got != c.Value {
			b.t.Fatalf("the control %s shows %s and should show %s", c.ID, got, c.Value)
		}
	}
}

// outline writes a page so that two pages that show the same have the same
// text: attributes in order, without those that the browser owns.
func outline(t testing.TB, dom *pntest.DOM) string {
	t.Helper()
	body, err := dom.Find("body")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var write func(n *html.Node, depth int)
	write = func(n *html.Node, depth int) {
		indent := strings.Repeat("  ", depth)
		if n.Type == html.TextNode {
			fmt.Fprintf(&out, "%s%q\n", indent, n.Data)
			return
		}
		var attrs []string
		for _, a := range n.Attr {
			if a.Key != "value" {
				attrs = append(attrs, fmt.Sprintf(" %s=%q", a.Key, a.Val))
			}
		}
		slices.Sort(attrs)
		fmt.Fprintf(&out, "%s<%s%s>\n", indent, n.Data, strings.Join(attrs, ""))
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			write(c, depth+1)
		}
	}
	write(body, 0)
	return out.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
