package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestSelectHTML(t *testing.T) {
	golden(t, "select",
		example{"as it begins", pn.Select("City", "Berlin", "Paris")},
		example{"with a value", pn.Select("City", "Berlin", "Paris").Set("Paris")},
		example{"with labels", pn.Select("City", "b", "p").Labels(map[string]string{"b": "Berlin"})},
		example{"without options", pn.Select("City")},
		example{"disabled", pn.Select("City", "Berlin").Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label":  func(s string) pn.Component { return pn.Select(s, "a") },
		"option": func(s string) pn.Component { return pn.Select("", s) },
		"labels": func(s string) pn.Component { return pn.Select("", "a").Labels(map[string]string{"a": s}) },
	})
	refused(t, `"Rome" is none of its 1 options`, func() { pn.Select("City", "Berlin").Set("Rome") })
}

func TestSelectEvents(t *testing.T) {
	events(t, func() (pn.Component, func() string) {
		w := pn.Select("x", "a", "b")
		return w, w.Value
	}, map[eventTest]string{
		{"an option", "change", `"b"`, ""}:                   "b",
		{"an unknown option", "change", `"c"`, "is none of"}: "a",
		{"an empty string", "change", `""`, "is none of"}:    "a",
		{"a number", "change", "1", "the value"}:             "a",
		{"null", "change", "null", "null is no value"}:       "a",
		{"another event", "click", `"b"`, "no event"}:        "a",
	})
}

// New options keep the value if it is one of them; otherwise the first becomes
// the value.
func TestSelectOptions(t *testing.T) {
	w := pn.Select("x", "a", "b").Set("b")
	var changes []string
	w.OnChange(func(v string) { changes = append(changes, v) })
	_, h := page(t, w)
	for _, step := range []struct {
		options []string
		want    string
	}{
		{[]string{"c", "b"}, "b"},
		{[]string{"c", "d"}, "c"},
		{nil, ""},
		{[]string{"e"}, "e"},
	} {
		if got := w.Options(step.options...).Value(); got != step.want {
			t.Errorf("options %q: value %q, want %q", step.options, got, step.want)
		}
	}
	if h.turn(); len(changes) != 3 {
		t.Errorf("told of %q", changes)
	}
}

// Select copies the script's slice and map.
func TestSelectKeepsItsOwn(t *testing.T) {
	options, labels := []string{"a"}, map[string]string{"a": "A"}
	w := pn.Select("x", options...).Labels(labels)
	before := show(t, w)
	options[0], labels["a"] = "b", "B"
	if after := show(t, w); after != before {
		t.Errorf("%s became %s", before, after)
	}
}
