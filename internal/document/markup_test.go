package document_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

// What a component writes, and the resulting HTML.
func TestMarkup(t *testing.T) {
	const root = `<div id="c1" data-pn="box" class="pn-box">`
	tests := []struct {
		name  string
		write func(m *document.Markup)
		want  string
	}{
		{"text is escaped", func(m *document.Markup) { m.Open("div").Text(`<b>&amp;"'`) }, root + `&lt;b&gt;&amp;amp;&#34;'</div>`},
		{"an attribute is escaped", func(m *document.Markup) { m.Open("div").Attr("title", `"><b>`) },
			strings.TrimSuffix(root, ">") + ` title="&#34;&gt;&lt;b&gt;"></div>`},
		{"control characters are dropped", func(m *document.Markup) { m.Open("div").Text("a\x00\x01\x02\x03\x04\x1f\x7fb\tc\n") }, root + "ab\tc\n</div>"},
		{"a carriage return stays one", func(m *document.Markup) { m.Open("div").Text("a\r\nb") }, root + "a&#13;\nb</div>"},
		{"bad UTF-8 is mended", func(m *document.Markup) { m.Open("div").Text("a\xffb") }, root + "a\uFFFDb</div>"},
		{"a label is an element of its own", func(m *document.Markup) { m.Open("div").Label("<Name>").Open("input") },
			root + `<span class="pn-label">&lt;Name&gt;</span><input></div>`},
		{"HTML stays, without marks", func(m *document.Markup) { m.Open("div").Raw("<b>\x00\x03x\xff</b>\x04") }, root + "<b>x\uFFFD</b></div>"},
		{"void elements need no end", func(m *document.Markup) { m.Open("div").Open("br").Open("b").Text("x") }, root + "<br><b>x</b></div>"},
		{"an end after a void element is that of the one around it", func(m *document.Markup) { m.Open("div").Open("p").Open("br").Close().Text("x") }, root + "<p><br></p>x</div>"},
		{"too many ends are no mistake", func(m *document.Markup) { m.Open("div").Close().Close().Close() }, root + "</div>"},
		{"no child is no mistake", func(m *document.Markup) { m.Open("div").Child(nil).Child((*box)(nil)) }, root + "</div>"},
		{"what the browser owns", func(m *document.Markup) { m.Open("div").Owned("value", "<").OwnedBool("checked", true) },
			strings.TrimSuffix(root, ">") + ` value="&lt;" checked></div>`},
		{"classes join those of the root", func(m *document.Markup) {
			m.Open("div").Class("a b").Attr("class", "c").Open("p").Class("d").Class(`"`)
		},
			`<div id="c1" data-pn="box" class="pn-box a b c"><p class="d &#34;"></p></div>`},
		{"styles join", func(m *document.Markup) {
			m.Open("div").Attr("style", "color:red").Open("p").Attr("style", "margin:0;").Attr("style", "top:0")
		}, strings.TrimSuffix(root, ">") + ` style="color:red"><p style="margin:0;top:0"></p></div>`},
		{"attributes with names alike", func(m *document.Markup) {
			m.Open("div").Attr("data-pn-x", "data-pn=").Attr("data", " class=").Attr("lass", "").Open("p").Attr("id", "")
		}, strings.TrimSuffix(root, ">") + ` data-pn-x="data-pn=" data=" class=" lass=""><p id=""></p></div>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBox(leaf, "")
			b.markup = func(_ *box, m *document.Markup) { test.write(m) }
			d := pageWith(t, b)
			if got := d.HTML("c1"); got != test.want {
				t.Errorf("got\n%q\nwant\n%q", got, test.want)
			}
		})
	}
}

// A component that writes an attribute twice does not go on to the page without it.
func TestAttributeTwice(t *testing.T) {
	for _, name := range []string{"id", "data-pn", "title"} {
		b := newBox(leaf, "")
		b.markup = func(_ *box, m *document.Markup) { m.Open("div").Attr("title", "").Attr(name, "x") }
		func() {
			defer func() {
				if want := "a box writes the attribute " + name + " of one element twice"; recover() != want {
					t.Errorf("no panic with %q", want)
				}
			}()
			pageWith(t, b)
		}()
	}
}

// The common options, on the root element.
func TestStyle(t *testing.T) {
	b := newBox(leaf, "")
	d := pageWith(t, b)
	b.node.Styled(func(s *document.Style) {
		*s = document.Style{Width: 300, Height: 20, Sizing: "stretch_width", Margin: "8px 0px", Classes: `wide "x"`,
			Hidden: true, Disabled: true, Loading: true, DefaultClasses: "own"}
	})
	settle(t, d)
	want := `<div id="c1" data-pn="box" class="pn-box own pn-stretch-width wide &#34;x&#34;" ` +
		`style="width:300px;height:20px;margin:8px 0px;" hidden aria-disabled="true" aria-busy="true"></div>`
	if got := d.HTML("c1"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	b.markup = func(_ *box, m *document.Markup) { m.Open("div").Class("more").Attr("style", "top:0") }
	b.node.Styled(func(*document.Style) {})
	settle(t, d)
	want = strings.Replace(strings.Replace(want, `x&#34;"`, `x&#34; more"`, 1), `0px;"`, `0px;top:0"`, 1)
	if got := d.HTML("c1"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Nodes are found by id and in page order, and ids of removed nodes are known.
func TestFinding(t *testing.T) {
	inner, slider := newBox(leaf, ""), with(newBox(control, "<Label>"), func(b *box) { b.value = 3 })
	d := pageWith(t, newBox(list, "", inner), slider)
	var order []string
	d.Walk(func(n *document.Node) bool { order = append(order, n.ID()); return len(order) < 4 })
	if want := []string{"main", "c1", "c3", "c2"}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if n, ok := d.Find("c3"); !ok || n != inner.Node() {
		t.Errorf("c3 is %v", n)
	}
	if d.HTML("c99") != "" {
		t.Error("HTML of nothing")
	}
	for id, want := range map[string]bool{"c1": true, "c3": true, "c4": false, "": false, "c": false, "c-1": false, "main": false, "c99999999999999": false} {
		if got := d.Was(id); got != want {
			t.Errorf("Was(%q) is %v", id, got)
		}
	}
	slider.Update(func() { slider.value = 4 })
	settle(t, d)
	want := document.Control{ID: "c2", Label: "<Label>", Value: "4", Changed: true}
	if got := d.Controls(); len(got) != 1 || got[0] != want {
		t.Errorf("controls %v, want %v", got, want)
	}
}

// The label of a control is the text of its first label, as a browser shows it.
func TestLabel(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(m *document.Markup)
		want  string
	}{
		{"as the page shows it", func(m *document.Markup) { m.Label("own <&>\x01\xff") }, "own <&>\uFFFD"},
		{"the first of several", func(m *document.Markup) { m.Label("").Label("second") }, ""},
		{"an element of its class", func(m *document.Markup) { m.Element("b", "pn-label", "bold").Label("second") }, "bold"},
		{"nothing in raw HTML", func(m *document.Markup) {
			m.Open("p").Raw(`<b class="pn-label">HTML</b>`).Close().Label("own")
		}, "own"},
	} {
		b := newBox(leaf, "")
		b.markup = func(_ *box, m *document.Markup) {
			m.Open("div")
			test.write(m)
			m.Value(1)
		}
		d := pageWith(t, b)
		if got := d.Controls(); len(got) != 1 || got[0].Label != test.want {
			t.Errorf("%s: controls %v, want the label %q", test.name, got, test.want)
		}
	}
}

// The kinds of a document are those of its current nodes. Nothing in their
// text, attributes or raw HTML adds one.
func TestKinds(t *testing.T) {
	inner, html := newBox(leaf, ""), newBox(leaf, "")
	inner.node.Init(inner, document.Kind{Name: "inner"})
	html.markup = func(_ *box, m *document.Markup) {
		m.Open("div").Attr("title", ` data-pn="attribute"`).Raw(`<p data-pn="forged"></p>`)
	}
	outer := newBox(list, "", inner)
	d := pageWith(t, outer, html, newBox(leaf, ""))
	if got, want := d.Assets(), []document.Asset{{Kind: "box"}, {Kind: "inner"}}; !slices.Equal(got, want) {
		t.Errorf("kinds %v, want %v", got, want)
	}

	outer.Update(func() { outer.children = nil })
	settle(t, d)
	if got, want := d.Assets(), []document.Asset{{Kind: "box"}}; !slices.Equal(got, want) {
		t.Errorf("kinds %v, want %v", got, want)
	}
}

// The document reports once that there is something to settle.
func TestOnDirty(t *testing.T) {
	told := 0
	d := document.New(func(func()) bool { return false }, func() { told++ })
	b := newBox(leaf, "")
	b.Update(func() {}) // on no page
	d.AddRoot(b.Node(), "main")
	b.Update(func() {})
	if told != 1 || !d.Dirty() {
		t.Errorf("told %d times, dirty %v", told, d.Dirty())
	}
	settle(t, d)
	d.Sync()
	b.Update(func() { b.text = "x" })
	if told != 2 {
		t.Errorf("told %d times", told)
	}
	settle(t, d)
	if !d.Dirty() {
		t.Error("nothing to take")
	}
	d.Take()
	if d.Dirty() {
		t.Error("dirty after everything was taken")
	}
}
