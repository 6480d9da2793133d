package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// reader is a computed node: it shows the result of its function and counts how
// often it ran.
type reader struct {
	box
	runs int
}

func newReader(f func() string) *reader {
	r := &reader{}
	r.node.Init(&r.box, document.Kind{Name: "reader"})
	r.node.Compute(func() {
		r.runs++
		text := f()
		r.Update(func() { r.text = text })
	})
	return r
}

func (b *box) read() (v int) {
	b.node.Read(func() { v = b.value })
	return v
}

func (b *box) set(v int) { b.node.UpdateValue(func() { b.value = v }) }

// pageWith shows boxes in the main root.
func pageWith(t *testing.T, boxes ...*box) *document.Document {
	t.Helper()
	d, main, _ := newDocument()
	main.children = boxes
	settle(t, d)
	d.Sync()
	return d
}

// A computed node runs again when a value that it read has changed, and only
// then.
func TestComputedNodesFollowWhatTheyRead(t *testing.T) {
	a, b := newBox(control, "a"), newBox(control, "b")
	first := newReader(func() string { return fmt.Sprint(a.read()) })
	second := newReader(func() string {
		if a.read() > 0 {
			return fmt.Sprint(b.read())
		}
		return "none"
	})
	d := pageWith(t, a, b, &first.box, &second.box)
	steps := []struct {
		name          string
		act           func()
		first, second int
		shown         string
	}{
		{"the first settling", func() {}, 1, 1, "0 none"},
		{"a value that nobody read yet", func() { b.set(5) }, 1, 1, "0 none"},
		{"a value that both read", func() { a.set(1) }, 2, 2, "1 5"},
		{"a value that one reads now", func() { b.set(6) }, 2, 3, "1 6"},
		{"two values at once", func() { a.set(2); b.set(7) }, 3, 4, "2 7"},
		{"a change that is no value", func() { a.Update(func() { a.text = "x" }) }, 3, 4, "2 7"},
		{"an input that is read no more", func() { a.set(0) }, 4, 5, "0 none"},
		{"its value", func() { b.set(8) }, 4, 5, "0 none"},
		{"on request", func() { first.node.Recompute() }, 5, 5, "0 none"},
	}
	for _, step := range steps {
		step.act()
		settle(t, d)
		if first.runs != step.first || second.runs != step.second {
			t.Errorf("%s: %d and %d runs, want %d and %d", step.name, first.runs, second.runs, step.first, step.second)
		}
		if got := first.text + " " + second.text; got != step.shown {
			t.Errorf("%s: %q is shown, want %q", step.name, got, step.shown)
		}
	}
}

// A value that is read before it is on the page is an input too.
func TestReadBeforeOnThePage(t *testing.T) {
	late := newBox(control, "")
	view := newReader(func() string { return fmt.Sprint(late.read()) })
	d, main, _ := newDocument()
	main.children = []*box{&view.box}
	settle(t, d)
	late.set(1)
	main.Update(func() { main.children = []*box{&view.box, late} })
	settle(t, d)
	if view.text != "1" {
		t.Errorf("%q is shown after a change off the page, want 1", view.text)
	}
	late.set(2)
	settle(t, d)
	if view.text != "2" {
		t.Errorf("%q is shown after a change on the page, want 2", view.text)
	}
}

// A computed node that makes a control at each run, and reads it, settles and
// follows the control.
func TestComputedNodeMakesWhatItReads(t *testing.T) {
	d, main, _ := newDocument()
	var made *box
	view := &reader{}
	view.form = list
	view.node.Init(&view.box, document.Kind{Name: "reader"})
	view.node.Compute(func() {
		view.runs++
		made = newBox(control, "")
		made.set(3)
		made.read()
		view.Update(func() { view.children = []*box{made} })
	})
	main.children = []*box{&view.box}
	settle(t, d)
	if view.runs != 1 {
		t.Errorf("%d runs, want 1", view.runs)
	}
	made.set(4)
	settle(t, d)
	if view.runs != 2 {
		t.Errorf("%d runs after a change, want 2", view.runs)
	}
}

