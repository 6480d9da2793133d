package pn_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// The options that every component has, on every kind of component.
func TestCommonOptionsHTML(t *testing.T) {
	golden(t, "common",
		example{"width and height", pn.Text("x").Width(300).Height(40)},
		example{"no negative lengths", pn.Text("x").Width(-1).Height(-1)},
		example{"fixed", pn.Text("x").Sizing("fixed")},
		example{"stretch_width", pn.Text("x").Sizing("stretch_width")},
		example{"stretch_height", pn.Text("x").Sizing("stretch_height")},
		example{"stretch_both", pn.Text("x").Sizing("stretch_both")},
		example{"a margin on all sides", pn.Text("x").Margin(8)},
		example{"margins above and beside", pn.Text("x").Margin(8, 0)},
		example{"four margins", pn.Text("x").Margin(1, 2, -3, 4)},
		example{"classes", pn.Text("x").Classes("wide loud")},
		example{"hidden", pn.Text("x").Visible(false)},
		example{"shown again", pn.Text("x").Visible(false).Visible(true)},
		example{"disabled", pn.Text("x").Disabled(true)},
		example{"loading", pn.Text("x").Loading(true)},
		example{"a button with all", all(pn.Button("x"))},
		example{"a card with all", all(pn.Card().Title("x"))},
		example{"a checkbox with all", all(pn.Checkbox("x"))},
		example{"a column with all", all(pn.Column())},
		example{"a flex box with all", all(pn.FlexBox())},
		example{"a float slider with all", all(pn.FloatSlider("x", 0, 1))},
		example{"HTML with all", all(pn.HTML("x"))},
		example{"an int slider with all", all(pn.IntSlider("x", 0, 1))},
		example{"Markdown with all", all(pn.Markdown("x"))},
		example{"a number with all", all(pn.Number("x", 1))},
		example{"progress with all", all(pn.Progress("x", 1))},
		example{"a row with all", all(pn.Row())},
		example{"a select with all", all(pn.Select("x", "a"))},
		example{"a table with all", all(pn.Table([]string{"x"}, nil))},
		example{"tabs with all", all(pn.Tabs().Add("x", nil))},
		example{"a text input with all", all(pn.TextInput("x"))},
		example{"a view with all", all(pn.View(func() pn.Component { return nil }))},
	)
	harmless(t, map[string]func(string) pn.Component{
		"classes": func(s string) pn.Component { return pn.Text("").Classes(s) },
	})
}

// styled is a component whose options give T.
type styled[T any] interface {
	pn.Component
	Width(int) T
	Height(int) T
	Sizing(string) T
	Margin(...int) T
	Classes(string) T
	Visible(bool) T
	Disabled(bool) T
	Loading(bool) T
}

func all[T styled[T]](c T) T {
	return c.Width(1).Height(2).Sizing("fixed").Margin(3).Classes("c").Visible(false).Disabled(true).Loading(true)
}

func TestCommonOptionsMistakes(t *testing.T) {
	refused(t, "use fixed, stretch_width", func() { pn.Text("x").Sizing("wide") })
	refused(t, "one, two or four", func() { pn.Text("x").Margin() })
	refused(t, "one, two or four", func() { pn.Text("x").Margin(1, 2, 3) })
	refused(t, "one, two or four", func() { pn.Text("x").Margin(1, 2, 3, 4, 5) })
}

// speechless has no Render.
type speechless struct{ pn.Base[*speechless] }

func TestComponentWithoutRender(t *testing.T) {
	refused(t, "has no Render", func() { s := &speechless{}; s.Init(s, pn.Kind{Name: "speechless"}) })
}
