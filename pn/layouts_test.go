package pn_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestLayoutHTML(t *testing.T) {
	golden(t, "row", example{"empty", pn.Row()}, example{"of two", pn.Row(pn.Text("a"), pn.Text("b"))})
	golden(t, "column", example{"empty", pn.Column()}, example{"of two", pn.Column(pn.Text("a"), pn.Text("b"))})
	golden(t, "flex-box",
		example{"empty", pn.FlexBox()},
		example{"with all options", pn.FlexBox(pn.Text("a")).Direction("column").Wrap("nowrap").Justify("space-between").Align("center").Gap(8)},
		example{"no negative gap", pn.FlexBox().Gap(-8)},
	)
}

func TestFlexBoxMistakes(t *testing.T) {
	refused(t, "use row, row-reverse", func() { pn.FlexBox().Direction("up") })
	refused(t, "use wrap, nowrap", func() { pn.FlexBox().Wrap("yes") })
	refused(t, "use flex-start", func() { pn.FlexBox().Justify("left;color:red") })
	refused(t, "use stretch", func() { pn.FlexBox().Align("") })
}

// A layout's list can be changed in every way; what stays keeps its state.
func TestLayoutObjects(t *testing.T) {
	a, b, c := pn.Text("a"), pn.Text("b"), pn.Text("c")
	row := pn.Row(a)
	s, _ := page(t, row)
	id := a.Node().ID()
	steps := []struct {
		name string
		act  func()
		want string
	}{
		{"append", func() { row.Append(c) }, "ac"},
		{"insert", func() { row.Insert(1, b) }, "abc"},
		{"insert at the end", func() { row.Insert(3, pn.Text("d")) }, "abcd"},
		{"remove", func() { row.Remove(b) }, "acd"},
		{"remove what is not there", func() { row.Remove(b) }, "acd"},
		{"remove nothing", func() { row.Remove(nil) }, "acd"},
		{"another order", func() { row.SetObjects(c, b, a) }, "cba"},
	}
	for _, step := range steps {
		step.act()
		settle(t, s)
		if got := texts(row.Objects()); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
	if got := a.Node().ID(); got != id {
		t.Errorf("the first text became %s, from %s", got, id)
	}
	if got := len(row.Clear().Objects()); got != 0 {
		t.Errorf("%d objects when cleared", got)
	}
}

func texts(objects []pn.Component) (out string) {
	for _, c := range objects {
		out += c.(*pn.TextPane).Value()
	}
	return out
}

// A position that does not exist panics, and leaves the layout usable.
func TestLayoutInsertMistake(t *testing.T) {
	row := pn.Row(pn.Text("a"))
	for _, i := range []int{-1, 2} {
		refused(t, "there are 1 objects", func() { row.Insert(i, pn.Text("b")) })
	}
	if got := texts(row.Append(pn.Text("c")).Objects()); got != "ac" {
		t.Errorf("objects %s", got)
	}
}

// An absent component shows nothing.
func TestNilChildren(t *testing.T) {
	var none *pn.TextPane
	plain := `<div id="c1" data-pn="row" class="pn-row"></div>`
	if got := show(t, pn.Row(nil, none).Append(nil, none).Insert(0, nil)); got != plain {
		t.Errorf("a row: %s", got)
	}
	for name, c := range map[string]pn.Component{
		"tabs":           pn.Tabs().Add("x", none),
		"a view":         pn.View(func() pn.Component { return none }),
		"a view of none": pn.View(func() pn.Component { return nil }),
		"a card":         pn.Card(none, nil),
		"a flex box":     pn.FlexBox(none),
		"a column":       pn.Column(none).SetObjects(nil, none),
	} {
		if got := show(t, c); strings.Contains(got, "pn-text") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Objects is a copy.
func TestLayoutObjectsIsACopy(t *testing.T) {
	row := pn.Row(pn.Text("a"), pn.Text("b"))
	slices.Reverse(row.Objects())
	if got := texts(row.Objects()); got != "ab" {
		t.Errorf("objects %s", got)
	}
}
