//go:build ignore

// Behave has a component for each thing that one can do to another in the browser.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

// App shows what the server knows below what the page shows.
func App(s *pn.Session) {
	card := pn.Card(pn.Text("inside")).Title("Card").Collapsed(true)
	note, help := pn.Text("a note").Key("note"), pn.Text("help").Key("help")
	bins, twin := pn.IntSlider("Bins", 0, 100).Format("{value:,.1f} °C"), pn.IntSlider("Twin", 0, 50)
	bins.LinksTo(twin)
	tabs := pn.Tabs().Add("One", pn.Text("first")).Add("Two", pn.Text("second"))
	detailed := pn.Checkbox("Detailed").Shows(help)
	table := pn.Table([]string{"City"}, [][]string{{"Berlin"}, {"Bergen"}, {"Paris"}})
	question, name := pn.Text("Really?").Visible(false), pn.TextInput("Name")
	s.Modal(question)

	clicks := 0
	count := pn.Text("0 clicks").Key("count")
	shown := true
	s.Main(
		pn.Button("Toggle").Toggles(note).OnClick(func() { clicks++; shown = !shown; count.Set(fmt.Sprint(clicks, " clicks ", shown)) }),
		pn.Button("Never").Toggles(note).OnClick(func() { note.Visible(true); count.Set("never") }),
		pn.Button("Open").Opens(card), pn.Button("Reset").Sets(bins, 0).Sets(tabs, 0), pn.Button("Second").Sets(tabs, 1),
		pn.Button("Wide").TogglesClass(note, "wide"), pn.Button("Name").Focuses(name), pn.Button("Copy").Copies(note),
		pn.Button("Down").ScrollsTo(table), pn.Button("Ask").Opens(question),
		pn.TextInput("Filter").Filters(table),
		detailed, bins, twin, card, note, help, tabs, name, count,
		pn.View(func() pn.Component {
			return pn.Text(fmt.Sprint(detailed.Value(), " ", bins.Value(), " ", twin.Value(), " ", tabs.Active())).Key("state")
		}),
		pn.Button("Sort").OnClick(func() { table.Set([][]string{{"Paris"}, {"Oslo"}, {"Berlin"}}) }),
		pn.HTML(`<div style="height:3000px"></div>`), table,
	)
}
