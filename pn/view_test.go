package pn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestViewHTML(t *testing.T) {
	golden(t, "view",
		example{"of a component", pn.View(func() pn.Component { return pn.Text("x") })},
		example{"of a view", pn.View(func() pn.Component { return pn.View(func() pn.Component { return pn.Text("x") }) })},
		example{"of nothing", pn.View(func() pn.Component { return nil })},
	)
}

// A view runs again when a value that it read has changed, and only then. Every
// component with a value can be read.
func TestViewsRunAgain(t *testing.T) {
	number, float, box := pn.IntSlider("n", 0, 9), pn.FloatSlider("f", 0, 1), pn.Checkbox("b")
	pick, text, button := pn.Select("s", "a", "b"), pn.TextInput("t"), pn.Button("c")
	tabs, pane, html := pn.Tabs().Add("1", nil).Add("2", nil), pn.Text("p"), pn.HTML("h")
	mark, table := pn.Markdown("m"), pn.Table([]string{"x"}, nil)
	gauge, bar := pn.Number("g", 1), pn.Progress("p", 1)
	inputs := []struct {
		name   string
		c      pn.Component
		read   func() any
		change func()
	}{
		{"int slider", number, func() any { return number.Value() }, func() { number.Set(3) }},
		{"float slider", float, func() any { return float.Value() }, func() { float.Set(0.5) }},
		{"checkbox", box, func() any { return box.Value() }, func() { box.Set(true) }},
		{"select", pick, func() any { return pick.Value() }, func() { pick.Set("b") }},
		{"text input", text, func() any { return text.Value() }, func() { text.Set("x") }},
		{"button", button, func() any { return button.Clicks() }, func() { _ = send(t, button, "click", "") }},
		{"tabs", tabs, func() any { return tabs.Active() }, func() { tabs.SetActive(1) }},
		{"text", pane, func() any { return pane.Value() }, func() { pane.Set("x") }},
		{"HTML", html, func() any { return html.Value() }, func() { html.Set("x") }},
		{"Markdown", mark, func() any { return mark.Value() }, func() { mark.Set("x") }},
		{"table", table, func() any { return len(table.Value()) }, func() { table.Set([][]string{{"1"}}) }},
		{"number", gauge, func() any { return gauge.Value() }, func() { gauge.Set(2) }},
		{"progress", bar, func() any { return bar.Value() }, func() { bar.Set(2) }},
	}
	ran := make([]int, len(inputs))
	all := pn.Column()
	for i, in := range inputs {
		all.Append(in.c, pn.View(func() pn.Component {
			ran[i]++
			return pn.Text(fmt.Sprint(in.read()))
		}))
	}
	s, _ := page(t, all)
	want := slices.Repeat([]int{1}, len(inputs))
	for i, in := range inputs {
		in.change()
		settle(t, s)
		want[i]++
		if !slices.Equal(ran, want) {
			t.Errorf("after a change of %s: runs %v, want %v", in.name, ran, want)
			copy(want, ran)
		}
	}
}

// Refresh runs one view again.
func TestViewRefresh(t *testing.T) {
	n := 0
	v := pn.View(func() pn.Component { n++; return pn.Text(fmt.Sprint("run ", n)) })
	v.Refresh() // on no page: it has not run yet
	s, _ := page(t, v)
	v.Refresh()
	settle(t, s)
	if got := s.Document().HTML(v.Node().ID()); n != 2 || !strings.Contains(got, "run 2") {
		t.Errorf("%d runs: %s", n, got)
	}
}

// A view may return the same component again, which keeps its id.
func TestViewReturnsTheSame(t *testing.T) {
	slider, text := pn.IntSlider("x", 0, 9), pn.Text("")
	v := pn.View(func() pn.Component { return text.Set(fmt.Sprint(slider.Value())) })
	s, _ := page(t, slider, v)
	id := text.Node().ID()
	slider.Set(4)
	settle(t, s)
	if got := s.Document().HTML(id); text.Node().ID() != id || !strings.Contains(got, ">4<") {
		t.Errorf("%s became %s: %s", id, text.Node().ID(), got)
	}
}

// A view may contain controls that it makes and reads.
func TestViewOfItsOwnControl(t *testing.T) {
	runs := 0
	var inner *pn.IntSliderWidget
	v := pn.View(func() pn.Component {
		runs++
		inner = pn.IntSlider("x", 0, 9).Set(2)
		return pn.Column(inner, pn.Text(fmt.Sprint(inner.Value())))
	})
	s, _ := page(t, v)
	if runs != 1 {
		t.Errorf("%d runs, want 1", runs)
	}
	inner.Set(3)
	settle(t, s)
	if runs != 2 {
		t.Errorf("%d runs after a change, want 2", runs)
	}
}
