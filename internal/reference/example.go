package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// example is HTML of a component.
type example struct {
	about string // what it shows, such as "with a value"; "" if that is not said
	html  string // in lines, as far as they are shown
}

// exampleLines is how many lines of an example are shown.
const exampleLines = 32

// findExample takes the example from the golden file, in the folder of the package: that of
// the kind or, where components have a kind in common, of the constructor. A component
// whose kind is the script's to name may have none.
func (c *component) findExample(dir string) error {
	var tried []string
	for _, name := range []string{c.kind, strings.ToLower(c.constructors[0].Name)} {
		if name == "" {
			continue
		}
		file := filepath.Join(dir, "testdata", name+".golden.html")
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			tried = append(tried, file)
			continue
		}
		if err != nil {
			return err
		}
		c.example, err = firstExample(text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		return nil
	}
	if c.kind == "" {
		return nil
	}
	return fmt.Errorf("%s has no golden file to show: none of %s", c.Name, strings.Join(tried, ", "))
}

// entry matches the comment above each part of a golden file.
var entry = regexp.MustCompile(`(?m)^<!-- (.*) -->\n`)

// firstExample returns the first part of a golden file that has a text, or else the first.
func firstExample(golden []byte) (example, error) {
	var first example
	starts := entry.FindAllSubmatchIndex(golden, -1)
	if len(starts) == 0 {
		starts = [][]int{{0, 0, 0, 0}}
	}
	for i, at := range starts {
		end := len(golden)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		text, has, err := lines(golden[at[1]:end])
		if err != nil {
			return first, err
		}
		e := example{string(golden[at[2]:at[3]]), text}
		if has {
			return e, nil
		}
		if i == 0 {
			first = e
		}
	}
	return first, nil
}

// lines writes HTML in lines, an element a line where it holds others, and reports
// whether it has any text.
func lines(text []byte) (out string, has bool, err error) {
	nodes, err := html.ParseFragment(bytes.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return "", false, err
	}
	w := &lineWriter{}
	for _, n := range nodes {
		w.node(n, 0)
	}
	if len(w.lines) > exampleLines {
		w.lines = append(w.lines[:exampleLines], "…")
	}
	return strings.Join(w.lines, "\n"), w.text, nil
}

type lineWriter struct {
	lines []string
	text  bool
}

func (w *lineWriter) node(n *html.Node, depth int) {
	indent := strings.Repeat("  ", depth)
	if n.Type == html.TextNode {
		if text := strings.Join(strings.Fields(n.Data), " "); text != "" {
			w.text = true
			w.lines = append(w.lines, indent+html.EscapeString(text))
		}
		return
	}
	if n.Type != html.ElementNode {
		return
	}

	if mixed(n) {
		var text strings.Builder
		if html.Render(&text, n) == nil { // a strings.Builder takes everything
			w.text = true
			w.lines = append(w.lines, indent+strings.Join(strings.Fields(text.String()), " "))
		}
		return
	}

	inner := &lineWriter{}
	inner.children(n, depth+1)
	w.text = w.text || inner.text
	open, end := indent+openTag(n), "</"+n.Data+">"
	switch {
	case len(inner.lines) == 0 && void[n.Data]:
		w.lines = append(w.lines, open)
	case len(inner.lines) == 0:
		w.lines = append(w.lines, open+end)
	case len(inner.lines) == 1 && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode:
		w.lines = append(w.lines, open+strings.TrimSpace(inner.lines[0])+end)
	default:
		w.lines = append(append(append(w.lines, open), inner.lines...), indent+end)
	}
}

// mixed reports whether an element holds both words and elements, such as a paragraph with
// a link.
func mixed(n *html.Node) bool {
	words, elements := false, false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		words = words || c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
		elements = elements || c.Type == html.ElementNode
	}
	return words && elements
}

// mostAlike is how many neighbours of the same tag and class are shown, if there are more.
const mostAlike = 2

// children writes what an element holds. Of more neighbours that are alike than mostAlike,
// the others are left out.
func (w *lineWriter) children(n *html.Node, depth int) {
	last, alike := "", 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			if alike++; look(c) != last {
				last, alike = look(c), 1
			}
		}
		switch {
		case c.Type != html.ElementNode || alike <= mostAlike:
			w.node(c, depth)
		case alike == mostAlike+1:
			w.lines = append(w.lines, strings.Repeat("  ", depth)+"…")
		}
	}
}

// look is what makes elements alike: their tag and class.
func look(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "class" {
			return n.Data + " " + a.Val
		}
	}
	return n.Data
}

// void are elements without an end tag, of those that components write.
var void = map[string]bool{"br": true, "col": true, "hr": true, "img": true, "input": true, "source": true, "track": true, "wbr": true}

// longestValue is how many bytes of an attribute are shown.
const longestValue = 72

func openTag(n *html.Node) string {
	var text strings.Builder
	text.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		text.WriteString(" " + a.Key)
		value := a.Val
		if len(value) > longestValue {
			value = strings.ToValidUTF8(value[:longestValue], "") + "…"
		}
		if value != "" {
			text.WriteString(`="` + html.EscapeString(value) + `"`)
		}
	}
	return text.String() + ">"
}
