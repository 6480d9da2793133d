package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestProgressHTML(t *testing.T) {
	golden(t, "progress",
		example{"as it begins", pn.Progress("Loading", 0)},
		example{"part of 100", pn.Progress("Loading", 42)},
		example{"part of another number", pn.Progress("Loading", 42).Max(84)},
		example{"more than all", pn.Progress("Loading", 420)},
		example{"nobody knows", pn.Progress("Loading", -1)},
		example{"without a name", pn.Progress("", 50)},
		example{"a maximum of at least 1", pn.Progress("", 1).Max(-5)},
		example{"large numbers", pn.Progress("", 1<<62).Max(1<<63 - 1)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"name": func(s string) pn.Component { return pn.Progress(s, 1) },
	})
	if got := pn.Progress("x", 1).Set(7).Value(); got != 7 {
		t.Errorf("value %d", got)
	}
}
