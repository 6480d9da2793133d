package pn_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// shelf is a page on which things have their places: the main area holds left,
// with a in it, then right, then a view of seen; the sidebar holds side.
type shelf struct {
	s                 *pn.Session
	left, right       *pn.ColumnLayout
	a, b, side        *pn.TextPane
	tabs              *pn.TabsLayout
	tabbed, tabbedToo *pn.TextPane
	view              *pn.ViewPane
	seen              pn.Component
}

func newShelf(t *testing.T) *shelf {
	p := &shelf{a: pn.Text("a"), b: pn.Text("b"), side: pn.Text("side"), tabbed: pn.Text("tabbed"), tabbedToo: pn.Text("too")}
	p.left, p.right, p.seen = pn.Column(p.a), pn.Column(p.b), pn.Text("seen")
	p.tabs = pn.Tabs().Add("1", p.tabbed).Add("2", p.tabbedToo)
	p.view = pn.View(func() pn.Component { return p.seen })
	p.s, _ = page(t, p.left, p.right, p.tabs, p.view)
	p.s.Sidebar(p.side)
	settle(t, p.s)
	p.s.Document().Sync()
	return p
}

func (p *shelf) html() string {
	return p.s.Document().HTML(pn.AreaID(pn.AreaMain)) + p.s.Document().HTML(pn.AreaID(pn.AreaSidebar))
}

// A component has one place on a page. A second one is refused by the call that
// asks for it, so that the script's line is known, and nothing has changed.
func TestSecondPlaceIsRefused(t *testing.T) {
	var row, second *pn.RowLayout
	wrapped := func(p *shelf) { row = pn.Row(); p.left.Append(row) }
	twoRows := func(p *shelf) { c := pn.Text("c"); row, second = pn.Row(c), pn.Row(c); p.s.Main(row) }
	tests := []struct {
		name string
		add  func(p *shelf)
		want string
		good func(p *shelf) // what is done before, if anything
	}{
		{"twice in one call", func(p *shelf) { c := pn.Text("c"); p.s.Main(c, c) }, "the same text stands twice in one area", nil},
		{"twice in a new layout", func(p *shelf) { c := pn.Text("c"); pn.Row(c, c) }, "the same text stands twice in one row", nil},
		{"again in the same layout", func(p *shelf) { p.left.Append(p.a) }, "the same text stands twice in one column", nil},
		{"again, inserted", func(p *shelf) { p.left.Insert(0, p.a) }, "the same text stands twice in one column", nil},
		{"twice among all objects", func(p *shelf) { p.left.SetObjects(p.a, pn.Text("c"), p.a) }, "the same text stands twice in one column", nil},
		{"again in an area", func(p *shelf) { p.s.Main(p.left) }, "the same column stands twice in one area", nil},
		{"in two areas", func(p *shelf) { p.s.Header(p.side) }, "a text stands in two places on the page, a area and a area", nil},
		{"in an area and a layout", func(p *shelf) { p.left.Append(p.side) }, "a text stands in two places on the page, a column and a area", nil},
		{"in an area and a new layout", func(p *shelf) { pn.Row(p.side) }, "a text stands in two places on the page, a row and a area", nil},
		{"in an area and all objects", func(p *shelf) { p.left.SetObjects(p.a, p.side) }, "a text stands in two places on the page, a column and a area", nil},
		{"in an area and a tab", func(p *shelf) { p.tabs.Add("3", p.side) }, "a text stands in two places on the page, a tabs and a area", nil},
		{"in a layout and an area", func(p *shelf) { p.s.Sidebar(p.a) }, "a text stands in two places on the page, a area and a column", nil},
		{"in a view and an area", func(p *shelf) { p.s.Sidebar(p.seen) }, "a text stands in two places on the page, a area and a view", nil},
		{"in a tab and an area", func(p *shelf) { p.s.Sidebar(p.tabbed) }, "a text stands in two places on the page, a area and a tabs", nil},
		{"in two layouts", func(p *shelf) { p.right.Append(p.a) }, "a text stands in two places on the page, a column and a column", nil},
		{"in two layouts, inserted", func(p *shelf) { p.right.Insert(0, pn.Text("c"), p.a) }, "a text stands in two places on the page, a column and a column", nil},
		{"in a layout within a new one", func(p *shelf) { p.s.Main(pn.Row(pn.Card(p.a))) }, "a text stands in two places on the page, a card and a column", nil},
		{"in two new layouts", func(p *shelf) { c := pn.Text("c"); p.s.Main(pn.Row(c), pn.Column(c)) }, "a text stands in two places on the page, a column and a row", nil},
		{"beside the layout that holds it", func(p *shelf) { c := pn.Text("c"); p.s.Main(c, pn.Row(pn.Row(c))) }, "a text stands in two places on the page, a row and a area", nil},
		{"in two new layouts by and by", func(p *shelf) { p.right.Append(second) }, "a text stands in two places on the page, a row and a row", twoRows},
		{"in itself", func(p *shelf) { p.left.Append(p.left) }, "a column cannot stand in itself", nil},
		{"a layout in what it holds", func(p *shelf) { row.Append(p.left) }, "a column stands in two places on the page, a row and a area", wrapped},
		{"two layouts in each other", func(p *shelf) {
			inner := pn.Row()
			outer := pn.Row(inner)
			inner.Append(outer)
			p.left.Append(outer)
		}, "a row stands in two places on the page", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newShelf(t)
			if test.good != nil {
				test.good(p)
				settle(t, p.s)
			}
			before := p.html()
			if got := panics(func() { test.add(p) }); !strings.HasPrefix(got, test.want) {
				t.Errorf("panics with %q, want %q", got, test.want)
			}
			settle(t, p.s)
			if after := p.html(); after != before {
				t.Errorf("the page was\n%s\nand is\n%s", before, after)
			}
			p.b.Set("goes on")
			settle(t, p.s)
			if !strings.Contains(p.html(), "goes on") {
				t.Error("the page does not go on")
			}
		})
	}
}

