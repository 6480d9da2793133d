package pn_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestTextInputHTML(t *testing.T) {
	golden(t, "text-input",
		example{"as it begins", pn.TextInput("Name")},
		example{"with all options", pn.TextInput("Name").Placeholder("Your name").MaxLength(20).Set("Ada")},
		example{"a bound of at least 1", pn.TextInput("Name").MaxLength(0)},
		example{"disabled", pn.TextInput("Name").Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label":       func(s string) pn.Component { return pn.TextInput(s) },
		"placeholder": func(s string) pn.Component { return pn.TextInput("").Placeholder(s) },
		"value":       func(s string) pn.Component { return pn.TextInput("").Set(s) },
	})
	refused(t, "3 characters are more than 2", func() { pn.TextInput("x").MaxLength(2).Set("äöü") })
}

func TestTextInputEvents(t *testing.T) {
	long := strings.Repeat("é", pn.DefaultMaxLength)
	events(t, func() (pn.Component, func() string) {
		w := pn.TextInput("x").Set("old")
		return w, w.Value
	}, map[eventTest]string{
		{"a text", "change", `"new"`, ""}:                          "new",
		{"nothing", "change", `""`, ""}:                            "",
		{"markup", "change", `"<b>&amp;"`, ""}:                     "<b>&amp;",
		{"several lines", "change", `"a\r\nb\n"`, ""}:              "ab",
		{"as long as may be", "change", `"` + long + `"`, ""}:      long,
		{"too long", "change", `"` + long + `!"`, "are more than"}: "old",
		{"a number", "change", "1", "the value"}:                   "old",
		{"an object", "change", "{}", "the value"}:                 "old",
		{"null", "change", "null", "null is no value"}:             "old",
		{"another event", "input", `"new"`, "no event"}:            "old",
	})
}
