package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestTextHTML(t *testing.T) {
	golden(t, "text",
		example{"plain", pn.Text("Hello, <world> & all\nof it")},
		example{"empty", pn.Text("")},
		example{"set", pn.Text("old").Set("new")},
	)
	harmless(t, map[string]func(string) pn.Component{
		"text": func(s string) pn.Component { return pn.Text(s) },
		"set":  func(s string) pn.Component { return pn.Text("").Set(s) },
	})
	if got := pn.Text("a").Set("<b>").Value(); got != "<b>" {
		t.Errorf("value %q", got)
	}
}
