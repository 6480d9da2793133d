package pn_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestTabsHTML(t *testing.T) {
	golden(t, "tabs",
		example{"empty", pn.Tabs()},
		example{"the first is shown", pn.Tabs().Add("Chart", pn.Text("chart")).Add("Data", pn.Text("data"))},
		example{"another is shown", pn.Tabs().Add("Chart", pn.Text("chart")).Add("Data", pn.Text("data")).SetActive(1)},
		example{"with nothing in it", pn.Tabs().Add("Empty", nil)},
		example{"disabled", pn.Tabs().Add("Chart", pn.Text("chart")).Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"title": func(s string) pn.Component { return pn.Tabs().Add(s, nil) },
	})
	refused(t, "there is no tab 2: there are 2", func() { pn.Tabs().Add("a", nil).Add("b", nil).SetActive(2) })
	refused(t, "there is no tab -1", func() { pn.Tabs().SetActive(-1) })
}

func TestTabsEvents(t *testing.T) {
	events(t, func() (pn.Component, func() int) {
		w := pn.Tabs().Add("a", nil).Add("b", nil)
		return w, w.Active
	}, map[eventTest]int{
		{"another tab", "change", "1", ""}:                  1,
		{"the same tab", "change", "0", ""}:                 0,
		{"past the last", "change", "2", "there is no tab"}: 0,
		{"before the first", "change", "-1", "no tab"}:      0,
		{"a fraction", "change", "0.5", "the tab to show"}:  0,
		{"a string", "change", `"1"`, "the tab to show"}:    0,
		{"null", "change", "null", "null is no value"}:      0,
		{"another event", "click", "1", "no event"}:         0,
	})
}

// The components of a hidden tab are not on the page, and keep their state.
func TestTabsKeepState(t *testing.T) {
	slider := pn.IntSlider("x", 0, 10)
	w := pn.Tabs().Add("a", slider).Add("b", pn.Text("b"))
	var active []int
	w.OnChange(func(i int) { active = append(active, i) })
	s, h := page(t, w)
	if err := send(t, slider, "change", "7"); err != nil {
		t.Fatal(err)
	}
	for i, onPage := range []bool{true, false, true} {
		w.SetActive(i % 2)
		settle(t, s)
		if got := slider.Node().ID() != ""; got != onPage {
			t.Errorf("step %d: the slider is on the page: %v", i, got)
		}
	}
	if got := s.Document().HTML(slider.Node().ID()); !strings.Contains(got, `value="7"`) {
		t.Errorf("the slider came back as %s", got)
	}
	if h.turn(); !slices.Equal(active, []int{1, 0}) {
		t.Errorf("told of %v", active)
	}
}
