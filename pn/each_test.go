package pn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// city is an item of a list.
type city struct {
	Name   string
	People int
}

func nameOf(c city) string { return c.Name }

func TestEachHTML(t *testing.T) {
	of := func(cities ...city) pn.Component {
		return pn.Each(func() []city { return cities }, nameOf, func(c city) pn.Component { return pn.Text(c.Name) })
	}
	golden(t, "each",
		example{"two items", of(city{"Bergen", 1}, city{"Oslo", 2})},
		example{"none", of()},
	)
}

// A row is made once for a key, again when its item differs or what it reads has changed,
// and else moved.
func TestEach(t *testing.T) {
	var list []city
	version := pn.IntSlider("Version", 0, 99)
	set := func(cities ...city) func() {
		return func() {
			list = cities
			version.Set(version.Value() + 1)
		}
	}
	unit := pn.TextInput("Unit").Set("people")
	var made []string
	each := pn.Each(func() []city { version.Value(); return list }, nameOf, func(c city) pn.Component {
		made = append(made, c.Name)
		if c.Name == "Oslo" {
			return pn.Text(c.Name)
		}
		return pn.Text(fmt.Sprint(c.Name, " ", c.People, " ", unit.Value()))
	})
	s, _ := page(t, version, unit, each)
	ids := map[string]string{}
	for _, step := range []struct {
		what        string
		change      func()
		made, shown string
	}{
		{"three", set(city{"Bergen", 1}, city{"Oslo", 2}, city{"Paris", 3}), "Bergen Oslo Paris", "Bergen 1 people, Oslo, Paris 3 people"},
		{"moved", set(city{"Paris", 3}, city{"Bergen", 1}, city{"Oslo", 2}), "", "Paris 3 people, Bergen 1 people, Oslo"},
		{"one differs", set(city{"Paris", 4}, city{"Bergen", 1}, city{"Oslo", 2}), "Paris", "Paris 4 people, Bergen 1 people, Oslo"},
		{"what two have read", func() { unit.Set("souls") }, "Paris Bergen", "Paris 4 souls, Bergen 1 souls, Oslo"},
		{"one goes, one comes", set(city{"Oslo", 2}, city{"Rome", 5}, city{"Paris", 4}), "Rome", "Oslo, Rome 5 souls, Paris 4 souls"},
		{"one comes back", set(city{"Bergen", 1}), "Bergen", "Bergen 1 souls"},
		{"none", set(), "", ""},
	} {
		made = nil
		step.change()
		settle(t, s)
		slices.Sort(made)
		want := strings.Fields(step.made)
		slices.Sort(want)
		if !slices.Equal(made, want) {
			t.Errorf("%s: made %v, want %v", step.what, made, want)
		}
		var shown []string
		s.Document().Walk(func(n *pn.Node) bool {
			if text, ok := n.Renderer().(*pn.TextPane); ok {
				name, _, _ := strings.Cut(text.Value(), " ")
				if had := ids[name]; had != "" && had != n.ID() && len(want) == 0 {
					t.Errorf("%s: the row of %s was %s and is %s", step.what, name, had, n.ID())
				}
				ids[name] = n.ID()
				shown = append(shown, text.Value())
			}
			return true
		})
		if got := strings.Join(shown, ", "); got != step.shown {
			t.Errorf("%s: shows %q, want %q", step.what, got, step.shown)
		}
	}
}
