package document_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/pn/pntest"
)

// knob is a control as scripts have them: with a kind, a label, a key, a title, children
// and a value.
type knob struct {
	node         document.Node
	label, title string
	value        int
	children     []document.Component
}

func newKnob(kind, label string, children ...document.Component) *knob {
	k := &knob{label: label, children: children}
	k.node.Init(k, document.Kind{Name: kind})
	return k
}

func (k *knob) key(key string) *knob {
	k.node.Styled(func(s *document.Style) { s.Key = key })
	return k
}

func (k *knob) titled(title string) *knob {
	k.title = title
	return k
}

func (k *knob) set(value int) *knob {
	k.node.UpdateValue(func() { k.value = value })
	return k
}

func (k *knob) Node() *document.Node { return &k.node }

func (k *knob) Render(m *document.Markup) {
	m.Open("div")
	if k.label != "" {
		m.Label(k.label)
	}
	m.Open("input").Owned("value", fmt.Sprint(k.value))
	m.Open("section").Section(k.title)
	for _, c := range k.children {
		m.Child(c)
	}
	m.Value(k.value)
}

func (k *knob) HandleEvent(e document.Event) error { return k.Keep(e.Value) }

func (k *knob) Keep(value []byte) error {
	n := 0
	err := json.Unmarshal(value, &n)
	k.set(n)
	return err
}

// group holds others and takes no events.
func group(title string, children ...document.Component) *box {
	b := newBox(leaf, "")
	b.markup = func(_ *box, m *document.Markup) {
		m.Open("div").Section(title)
		for _, c := range children {
			m.Child(c)
		}
	}
	return b
}

// A key tells a control from all others on the page, in the document as in what a
// browser has of it; where nothing does, there is none.
func TestKeys(t *testing.T) {
	for _, test := range []struct {
		name string
		page []document.Component
		want []string // of the knobs, in page order
	}{
		{"kind and label", []document.Component{newKnob("text", "A"), newKnob("text", "B"), newKnob("number", "A")},
			[]string{"label/text/A", "label/text/B", "label/number/A"}},
		{"none", []document.Component{newKnob("text", "A"), newKnob("text", "A"), newKnob("text", "B")},
			[]string{"", "", "label/text/B"}},
		{"without a label", []document.Component{newKnob("text", ""), newKnob("number", "")},
			[]string{"label/text/", "label/number/"}},
		{"in parts with titles", []document.Component{group("One", newKnob("text", "A")), group("Two", newKnob("text", "A"), newKnob("text", "B"))},
			[]string{"in/title/One/text/A", "in/title/Two/text/A", "label/text/B"}},
		{"in parts with one title", []document.Component{group("One", newKnob("text", "A")), group("One", newKnob("text", "A"))},
			[]string{"", ""}},
		{"the nearest part", []document.Component{group("One", group("Two", newKnob("text", "A"))), group("One", newKnob("text", "A"))},
			[]string{"in/title/Two/text/A", "in/title/One/text/A"}},
		{"its own key", []document.Component{newKnob("text", "A").key("a"), newKnob("text", "A").key("b"), newKnob("text", "A")},
			[]string{"key/a", "key/b", ""}},
		{"below the keys of others", []document.Component{newKnob("card", "", newKnob("text", "A").key("x")).key("a"), newKnob("card", "", newKnob("text", "A").key("x")).key("b")},
			[]string{"key/a", "key/a/x", "key/b", "key/b/x"}},
		{"in one with a key", []document.Component{newKnob("card", "", newKnob("text", "A")).key("a").titled("T"), newKnob("card", "", newKnob("text", "A")).key("b").titled("T")},
			[]string{"key/a", "in/key/a/text/A", "key/b", "in/key/b/text/A"}},
		{"one key twice", []document.Component{newKnob("text", "A").key("a"), newKnob("text", "B").key("a")},
			[]string{"", ""}},
		{"what looks like another", []document.Component{newKnob("text", "A\nB"), group("One\ntext", newKnob("text", "<&>\x01")), group("", newKnob("text", "<&>"))},
			[]string{"label/text/A B", "in/title/One text/text/<&>", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, main, _ := newDocument()
			main.markup = func(_ *box, m *document.Markup) {
				m.Open("div")
				for _, c := range test.page {
					m.Child(c)
				}
			}
			settle(t, d)
			dom, err := pntest.ParseDOM(pageOf(d))
			if err != nil {
				t.Fatal(err)
			}
			var got, inDOM []string
			for _, c := range d.Controls() {
				got = append(got, strings.ReplaceAll(c.Key, "\n", "/"))
				n, err := dom.Find("[id='" + c.ID + "']")
				if err != nil {
					t.Fatal(err)
				}
				inDOM = append(inDOM, strings.ReplaceAll(dom.Key(n), "\n", "/"))
				if found, ok := d.ByKey(c.Key); c.Key != "" && (!ok || found.ID() != c.ID) {
					t.Errorf("%q leads to %v", c.Key, found)
				}
			}
			if !slices.Equal(got, test.want) || !slices.Equal(inDOM, test.want) {
				t.Errorf("the keys are\n%q, on the page\n%q, want\n%q", got, inDOM, test.want)
			}
		})
	}
}

// Keys follow what changes on the page.
func TestKeysChange(t *testing.T) {
	d, main, _ := newDocument()
	a, b := newKnob("text", "A"), newKnob("text", "A")
	shown := []document.Component{a}
	main.markup = func(_ *box, m *document.Markup) {
		m.Open("div")
		for _, c := range shown {
			m.Child(c)
		}
	}
	leadsTo := func(key string, want *knob) {
		t.Helper()
		settle(t, d)
		n, ok := d.ByKey(key)
		if ok != (want != nil) || ok && n != want.Node() {
			t.Errorf("%q leads to %v, %v", key, n, ok)
		}
	}
	leadsTo("label\ntext\nA", a)
	main.Update(func() { shown = []document.Component{a, b} })
	leadsTo("label\ntext\nA", nil)
	b.node.Update(func() { b.label = "B" })
	leadsTo("label\ntext\nA", a)
	leadsTo("label\ntext\nB", b)
	a.key("own")
	leadsTo("key\nown", a)
	main.Update(func() { shown = nil })
	leadsTo("key\nown", nil)
}