// What another layout does not let go of in time, and what a view adds, is refused
// when the page is settled. The layout stays as it was.
func TestSecondPlaceIsRefusedLater(t *testing.T) {
	tests := []struct {
		name string
		add  func(p *shelf)
		want string
	}{
		{"all objects", func(p *shelf) { p.right.SetObjects(p.b, p.a) }, "a text stands in two places on the page, a column and a column"},
		{"all objects, in a layout", func(p *shelf) { p.right.SetObjects(pn.Row(pn.Card(p.a)), p.b) }, "a text stands in two places on the page"},
		{"a view", func(p *shelf) { p.seen = p.a; p.view.Refresh() }, "a text stands in two places on the page, a column and a view"},
		{"a view, in a layout", func(p *shelf) { p.seen = pn.Row(p.a); p.view.Refresh() }, "a text stands in two places on the page"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newShelf(t)
			before := p.html()
			test.add(p)
			if err := p.s.Document().Settle(); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			if after := p.html(); after != before {
				t.Errorf("the page was\n%s\nand is\n%s", before, after)
			}
			p.b.Set("goes on")
			settle(t, p.s)
			if !strings.Contains(p.html(), "goes on") {
				t.Error("the page does not go on")
			}
			p.left.Remove(p.a)
			p.right.Update(func() {})
			p.view.Update(func() {})
			settle(t, p.s)
			if got := strings.Count(p.html(), ">a<"); got != 1 {
				t.Errorf("when mended, the text is there %d times", got)
			}
		})
	}
}

