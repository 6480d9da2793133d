package pn_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// Functions given to OnChange are called in the session's turn, in the order in
// which they were given, once for each change by a person or by the script.
func TestOnChangeOrder(t *testing.T) {
	w := pn.IntSlider("x", 0, 10)
	var calls []string
	for _, name := range []string{"a", "b", "c"} {
		w.OnChange(func(v int) { calls = append(calls, fmt.Sprint(name, v)) })
	}
	_, h := page(t, w)
	w.Set(3)
	if len(calls) != 0 {
		t.Errorf("called outside the turn: %v", calls)
	}
	w.Set(3) // no change
	if err := send(t, w, "change", "4"); err != nil {
		t.Fatal(err)
	}
	h.turn()
	if want := []string{"a3", "b3", "c3", "a4", "b4", "c4"}; !slices.Equal(calls, want) {
		t.Errorf("calls %v, want %v", calls, want)
	}
}

// A function may set the widget it follows, follow another, and follow it once
// more.
func TestOnChangeReentrance(t *testing.T) {
	a, b := pn.IntSlider("a", 0, 10), pn.IntSlider("b", 0, 10)
	var calls []string
	a.OnChange(func(v int) {
		calls = append(calls, fmt.Sprint("a", v))
		a.Set(min(v+1, 3))
		b.Set(v)
		if v == 3 {
			a.OnChange(func(v int) { calls = append(calls, fmt.Sprint("late", v)) })
		}
	})
	b.OnChange(func(v int) { calls = append(calls, fmt.Sprint("b", v)) })
	_, h := page(t, a, b)
	a.Set(1)
	h.turn()
	if want := []string{"a1", "a2", "b1", "a3", "b2", "b3"}; !slices.Equal(calls, want) {
		t.Errorf("calls %v, want %v", calls, want)
	}
	if a.Value() != 3 || b.Value() != 3 {
		t.Errorf("values %d and %d, want 3 and 3", a.Value(), b.Value())
	}
}

// A widget that is not on a page has a value, but calls no functions.
func TestOnChangeOffPage(t *testing.T) {
	called := false
	w := pn.Checkbox("x").OnChange(func(bool) { called = true }).Set(true)
	_, h := page(t, w)
	h.turn()
	if called || !w.Value() {
		t.Errorf("called %v, value %v", called, w.Value())
	}
}

// A disabled component refuses events; a script can still set it.
func TestDisabledRefusesEvents(t *testing.T) {
	slider, box := pn.IntSlider("x", 0, 10).Disabled(true), pn.Checkbox("x").Disabled(true)
	pick, text := pn.Select("x", "a", "b").Disabled(true), pn.TextInput("x").Disabled(true)
	float, button := pn.FloatSlider("x", 0, 1).Disabled(true), pn.Button("x").Disabled(true)
	tabs := pn.Tabs().Add("a", nil).Add("b", nil).Disabled(true)
	card := pn.Card().Collapsible(true).Disabled(true)
	tests := []struct {
		c            pn.Component
		event, value string
		is           func() any
		want         any
	}{
		{slider, "change", "5", func() any { return slider.Value() }, 0},
		{float, "change", "0.5", func() any { return float.Value() }, 0.0},
		{box, "change", "true", func() any { return box.Value() }, false},
		{pick, "change", `"b"`, func() any { return pick.Value() }, "a"},
		{text, "change", `"b"`, func() any { return text.Value() }, ""},
		{button, "click", "", func() any { return button.Clicks() }, 0},
		{tabs, "change", "1", func() any { return tabs.Active() }, 0},
		{card, "change", "false", func() any { return strings.Contains(show(t, card), " open") }, true},
	}
	for _, test := range tests {
		kind := test.c.Node().Kind()
		if err := send(t, test.c, test.event, test.value); err == nil || err.Error() != "the "+kind+" is disabled" {
			t.Errorf("%s: error %v", kind, err)
		}
		if got := test.is(); got != test.want {
			t.Errorf("%s: value %v, want %v", kind, got, test.want)
		}
	}
	if slider.Set(7).Value() != 7 {
		t.Error("a script cannot set a disabled slider")
	}
}

// Setters and readers are safe from any goroutine, while the turn renders.
func TestSetFromManyGoroutines(t *testing.T) {
	number, text := pn.IntSlider("n", 0, 1_000), pn.TextInput("t")
	pick, tabs := pn.Select("s", "a", "b"), pn.Tabs().Add("one", nil).Add("two", nil)
	row, gauge := pn.Row(), pn.Number("g", 0).Color(10, "red")
	view := pn.View(func() pn.Component { return pn.Text(fmt.Sprint(number.Value(), text.Value(), pick.Value())) })
	s, h := page(t, number, text, pick, tabs, row, gauge, view)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 50 {
				number.Set(i * j).Step(1 + j%3).Width(j)
				text.Set(fmt.Sprint(i)).MaxLength(10 + j)
				pick.Options("a", "b", fmt.Sprint(j))
				tabs.SetActive(j%2).Add("more", nil)
				row.Append(pn.Text("x"))
				gauge.Set(j).Color(float64(j), "blue")
				view.Refresh()
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		h.turn()
		settle(t, s)
		s.Document().Take()
	}
	if got := len(row.Objects()); got != 400 {
		t.Errorf("%d objects in the row, want 400", got)
	}
}