// Computed nodes that keep making each other stale are an error, not an endless
// loop.
func TestComputedNodesWithoutEnd(t *testing.T) {
	a := newBox(control, "")
	view := newReader(func() string { a.set(a.read() + 1); return "" })
	d, main, _ := newDocument()
	main.children = []*box{a, &view.box}
	if err := d.Settle(); err == nil || !strings.Contains(err.Error(), "gave up after 100 rounds, in which these changed: box") {
		t.Errorf("error %v", err)
	}
}

// Mistakes are reported, and the page stays as it was.
func TestMistakes(t *testing.T) {
	var side *box
	elsewhere := newBox(leaf, "elsewhere")
	pageWith(t, elsewhere)
	tests := []struct {
		name string
		make func(a, b, leaf *box) // a and b stand in main; so does leaf, in a
		want string                // of the error
	}{
		{"twice in one", func(a, b, leaf *box) { a.children = []*box{leaf, leaf} }, "the same box stands twice in one box"},
		{"in two places", func(a, b, leaf *box) { b.children = []*box{leaf} }, "a box stands in two places on the page"},
		{"in itself", func(a, b, leaf *box) { a.children = []*box{leaf, a} }, "a box stands in two places on the page"},
		{"in each other", func(a, b, leaf *box) { a.children, b.children = []*box{leaf, b}, []*box{a} }, "in two places"},
		{"in a new one besides", func(a, b, leaf *box) { b.children = []*box{newBox(list, "", newBox(control, ""), leaf)} }, "in two places"},
		{"twice in a new one", func(a, b, leaf *box) { b.children = []*box{newBox(list, "", leaf, leaf)} }, "twice in one box"},
		{"a root", func(a, b, leaf *box) { b.children = []*box{side} }, "the box of a page cannot stand in a box"},
		{"of another page", func(a, b, leaf *box) { b.children = []*box{elsewhere} }, "belongs to the page of another session"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b, c := newBox(list, "a"), newBox(list, "b"), newBox(leaf, "leaf")
			a.children = []*box{c}
			d, main, other := newDocument()
			side = other
			main.children = []*box{a, b}
			settle(t, d)
			page := visit(t, d)
			test.make(a, b, c)
			a.Update(func() {})
			b.Update(func() {})
			if err := d.Settle(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			names := map[string]string{a.ID(): "a", b.ID(): "b", c.ID(): "leaf"}
			if got := nesting(d, main, names); got != "(a(leaf))(b)" {
				t.Errorf("the page holds %s", got)
			}
			if got := lines(d.Take()); got != "" {
				t.Errorf("the browser is sent %s", got)
			}

			a.Update(func() { a.children = []*box{c} })
			b.Update(func() { b.children = nil })
			settle(t, d)
			page.apply(d.Take())
			page.check(d)
			names[c.ID()] = "leaf"
			if got := nesting(d, main, names); got != "(a(leaf))(b)" {
				t.Errorf("when mended, the page holds %s", got)
			}
		})
	}
}

// nesting returns which element is in which, from the HTML.
func nesting(d *document.Document, root *box, names map[string]string) string {
	var out strings.Builder
	for _, part := range strings.SplitAfter(d.HTML(root.ID()), ">") {
		if id := idAttribute.FindStringSubmatch(part); id != nil {
			out.WriteString("(" + names[id[1]])
		} else if strings.HasSuffix(part, "</div>") {
			out.WriteString(")")
		}
	}
	return strings.TrimSuffix(strings.TrimPrefix(out.String(), "("), ")")
}

// Boxes that contain each other, and that nothing else contains, leave the
// page.
func TestCycleOffThePage(t *testing.T) {
	a, b := newBox(list, ""), newBox(list, "")
	d, main, _ := newDocument()
	main.children = []*box{a, b}
	settle(t, d)
	page := visit(t, d)
	a.Update(func() { a.children = []*box{b} })
	b.Update(func() { b.children = []*box{a} })
	main.Update(func() { main.children = nil })
	if err := d.Settle(); err == nil || err.Error() != "a box stands inside itself" {
		t.Errorf("error %v", err)
	}
	if d.Len() != 2 || a.ID()+b.ID() != "" {
		t.Errorf("%d nodes, ids %q and %q: want only the roots", d.Len(), a.ID(), b.ID())
	}
	page.apply(d.Take())
	page.check(d)
}

