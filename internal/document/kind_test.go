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
	show("second .c{}", styled("second", ".c{}")) // an edit has changed them
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