// A component that leaves its place may have another.
func TestMoves(t *testing.T) {
	tests := []struct {
		name string
		move func(p *shelf)
	}{
		{"from one layout to another", func(p *shelf) { p.left.Remove(p.a); p.right.Append(p.a) }},
		{"there and back", func(p *shelf) { p.left.Remove(p.a); p.right.Append(p.a); p.right.Remove(p.a); p.left.Append(p.a) }},
		{"to an area", func(p *shelf) { p.left.Remove(p.a); p.s.Sidebar(p.a) }},
		{"to another position", func(p *shelf) { p.left.Append(pn.Text("c")).Remove(p.a).Append(p.a) }},
		{"out of a layout that is cleared", func(p *shelf) { p.left.Clear(); p.right.Append(pn.Row(p.a)) }},
		{"with all objects, in any order", func(p *shelf) { p.right.SetObjects(p.a); p.left.SetObjects(p.b) }},
		{"into a new wrapper", func(p *shelf) { p.left.SetObjects(pn.Card(p.a)) }},
		{"into a wrapper made before", func(p *shelf) { card := pn.Card(p.a); p.left.Clear().Append(card) }},
		{"out of a wrapper that nobody shows", func(p *shelf) { pn.Card(p.a); p.left.Clear(); p.right.Append(p.a) }},
		{"into a view", func(p *shelf) { p.left.Remove(p.a); p.seen = p.a; p.view.Refresh() }},
		{"into a view and out again", func(p *shelf) {
			p.left.Remove(p.a)
			p.seen = pn.Row(p.a)
			p.view.Refresh()
			_ = p.s.Document().Settle()
			p.seen = nil
			p.view.Refresh()
			_ = p.s.Document().Settle()
			p.right.Append(p.a)
		}},
		{"a view that wraps it anew each time", func(p *shelf) {
			p.left.Remove(p.a)
			for i := range 3 {
				p.seen = pn.Row(pn.Text(fmt.Sprint(i)), p.a)
				p.view.Refresh()
				_ = p.s.Document().Settle()
			}
		}},
		{"a layout with all that is in it", func(p *shelf) { row := pn.Row(p.left); _ = row }},
		{"after a call that was refused", func(p *shelf) {
			panics(func() { p.right.Append(pn.Text("c"), p.a) })
			p.left.Remove(p.a)
			p.right.Append(p.a)
		}},
		{"after an insertion without a position", func(p *shelf) {
			p.left.Remove(p.a)
			panics(func() { p.right.Insert(9, p.a) })
			p.left.Append(p.a)
		}},
		{"after all objects that were refused", func(p *shelf) {
			panics(func() { p.left.SetObjects(p.side) })
			p.left.Remove(p.a)
			p.right.Append(p.a)
		}},
		{"to the other tab", func(p *shelf) { p.left.Remove(p.a); p.tabs.Add("3", p.a).Add("4", p.a).SetActive(2) }},
		{"out of a tab that is not shown", func(p *shelf) { p.left.Remove(p.a); p.tabs.Add("3", p.a); p.right.Append(p.a) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newShelf(t)
			if strings.Contains(test.name, "all that is in it") {
				if got := panics(func() { test.move(p) }); got == "" {
					t.Error("what an area holds was taken from it")
				}
			} else {
				test.move(p)
			}
			settle(t, p.s)
			if got := strings.Count(p.html(), ">a<"); got != 1 {
				t.Errorf("the text is there %d times in\n%s", got, p.html())
			}
		})
	}
}

// A component of one session is not for another.
func TestComponentOfAnotherSession(t *testing.T) {
	p, other := newShelf(t), newShelf(t)
	if got := panics(func() { p.s.Main(other.side) }); !strings.Contains(got, "belongs to the page of another session") {
		t.Errorf("in two areas: panics with %q", got)
	}
	p.left.SetObjects(p.a, other.a)
	if err := p.s.Document().Settle(); err == nil || !strings.Contains(err.Error(), "belongs to the page of another session") {
		t.Errorf("in a layout: error %v", err)
	}
	if got := panics(func() { p.right.Append(other.b) }); !strings.Contains(got, "belongs to the page of another session") {
		t.Errorf("appended: panics with %q", got)
	}
	settle(t, other.s)
	if !strings.Contains(other.html(), ">a<") || strings.Count(p.html(), ">a<") != 1 {
		t.Error("the pages are not as they were")
	}
}

// panics returns what f panics with, or "".
func panics(f func()) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = fmt.Sprint(v)
		}
	}()
	f()
	return ""
}