// A page that never stops building is stopped, and can continue.
func TestTooManyNodes(t *testing.T) {
	d, main, _ := newDocument()
	many := newBox(list, "")
	for range document.MaxNodes {
		many.children = append(many.children, newBox(leaf, ""))
	}
	main.children = []*box{many}
	if err := d.Settle(); err == nil || err.Error() != "the page has too many components: at most 100000" {
		t.Errorf("error %v", err)
	}
	if got := d.Len(); got != 2 {
		t.Errorf("%d nodes stay, want the roots", got)
	}
	main.Update(func() { many.children = many.children[:5] })
	settle(t, d)
	if got := d.Len(); got != 8 {
		t.Errorf("%d nodes, want 8", got)
	}
}

// A panic in one node leaves the node unlocked, and the other nodes are
// rendered.
func TestPanicInRender(t *testing.T) {
	bad, good := newBox(leaf, "bad"), newBox(leaf, "good")
	d := pageWith(t, bad, good)
	bad.markup = func(*box, *document.Markup) { panic("bad") }
	bad.Update(func() {})
	good.Update(func() { good.text = "better" })
	func() {
		defer func() {
			if r := recover(); r != "bad" {
				t.Errorf("recovered %v", r)
			}
		}()
		settle(t, d)
	}()
	settle(t, d)
	if got := d.HTML(good.ID()); !strings.Contains(got, "better") {
		t.Errorf("the other node: %s", got)
	}
	bad.Update(func() { bad.markup, bad.text = nil, "mended" })
	settle(t, d)
	if got := d.HTML(bad.ID()); !strings.Contains(got, "mended") {
		t.Errorf("the node, mended: %s", got)
	}
}

// A new node that panics is empty in the page until it is mended, and the nodes beside
// it are shown.
func TestPanicInNewNode(t *testing.T) {
	d, main, _ := newDocument()
	settle(t, d)
	d.Sync()
	bad, good := newBox(leaf, "bad"), newBox(leaf, "good")
	bad.markup = func(*box, *document.Markup) { panic("bad") }
	main.Update(func() { main.children = []*box{bad, good} })
	func() {
		defer func() { _ = recover() }()
		settle(t, d)
	}()
	settle(t, d)
	want := `children main [] ["<div id=\"c1\" data-pn=\"box\" class=\"pn-box\"></div>" "<div id=\"c2\" data-pn=\"box\" class=\"pn-box\">good</div>"]`
	if got := lines(d.Take()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	bad.Update(func() { bad.markup = nil })
	settle(t, d)
	if got, want := lines(d.Take()), `text c1 [] "bad"`; got != want {
		t.Errorf("mended: %s, want %s", got, want)
	}
}

// A change that panics leaves the node unlocked and clean.
func TestPanicInUpdate(t *testing.T) {
	b := newBox(leaf, "")
	d := pageWith(t, b)
	func() {
		defer func() { _ = recover() }()
		b.Update(func() { panic("bad") })
	}()
	b.Update(func() { b.text = "x" })
	settle(t, d)
	if got := lines(d.Take()); got != `text c1 [] "x"` {
		t.Errorf("%s", got)
	}
}

// A computed node that panicked runs again when a value that it read has
// changed.
func TestPanicInComputedNode(t *testing.T) {
	a := newBox(control, "")
	view := newReader(func() string {
		if a.read() == 1 {
			panic("one")
		}
		return fmt.Sprint(a.read())
	})
	d := pageWith(t, a, &view.box)
	a.set(1)
	func() {
		defer func() { _ = recover() }()
		settle(t, d)
	}()
	a.set(2)
	settle(t, d)
	if view.text != "2" {
		t.Errorf("%q is shown", view.text)
	}
}
