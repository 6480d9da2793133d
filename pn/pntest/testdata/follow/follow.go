// Package follow has a value of each thing that follows others.
package follow

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// Order is an order of a shop.
type Order struct {
	ID, Region string
	Amount     int
}

var orders = []Order{{"a1", "north", 10}, {"b2", "south", 40}, {"c3", "north", 70}}

// App shows the orders of a region, and what has run.
func App(s *pn.Session) {
	region, least := pn.Select("Region", "north", "south").Key("region"), pn.IntSlider("At least", 0, 100)
	var ran []string
	rows := pn.Computed(s, func() (found []Order) {
		ran = append(ran, "rows")
		for _, o := range orders {
			if o.Region == region.Value() && o.Amount >= least.Value() {
				found = append(found, o)
			}
		}
		return found
	})
	total := pn.Computed(s, func() int {
		ran = append(ran, "total")
		sum := 0
		for _, o := range rows.Value() {
			sum += o.Amount
		}
		return sum
	})
	reset := pn.Button("Reset").OnClick(func() {
		region.Set("north")
		least.Set(0)
	})
	sum, log := pn.Text("").Key("sum"), pn.Text("").Key("log")
	stop := s.Watch(func() {
		ran = append(ran, "watch")
		sum.Set(fmt.Sprint(len(rows.Value()), " of ", total.Value()))
	})
	total.OnChange(func(v int) { ran = append(ran, fmt.Sprint("told ", v)) })
	s.Sidebar(region, least, reset)
	s.Main(
		sum, log,
		pn.Button("What ran").OnClick(func() {
			log.Set(strings.Join(ran, " "))
			ran = nil
		}),
		pn.Button("Stop").OnClick(stop),
		pn.Each(rows.Value, func(o Order) string { return o.ID }, func(o Order) pn.Component {
			ran = append(ran, "row "+o.ID)
			return pn.TextInput("Note on " + o.ID)
		}),
	)
}
