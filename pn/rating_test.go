package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestRatingHTML(t *testing.T) {
	golden(t, "rating",
		example{"as it begins", pn.Rating("The film", 3)},
		example{"two", pn.Rating("The film", 3).Set(2)},
		example{"disabled", pn.Rating("The film", 2).Disabled(true)},
	)
	harmless(t, map[string]func(string) pn.Component{
		"label": func(s string) pn.Component { return pn.Rating(s, 3) },
	})
}

func TestRatingEvents(t *testing.T) {
	events(t, func() (pn.Component, func() int) {
		w := pn.Rating("x", 5)
		return w, w.Value
	}, map[eventTest]int{
		{"three", "change", "3", ""}:                   3,
		{"none", "change", "0", ""}:                    0,
		{"too many", "change", "6", "from 0 to 5"}:     0,
		{"less than none", "change", "-1", "from 0"}:   0,
		{"a fraction", "change", "2.5", "the value"}:   0,
		{"a string", "change", `"3"`, "the value"}:     0,
		{"null", "change", "null", "null is no"}:       0,
		{"another event", "click", "true", "no event"}: 0,
	})
}

func TestRatingIsMadeRight(t *testing.T) {
	refused(t, "0 stars are not from 1 to 100", func() { pn.Rating("x", 0) })
	refused(t, "101 stars", func() { pn.Rating("x", 101) })
	refused(t, "6 is not from 0 to 5", func() { pn.Rating("x", 5).Set(6) })
}
