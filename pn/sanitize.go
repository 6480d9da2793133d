package pn

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy allows elements and attributes that format text, and none that run,
// load or mislead. It is costly to make and safe to share.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowAttrs("class").OnElements("code", "pre", "span", "div", "p", "table", "td", "th")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("td", "th")
	p.AllowAttrs("type").Matching(regexp.MustCompile("^checkbox$")).OnElements("input") // of task lists
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile("^$")).OnElements("input")
	p.AllowDataURIImages()
	p.RequireNoFollowOnLinks(false)
	p.RequireNoReferrerOnLinks(true)
	return p
})

func sanitize(text string) string { return policy().Sanitize(balance(text, tame)) }

// tame removes what could be confused with a component's element: ids, by which
// a page finds components, and enabled controls.
func tame(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "id" || a.Key == "disabled" })
	switch {
	case n.DataAtom != atom.Input:
	case slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "checkbox"}):
		n.Attr = append(n.Attr, html.Attribute{Key: "disabled"})
	default:
		n.Attr = nil // the policy drops it then
	}
}

// balance writes HTML as a browser parses it: open elements are closed and
// stray end tags dropped, so that it cannot change anything around it. HTML
// that is nested too deeply to parse becomes text. each is called for every
// node.
func balance(text string, each func(element *html.Node)) string {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return html.EscapeString(text)
	}
	var b strings.Builder
	for _, n := range nodes {
		each(n)
		for below := range n.Descendants() {
			each(below)
		}
		if err := html.Render(&b, n); err != nil {
			return html.EscapeString(text)
		}
	}
	return b.String()
}
