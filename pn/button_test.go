package pn_test

import (
	"slices"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestButtonHTML(t *testing.T) {
	golden(t, "button",
		example{"as it begins", pn.Button("Run")},
		example{"primary", pn.Button("Run").Type("primary")},
		example{"success", pn.Button("Run").Type("success")},
		example{"warning", pn.Button("Run").Type("warning")},
		example{"danger", pn.Button("Run").Type("danger")},
		example{"light", pn.Button("Run").Type("light")},
		example{"with another label", pn.Button("Run").Label("Stop")},
		example{"disabled", pn.Button("Run").Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label":         func(s string) pn.Component { return pn.Button(s) },
		"another label": func(s string) pn.Component { return pn.Button("").Label(s) },
	})
	refused(t, "use default, primary", func() { pn.Button("x").Type("blue") })
}

func TestButtonEvents(t *testing.T) {
	events(t, func() (pn.Component, func() int) {
		b := pn.Button("x")
		return b, b.Clicks
	}, map[eventTest]int{
		{"a click", "click", "", ""}:                 1,
		{"a click with a value", "click", "{}", ""}:  1,
		{"another event", "change", "1", "no event"}: 0,
	})
}

// Every click counts, and calls the functions in the order in which they were
// given.
func TestButtonOnClick(t *testing.T) {
	b := pn.Button("x")
	var calls []string
	b.OnClick(func() { calls = append(calls, "a") }).OnClick(func() { calls = append(calls, "b") })
	_, h := page(t, b)
	for range 2 {
		if err := send(t, b, "click", ""); err != nil {
			t.Fatal(err)
		}
	}
	h.turn()
	if want := []string{"a", "b", "a", "b"}; !slices.Equal(calls, want) || b.Clicks() != 2 {
		t.Errorf("calls %v, clicks %d", calls, b.Clicks())
	}
}
