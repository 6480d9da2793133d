package document_test

import (
	"strconv"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// box is a component whose every part can be changed.
type box struct {
	node     document.Node
	form     form
	text     string
	attr     string // "" is none
	value    int
	children []*box
	markup   func(b *box, m *document.Markup)
}

// form is how a box writes itself.
type form int

const (
	leaf    form = iota // text alone
	list                // children alone
	titled              // children below a title
	items               // each child in an element of its own
	between             // children and text by turns
	control             // a value
	raw                 // HTML that was not written element by element
	forms
)

func newBox(f form, text string, children ...*box) *box {
	b := &box{form: f, text: text, children: children}
	b.node.Init(b, document.Kind{Name: "box"})
	return b
}

func (b *box) Node() *document.Node { return &b.node }
func (b *box) ID() string           { return b.node.ID() }
func (b *box) Update(change func()) { b.node.Update(change) }

func (b *box) Render(m *document.Markup) {
	if b.markup != nil {
		b.markup(b, m)
		return
	}
	m.Open("div")
	if b.attr != "" {
		m.Attr("title", b.attr)
	}
	switch b.form {
	case leaf:
		m.Text(b.text)
	case list:
		for _, c := range b.children {
			m.Child(c)
		}
	case titled:
		m.Element("h2", "", b.text).Open("section").Class("body")
		for _, c := range b.children {
			m.Child(c)
		}
		m.Close()
	case items:
		for _, c := range b.children {
			m.Open("p").Close().Open("div").Class("item").Child(c).Close()
		}
	case between:
		for _, c := range b.children {
			m.Text(b.text).Child(c)
		}
	case control:
		m.Label(b.text)
		m.Open("input").Attr("type", "number").Owned("value", strconv.Itoa(b.value))
		m.Value(b.value)
	case raw:
		m.Raw("<b>" + strconv.Quote(b.attr) + "</b><br>")
	}
	m.Close()
}

// newDocument makes a document with two roots. What is posted runs at once.
func newDocument() (d *document.Document, main, side *box) {
	d = document.New(func(f func()) bool { f(); return true }, func() {})
	main, side = newBox(list, ""), newBox(list, "")
	d.AddRoot(main.Node(), "main")
	d.AddRoot(side.Node(), "side")
	return d, main, side
}

func settle(t testing.TB, d *document.Document) {
	t.Helper()
	if err := d.Settle(); err != nil {
		t.Fatal(err)
	}
}
