//go:build ignore

// Gallery shows every component, with its options.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	s.Template(s.Arg("template", "vanilla"))
	s.Title("Gallery of every component")
	side := pn.IntSlider("Bins", 5, 50).Step(5)
	s.Sidebar(
		pn.Markdown("### Settings\n\nWhat the page shows."),
		side,
		pn.Select("Country", "Germany", "France", "A country with quite a long name indeed"),
		pn.TextInput("Search").Placeholder("Type a word"),
		pn.Checkbox("Show totals"), pn.Rating("Stars", 5).Set(3),
		pn.Button("Apply").Type("primary"),
	)
	s.Header(pn.Button("Export"), pn.Text("v1.2"))
	modal := pn.Column(pn.Markdown("## In the modal\n\nSome words."), pn.Button("OK").Type("primary"))
	modal.Visible(s.Arg("modal", "") != "")
	s.Modal(modal)
	open := pn.Button("Open the dialog").OnClick(func() { modal.Visible(true) })
	var buttons, dis []pn.Component
	for _, t := range []string{"default", "primary", "success", "warning", "danger", "light"} {
		buttons = append(buttons, pn.Button(t).Type(t))
		dis = append(dis, pn.Button(t).Type(t).Disabled(true))
	}
	buttons = append(buttons, pn.Button("loading").Type("primary").Loading(true), open)
	f := pn.FloatSlider("Rate", 0, 1).Step(0.05).Format("{value} %")
	s.Main(
		pn.FlexBox(
			pn.Card(pn.Number("Temperature", 21).Format("{value} °C")).HideHeader(),
			pn.Card(pn.Number("Humidity", 64).Format("{value}%").Color(50, "green").Color(80, "orange")).HideHeader(),
			pn.Card(pn.Number("Visitors", 1284302)).Title("With title"),
			pn.Card(pn.Number("Small", 3.14159).FontSize(20)).Title("Folds").Collapsible(true),
			pn.Card(pn.Number("Hidden", 3)).Title("Collapsed").Collapsed(true),
		),
		pn.Card(pn.FlexBox(buttons...), pn.FlexBox(dis...)).Title("Buttons"),
		pn.Card(
			pn.Row(
				pn.Column(pn.TextInput("Name").Placeholder("Ada Lovelace"), pn.TextInput("Disabled").Set("fixed").Disabled(true), pn.TextInput("Loading").Loading(true)),
				pn.Column(pn.Select("Fruit", "Apple", "Pear"), pn.Select("Disabled", "Apple").Disabled(true), pn.Checkbox("Checked").Set(true), pn.Checkbox("Not checked"), pn.Checkbox("Disabled, checked").Set(true).Disabled(true), pn.Checkbox("Disabled").Disabled(true)),
				pn.Column(pn.IntSlider("Bins", 0, 100).Set(30), f.Set(0.35), pn.IntSlider("Disabled", 0, 10).Set(5).Disabled(true), pn.Text("hidden").Visible(false)),
			),
			pn.View(func() pn.Component { return pn.Text(fmt.Sprintf("Rate is %.2f, bins %d", f.Value(), side.Value())) }),
		).Title("Inputs"),
		pn.Tabs().
			Add("Text", pn.Column(
				pn.Markdown("# Heading 1\n\nA paragraph with **bold**, *italic*, `code` and a [link](https://example.com).\n\n## Heading 2\n\n- one\n- two\n  - nested\n\n1. first\n2. second\n\n> A quotation of some words.\n\n```go\nfunc main() { fmt.Println(\"a line of code that is rather long, so that it must scroll on a phone\") }\n```\n\n| City | Temp |\n|---|---:|\n| Berlin | 21 |\n| Paris | 24 |\n\n- [x] done\n- [ ] to do\n\n---\n\nEnd with Averylongwordthatneverendsandgoesonandonandonwithoutanyspaceatallsothatitmustbebroken."),
				pn.HTML("<h3>HTML pane</h3><p>with <em>emphasis</em> and <a href='/x'>link</a></p><ul><li>a</li></ul>"),
				pn.Text("Plain text:\n  with spaces kept"),
			)).
			Add("Table", pn.Text("second")).
			Add("A third tab of long title", pn.Text("third")).
			Add("Fourth", pn.Text("4")),
		pn.Card(pn.Table([]string{"City", "Country", "Temperature", "Humidity", "Wind", "Comment"}, [][]string{
			{"Berlin", "Germany", "21", "40", "12", "Sunny with a few clouds in the afternoon"},
			{"Paris", "France", "24", "55", "8", "Fair"},
			{"Reykjavík", "Iceland", "9", "80", "33", "Rain"}}).Caption("Weather today")).Title("Table"),
		pn.Table([]string{"Name", "Value"}, [][]string{{"a", "1"}, {"b", "2"}}),
		pn.Card(pn.Progress("Upload", 30), pn.Progress("Done", 100), pn.Progress("", -1), pn.Progress("Wide", 60).Width(200)).Title("Progress"),
		pn.FlexBox(
			pn.Card(pn.Text("loading card"), pn.Text("with lines")).Title("Loading").Loading(true),
			pn.Card(pn.Text("disabled card"), pn.Button("x"), pn.TextInput("y")).Title("Disabled").Disabled(true),
			pn.Card(pn.Text("300 × 120")).Title("Fixed").Width(300).Height(120).Margin(20),
		),
		pn.Row(pn.Number("Left", 1), pn.Number("Middle", 2), pn.Number("Right", 3)),
	)
}

func main() { panelgo.Main(App) }
