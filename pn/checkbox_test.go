package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestCheckboxHTML(t *testing.T) {
	golden(t, "checkbox",
		example{"as it begins", pn.Checkbox("Smooth")},
		example{"on", pn.Checkbox("Smooth").Set(true)},
		example{"disabled", pn.Checkbox("Smooth").Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label": func(s string) pn.Component { return pn.Checkbox(s) },
	})
}

func TestCheckboxEvents(t *testing.T) {
	events(t, func() (pn.Component, func() bool) {
		w := pn.Checkbox("x")
		return w, w.Value
	}, map[eventTest]bool{
		{"on", "change", "true", ""}:                   true,
		{"off", "change", "false", ""}:                 false,
		{"a number", "change", "1", "the value"}:       false,
		{"a string", "change", `"true"`, "the value"}:  false,
		{"null", "change", "null", "null is no value"}: false,
		{"nothing", "change", "", "the value"}:         false,
		{"another event", "click", "true", "no event"}: false,
	})
}
