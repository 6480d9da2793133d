package pn_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestCardHTML(t *testing.T) {
	golden(t, "card",
		example{"empty", pn.Card()},
		example{"with a title", pn.Card(pn.Text("x")).Title("Title")},
		example{"without a header", pn.Card(pn.Text("x")).Title("Title").HideHeader()},
		example{"that can be folded", pn.Card(pn.Text("x")).Title("Title").Collapsible(true)},
		example{"folded", pn.Card(pn.Text("x")).Title("Title").Collapsed(true)},
		example{"open", pn.Card(pn.Text("x")).Collapsed(false)},
		example{"without a header, folded", pn.Card(pn.Text("x")).HideHeader().Collapsed(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"title": func(s string) pn.Component { return pn.Card().Title(s) },
	})
}

func TestCardEvents(t *testing.T) {
	tests := []struct {
		eventTest
		open bool
	}{
		{eventTest{"folded", "change", "false", ""}, false},
		{eventTest{"unfolded", "change", "true", ""}, true},
		{eventTest{"a number", "change", "0", "open or closed"}, true},
		{eventTest{"null", "change", "null", "null is no value"}, true},
		{eventTest{"another event", "click", "false", "no event"}, true},
	}
	for _, test := range tests {
		c := pn.Card().Collapsible(true)
		err := send(t, c, test.event, test.value)
		if (err == nil) != (test.refusal == "") || err != nil && !strings.Contains(err.Error(), test.refusal) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.refusal)
		}
		if got := show(t, c); strings.Contains(got, `pn-card" open`) != test.open {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	for name, c := range map[string]*pn.CardLayout{
		"plain":            pn.Card(),
		"without a header": pn.Card().Collapsible(true).HideHeader(),
	} {
		if err := send(t, c, "change", "false"); err == nil || err.Error() != "this card cannot be folded" {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
