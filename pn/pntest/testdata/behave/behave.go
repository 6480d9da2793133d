// Package behave has a component for each thing that one can do to another.
package behave

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

// App shows what the server knows below what the page shows.
func App(s *pn.Session) {
	card := pn.Card(pn.Text("inside")).Title("Card").Collapsed(true)
	note, help := pn.Text("note").Key("note"), pn.Text("help").Key("help")
	bins, twin := pn.IntSlider("Bins", 0, 100), pn.IntSlider("Twin", 0, 50).Step(5)
	tabs := pn.Tabs().Add("One", pn.Text("first")).Add("Two", pn.Text("second"))
	detailed := pn.Checkbox("Detailed").Shows(help)
	bins.LinksTo(twin)
	table := pn.Table([]string{"City"}, [][]string{{"Berlin"}, {"Bergen"}, {"Paris"}})
	later := pn.Text("later")

	clicks := 0
	count := pn.Text("0 clicks").Key("count")
	s.Main(
		pn.Button("Toggle").Toggles(note).OnClick(func() { clicks++; count.Set(fmt.Sprint(clicks, " clicks")) }),
		pn.Button("Never").Toggles(note).OnClick(func() { note.Visible(true) }),
		pn.Button("Show").Shows(note), pn.Button("Hide").Hides(note).Hides(help),
		pn.Button("Open").Opens(card), pn.Button("Close").Closes(card),
		pn.Button("Second").Sets(tabs, 1), pn.Button("Reset").Sets(bins, 0),
		pn.Button("Wide").TogglesClass(note, "wide").Focuses(bins).ScrollsTo(table).Copies(note),
		pn.Button("Later").Toggles(later),
		pn.TextInput("Filter").Filters(table),
		detailed, bins, twin, card, note, help, tabs, table, count,
		pn.View(func() pn.Component {
			return pn.Text(fmt.Sprint(detailed.Value(), " ", bins.Value(), " ", twin.Value(), " ", tabs.Active())).Key("state")
		}),
		pn.Button("Bring").OnClick(func() { s.Sidebar(later) }),
		pn.Button("Sort").OnClick(func() { table.Set([][]string{{"Paris"}, {"Oslo"}, {"Berlin"}}) }),
	)
}
