package document_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// lines writes operations as docs/protocol.md does, one a line.
func lines(ops []document.Op) string {
	var out []string
	for _, op := range ops {
		line := fmt.Sprintf("%s %s", op.Kind, op.ID)
		switch op.Kind {
		case document.OpHTML, document.OpValue:
			line += " " + op.Text
		case document.OpText, document.OpAppend:
			line += fmt.Sprintf(" %v %q", op.Path, op.Text)
		case document.OpAttr:
			line += fmt.Sprintf(" %v %s %q", op.Path, op.Name, op.Text)
			if op.Gone {
				line = fmt.Sprintf("%s %s %v %s gone", op.Kind, op.ID, op.Path, op.Name)
			}
		case document.OpChildren:
			line += fmt.Sprintf(" %v %q", op.Path, op.Items)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// A change of one box leads to the smallest operations that express it.
func TestTake(t *testing.T) {
	a, b, c := newBox(leaf, "a"), newBox(leaf, "b"), newBox(leaf, "c")
	tests := []struct {
		name   string
		box    *box
		change func(b *box)
		want   string
	}{
		{"nothing", newBox(leaf, "old"), func(b *box) {}, ``},
		{"a text", newBox(leaf, "old"), func(b *box) { b.text = "<new>" }, `text c1 [] "<new>"`},
		{"a text that grows", newBox(leaf, "a & b"), func(b *box) { b.text = "a & b & c\r" }, `append c1 [] " & c\r"`},
		{"a text that was empty", newBox(leaf, ""), func(b *box) { b.text = "a" }, `text c1 [] "a"`},
		{"a text that goes", newBox(leaf, "a"), func(b *box) { b.text = "" }, `text c1 [] ""`},
		{"a text below the root", newBox(titled, "old"), func(b *box) { b.text = "new" }, `text c1 [0] "new"`},
		{"an attribute that comes", newBox(leaf, ""), func(b *box) { b.attr = `"&"` }, `attr c1 [] title "\"&\""`},
		{"an attribute that goes", with(newBox(leaf, ""), func(b *box) { b.attr = "x" }), func(b *box) { b.attr = "" }, `attr c1 [] title gone`},
		{"hiding", newBox(leaf, ""), func(b *box) { b.node.Styled(func(s *document.Style) { s.Hidden = true }) }, `attr c1 [] hidden ""`},
		{"a value", newBox(control, ""), func(b *box) { b.value = 7 }, `value c1 7`},
		{"a value and a text", newBox(control, ""), func(b *box) { b.value, b.text = 7, "x" }, "text c1 [0] \"x\"\nvalue c1 7"},
		{"a child that comes", newBox(titled, ""), func(b *box) { b.children = []*box{a} },
			`children c1 [1] ["<div id=\"c2\" data-pn=\"box\" class=\"pn-box\">a</div>"]`},
		{"children in another order", newBox(list, "", b, c), func(b *box) { b.children = []*box{b.children[1], b.children[0]} },
			`children c1 [] ["c3" "c2"]`},
		{"a child that goes", newBox(list, "", newBox(leaf, ""), newBox(leaf, "")), func(b *box) { b.children = b.children[1:] }, `children c1 [] ["c3"]`},
		{"children with elements of their own", newBox(items, "", newBox(leaf, ""), newBox(leaf, "")), func(b *box) { b.children = b.children[1:] },
			`html c1 <div id="c1" data-pn="box" class="pn-box"><p></p><div class="item"><i data-pn-keep="c3"></i></div></div>`},
		{"another element", newBox(leaf, "x"), func(b *box) { b.form = control },
			`html c1 <div id="c1" data-pn="box" class="pn-box"><span class="pn-label">x</span><input type="number" value="0"></div>` + "\nvalue c1 0"},
		{"another HTML", newBox(raw, ""), func(b *box) { b.attr = "x" },
			`html c1 <div id="c1" data-pn="box" class="pn-box" title="x"><b>"x"</b><br></div>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, main, _ := newDocument()
			main.children = []*box{test.box}
			settle(t, d)
			page := visit(t, d)
			test.change(test.box)
			test.box.Update(func() {})
			settle(t, d)
			ops := d.Take()
			if got := lines(ops); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			page.apply(ops)
			page.check(d)
			if again := d.Take(); again != nil {
				t.Errorf("taken twice: %s", lines(again))
			}
		})
	}
}

func with(b *box, change func(*box)) *box {
	change(b)
	return b
}

// Two changes of one box between two patches are one operation; a change that
// was undone is none.
func TestTakeJoins(t *testing.T) {
	d, main, _ := newDocument()
	b := newBox(leaf, "a")
	main.children = []*box{b}
	settle(t, d)
	d.Sync()
	for _, text := range []string{"b", "c"} {
		b.Update(func() { b.text = text })
		settle(t, d)
	}
	if got := lines(d.Take()); got != `text c1 [] "c"` {
		t.Errorf("two changes: %s", got)
	}
	for _, text := range []string{"d", "c"} {
		b.Update(func() { b.text = text })
		settle(t, d)
	}
	if got := lines(d.Take()); got != "" {
		t.Errorf("a change taken back: %s", got)
	}
}

// A child that left the page and came back between two patches is a new
// element, though its parent holds the same.
func TestTakeAfterLeavingAndComingBack(t *testing.T) {
	d, main, _ := newDocument()
	b := newBox(leaf, "a")
	main.children = []*box{b}
	settle(t, d)
	page := visit(t, d)
	for _, children := range [][]*box{nil, {b}} {
		main.Update(func() { main.children = children })
		settle(t, d)
	}
	if got := b.ID(); got != "c2" {
		t.Errorf("id %s, want a new one", got)
	}
	page.apply(d.Take())
	page.check(d)
}

// A box that is put inside its own child goes there.
func TestTakeInsideOut(t *testing.T) {
	d, main, _ := newDocument()
	inner := newBox(list, "")
	outer := newBox(list, "", inner)
	main.children = []*box{outer}
	settle(t, d)
	page := visit(t, d)
	inner.Update(func() { inner.children = []*box{outer} })
	main.Update(func() { main.children = []*box{inner} })
	outer.Update(func() { outer.children = nil })
	settle(t, d)
	if got := outer.ID() + inner.ID(); got != "c1c2" {
		t.Errorf("ids %s: the boxes are no longer the same", got)
	}
	page.apply(d.Take())
	page.check(d)
}

// A value that the browser reported is not sent back, unless the program
// changed it.
func TestBrowserHas(t *testing.T) {
	tests := []struct {
		name, typed string
		taken       int
		want        string
	}{
		{"taken as it is", "7", 7, ""},
		{"written otherwise", " 7.0 ", 7, ""},
		{"mended", "99", 10, "value c1 10"},
		{"refused", "3", 0, "value c1 0"},
		{"nonsense", "{", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, main, _ := newDocument()
			b := newBox(control, "")
			main.children = []*box{b}
			settle(t, d)
			d.Sync()
			d.BrowserHas(b.Node(), []byte(test.typed))
			if test.taken != 0 {
				b.Update(func() { b.value = test.taken })
			}
			settle(t, d)
			if got := lines(d.Take()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// From a digest, a page gets the boxes that differ, and keeps the others.
func TestTakeFrom(t *testing.T) {
	make := func(text string, value int, more ...*box) *document.Document {
		d, main, _ := newDocument()
		main.children = append([]*box{newBox(leaf, text), with(newBox(control, "n"), func(b *box) { b.value = value })}, more...)
		settle(t, d)
		return d
	}
	const div = `<div id="%s" data-pn="box" class="pn-box">`
	theirs := make("a", 1)
	tests := []struct {
		name string
		ours *document.Document
		want string
	}{
		{"the same", make("a", 1), ""},
		{"a text", make("b", 1), "html c1 " + fmt.Sprintf(div, "c1") + "b</div>"},
		{"a value", make("a", 2), "value c2 2"},
		{"a box more", make("a", 1, newBox(leaf, "new")),
			"html main " + fmt.Sprintf(div, "main") + `<i data-pn-keep="c1"></i><i data-pn-keep="c2"></i>` + fmt.Sprintf(div, "c3") + "new</div></div>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := lines(test.ours.TakeFrom(theirs.Digest())); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if got := test.ours.Take(); got != nil {
				t.Errorf("taken twice: %s", lines(got))
			}
		})
	}
}

// A long value costs no more than its own size, whatever it is made of.
func TestBrowserHasALongValue(t *testing.T) {
	b := newBox(control, "")
	d := pageWith(t, b)
	raw := []byte("[" + strings.Repeat("{},", 1<<20) + "{}]")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d.BrowserHas(b.Node(), raw)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 2*uint64(len(raw)) {
		t.Errorf("%d bytes took %d", len(raw), took)
	}
	settle(t, d)
	if got := lines(d.Take()); got != "value c1 0" {
		t.Errorf("the browser, which has another value, is sent %q", got)
	}
}
