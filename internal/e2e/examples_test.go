package e2e_test

import (
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/plugins/uplot"
	"github.com/panelgo/panelgo/pn"
)

// examples make a component of each kind, as TestKinds walks them: by the kind's name, in
// its order, one that a person can use if the kind has any such.
var examples = map[string]func() pn.Component{
	"button":       func() pn.Component { return pn.Button("Press") },
	"card":         func() pn.Component { return pn.Card(pn.Text("inside")).Title("Card").Collapsible(true) },
	"chart":        func() pn.Component { return charts.Line().Title("Chart").Series("a", nil, []float64{1, 3, 2}) },
	"checkbox":     func() pn.Component { return pn.Checkbox("Check") },
	"column":       func() pn.Component { return pn.Column(pn.Text("above"), pn.Text("below")) },
	"flex-box":     func() pn.Component { return pn.FlexBox(pn.Text("one"), pn.Text("two")) },
	"float-slider": func() pn.Component { return pn.FloatSlider("Rate", 0, 1) },
	"each": func() pn.Component {
		return pn.Each(func() []string { return []string{"one", "two"} }, func(s string) string { return s }, func(s string) pn.Component { return pn.Text(s) })
	},
	"html":       func() pn.Component { return pn.HTML("<p>with <em>emphasis</em></p>") },
	"int-slider": func() pn.Component { return pn.IntSlider("Bins", 5, 50) },
	"markdown":   func() pn.Component { return pn.Markdown("# Title\n\nSome **words**.") },
	"number":     func() pn.Component { return pn.Number("Temperature", 21) },
	"progress":   func() pn.Component { return pn.Progress("Upload", 30) },
	"rating":     func() pn.Component { return pn.Rating("Stars", 5) },
	"row":        func() pn.Component { return pn.Row(pn.Text("left"), pn.Text("right")) },
	"select":     func() pn.Component { return pn.Select("Fruit", "Apple", "Pear", "Plum") },
	"table":      func() pn.Component { return pn.Table([]string{"City", "Wind"}, [][]string{{"Paris", "8"}}) },
	"tabs":       func() pn.Component { return pn.Tabs().Add("One", pn.Text("1")).Add("Two", pn.Text("2")) },
	"text":       func() pn.Component { return pn.Text("plain") },
	"text-input": func() pn.Component { return pn.TextInput("Name") },
	"uplot": func() pn.Component {
		return uplot.Line("High").Title("Tide").Points([]float64{1, 2, 3}, []float64{1, 3, 2})
	},
	"view": func() pn.Component { return pn.View(func() pn.Component { return pn.Text("seen") }) },
}
