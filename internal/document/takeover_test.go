package document_test

import (
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// A computed node that runs again makes its controls anew. Those with the keys of the
// ones before keep the element in the browser and the value that a person gave.
func TestComputedNodesTakeOver(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after func() document.Component
		given         string // by a person, or ""
		want          string // the value in the browser
		stays         bool   // the element in the browser
	}{
		{"the control itself", func() document.Component { return newKnob("text", "A") }, func() document.Component { return newKnob("text", "A") }, "5", "5", true},
		{"nothing given", func() document.Component { return newKnob("text", "A") }, func() document.Component { return newKnob("text", "A") }, "", "0", true},
		{"it begins with another value", func() document.Component { return newKnob("text", "A") }, func() document.Component { return newKnob("text", "A").set(7) }, "5", "7", true},
		{"it began with that value before", func() document.Component { return newKnob("text", "A").set(7) }, func() document.Component { return newKnob("text", "A").set(7) }, "5", "5", true},
		{"in another place", func() document.Component { return newKnob("text", "A") },
			func() document.Component { return group("", newKnob("number", "A"), group("", newKnob("text", "A"))) }, "5", "5", true},
		{"another label", func() document.Component { return newKnob("text", "A") }, func() document.Component { return newKnob("text", "B") }, "5", "0", false},
		{"another kind", func() document.Component { return newKnob("text", "A") }, func() document.Component { return newKnob("number", "A") }, "5", "0", false},
		{"by its key", func() document.Component { return newKnob("text", "A").key("a") }, func() document.Component { return newKnob("text", "B").key("a") }, "5", "5", true},
		{"two alike now", func() document.Component { return newKnob("text", "A") },
			func() document.Component { return group("", newKnob("text", "A"), newKnob("text", "A")) }, "5", "0", false},
		{"in a computed node of its own", func() document.Component { return computes(func() document.Component { return newKnob("text", "A") }) },
			func() document.Component { return computes(func() document.Component { return newKnob("text", "A") }) }, "5", "5", true},
		{"a control in a control", func() document.Component { return newKnob("card", "C", newKnob("text", "A")) },
			func() document.Component { return newKnob("card", "C", group("", newKnob("text", "A"))) }, "5", "5", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			next := test.before
			view := computes(func() document.Component { return next() })
			d, main, _ := newDocument()
			main.children = []*box{view}
			settle(t, d)
			page := visit(t, d)
			old := byKind(t, d, "text")
			if test.given != "" {
				d.BrowserHas(old, []byte(test.given))
				if err := old.Renderer().(document.Handler).HandleEvent(document.Event{Name: "change", Value: []byte(test.given)}); err != nil {
					t.Fatal(err)
				}
				page.values[old.ID()] = test.given
				settle(t, d)
				page.apply(d.Take())
			}
			id := old.ID()
			next = test.after
			for range 3 { // it goes on so when it runs again
				view.node.Recompute()
				settle(t, d)
				page.apply(d.Take())
				page.check(d)
				controls := d.Controls()
				if got := controls[len(controls)-1]; (got.ID == id) != test.stays || got.Value != test.want {
					t.Errorf("it is %s with the value %s, and was %s; want %s", got.ID, got.Value, id, test.want)
				}
			}
		})
	}
}

// What a script keeps stays what it is, however much it is like another.
func TestComputedNodesTakeOverOnlyWhatTheyMade(t *testing.T) {
	a, b := newKnob("text", "A"), newKnob("text", "A")
	shown := a
	view := computes(func() document.Component { return shown })
	d, main, _ := newDocument()
	main.children = []*box{view}
	settle(t, d)
	page := visit(t, d)
	d.BrowserHas(a.Node(), []byte("5"))
	if err := a.Keep([]byte("5")); err != nil {
		t.Fatal(err)
	}
	page.values[a.node.ID()] = "5"
	for _, next := range []*knob{b, a} {
		shown = next
		view.node.Recompute()
		settle(t, d)
		page.apply(d.Take())
		page.check(d)
	}
	if a.value != 5 || b.value != 0 {
		t.Errorf("the values are %d and %d", a.value, b.value)
	}
}

// computes returns a computed node that shows what f returns.
func computes(f func() document.Component) *box {
	b := newBox(leaf, "")
	var content document.Component
	b.markup = func(_ *box, m *document.Markup) { m.Open("div").Child(content) }
	b.node.Compute(func() {
		c := f()
		b.Update(func() { content = c })
	})
	return b
}

func byKind(t *testing.T, d *document.Document, kind string) (found *document.Node) {
	t.Helper()
	d.Walk(func(n *document.Node) bool {
		if n.Kind() == kind {
			found = n
		}
		return found == nil
	})
	if found == nil {
		t.Fatalf("no %s is on the page", kind)
	}
	return found
}
