package document_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
)

func styled(kind, css string) *box {
	b := newBox(leaf, kind)
	b.node.Init(b, document.Kind{Name: kind, CSS: css})
	return b
}

// stylesOf are the styles that operations bring.
func stylesOf(ops []document.Op) string {
	var out []string
	for _, op := range ops {
		if op.Kind == document.OpStyle {
			out = append(out, op.ID+" "+op.Text)
		}
	}
	return strings.Join(out, "; ")
}

// The styles of a kind come to the browser once, before its first component, if the page
// did not bring them.
func TestStylesComeWithTheFirstOfTheirKind(t *testing.T) {
	d, main, _ := newDocument()
	main.children = []*box{styled("first", ".a{}"), styled("plain", "")}
	settle(t, d)
	page := visit(t, d)
	show := func(want string, boxes ...*box) {
		t.Helper()
		main.children = append(main.children, boxes...)
		main.Update(func() {})
		settle(t, d)
		ops := d.Take()
		if got := stylesOf(ops); got != want {
			t.Errorf("styles %q, want %q", got, want)
		}
		if want != "" && ops[0].Kind != document.OpStyle {
			t.Errorf("the styles come after %v", ops[0])
		}
		page.apply(ops)
		page.check(d)
	}
	show("", styled("first", ".a{}"), styled("plain", ""))
	show("second .b{}", styled("second", ".b{}"), styled("second", ".b{}"))
	show("", styled("second", ".b{}"))
}

// A browser whose page another run has made gets the styles that this page lacks.
func TestStylesForThePageOfAnotherRun(t *testing.T) {
	run := func(boxes ...*box) *document.Document {
		d, main, _ := newDocument()
		main.children = boxes
		settle(t, d)
		return d
	}
	for name, c := range map[string]struct {
		has  document.Digest
		want string
	}{
		"the same kinds": {run(styled("a", ".a{}"), styled("b", ".b{}")).Digest(), ""},
		"one is missing": {run(styled("a", ".a{}")).Digest(), "b .b{}"},
		"one has others": {run(styled("a", ".x{}"), styled("b", ".b{}")).Digest(), "a .a{}"},
		"unknown":        {document.Digest{"main": {}}, "a .a{}; b .b{}"},
	} {
		d := run(styled("a", ".a{}"), styled("b", ".b{}"))
		if got := stylesOf(d.TakeFrom(c.has)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if got := stylesOf(d.Take()); got != "" {
			t.Errorf("%s: %q again", name, got)
		}
	}
}

// moduled is a component whose kind has a module. What shows its value and its content
// belongs to the module.
func moduled(name string) *box {
	b := newBox(leaf, name)
	b.node.Init(b, document.Kind{Name: name, Module: name + ".js"})
	b.markup = func(b *box, m *document.Markup) {
		m.Open("div").Attr("title", b.text).Open("p").Own()
		m.Open("input").Owned("value", b.text).OwnedBool("checked", true).Element("b", "", b.text).Raw("<i>" + b.text + "</i>")
		m.Close().Element("h2", "", b.text).Value(b.value).Close()
	}
	return b
}

// supply serves modules at a version.
type supply struct{ version string }

func (s *supply) asset(k document.Kind) document.Asset {
	a := document.Asset{Kind: k.Name, CSS: k.CSS}
	if k.Module != "" {
		a.Module = k.Module + "?" + s.version
	}
	return a
}

func modulesOf(ops []document.Op) string {
	var out []string
	for _, op := range ops {
		if op.Kind == document.OpModule {
			out = append(out, op.ID+" "+op.Text)
		}
	}
	return strings.Join(out, "; ")
}

// The module of a kind comes before its first component, and again when its file has
// changed. Its content stays what the module has made of it.
func TestModulesComeWithTheFirstOfTheirKind(t *testing.T) {
	files := &supply{"1"}
	d, main, _ := newDocument()
	d.SupplyBy(files.asset)
	grid := moduled("grid")
	main.children = []*box{newBox(leaf, "text"), grid}
	settle(t, d)
	page := visit(t, d)
	if got := d.Assets(); len(got) != 2 || got[1] != (document.Asset{Kind: "grid", Module: "grid.js?1"}) {
		t.Errorf("the page needs %v", got)
	}
	if html := d.HTML("main"); !strings.Contains(html, `data-pn-value="0"`) || !strings.Contains(html, `<p data-pn-own><input value="grid" checked><b>grid</b><i>grid</i></p>`) {
		t.Errorf("the first page is %s", html)
	}

	take := func(what, modules string, ops int) {
		t.Helper()
		settle(t, d)
		got := d.Take()
		if modulesOf(got) != modules || len(got) != ops {
			t.Errorf("%s: %v", what, got)
		}
		page.apply(got)
	}
	grid.Update(func() { grid.text = "other" })
	take("another text, in an attribute and in a title", "", 2)
	grid.Update(func() { grid.value = 3 })
	take("another value", "", 1)
	main.Update(func() { main.children = append(main.children, moduled("map")) })
	take("a component of another kind", "map map.js?1", 2)
	d.Resupply()
	take("the same files", "", 0)
	files.version = "2"
	d.Resupply()
	take("changed files", "grid grid.js?2; map map.js?2", 2)
	main.Update(func() { main.children = append(main.children, moduled("map")) })
	take("one more", "", 1)
}

// A run whose modules are others than those of the page brings its own.
func TestModulesForThePageOfAnotherRun(t *testing.T) {
	run := func(version string) *document.Document {
		d, main, _ := newDocument()
		d.SupplyBy((&supply{version}).asset)
		main.children = []*box{moduled("grid")}
		settle(t, d)
		return d
	}
	for version, want := range map[string]string{"1": "", "2": "grid grid.js?2"} {
		if got := modulesOf(run(version).TakeFrom(run("1").Digest())); got != want {
			t.Errorf("version %s: %q, want %q", version, got, want)
		}
	}
}

// Two kinds of one name are an error, and the rest of the page is shown.
func TestTwoKindsOfOneName(t *testing.T) {
	d, main, _ := newDocument()
	main.children = []*box{styled("card", ".a{}"), styled("card", ".b{}"), newBox(leaf, "text")}
	err := d.Settle()
	if err == nil || !strings.Contains(err.Error(), `two kinds of component are named "card"`) {
		t.Errorf("the error is %v", err)
	}
	if html := d.HTML("main"); strings.Count(html, `data-pn="card"`) != 2 || !strings.Contains(html, ">text<") {
		t.Errorf("the page is %s", html)
	}
}

// A component cannot stand in what belongs to the module of another.
func TestComponentInAModulesElement(t *testing.T) {
	d, main, _ := newDocument()
	b := moduled("grid")
	inner := newBox(leaf, "inner")
	b.markup = func(b *box, m *document.Markup) { m.Open("div").Own().Child(inner).Close() }
	main.children = []*box{b}
	defer func() {
		if got, _ := recover().(string); !strings.Contains(got, "a grid has a component in an element that it leaves to its module") {
			t.Errorf("the panic is %q", got)
		}
	}()
	d.Settle()
	t.Error("it was shown")
}
