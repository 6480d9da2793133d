//go:build ignore

// Forms has inputs at the places where they can be mistaken for others.
package main

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	name, shared := pn.TextInput("Name"), pn.TextInput("Shared").Key("Shared")
	more := pn.TextInput("More").Key("More")
	state := pn.View(func() pn.Component {
		return pn.Text("name=" + name.Value() + " shared=" + shared.Value() + " more=" + more.Value()).Classes("state")
	})

	dialog := pn.Column(pn.Markdown("## Dialog")).Visible(false)
	s.Modal(dialog)
	open := pn.Button("Open").OnClick(func() { dialog.Visible(true) })

	tick, heard := pn.Number("Tick", 0), pn.Text("").Classes("heard")
	ticking := pn.View(func() pn.Component {
		in := pn.TextInput("In view").Key("In view").OnChange(func(v string) { heard.Set(v) })
		return pn.Column(in, pn.Text(fmt.Sprint(tick.Value())).Classes("tick"))
	})
	s.Every(300*time.Millisecond, func() { tick.Set(tick.Value() + 1) })

	s.Main(pn.Tabs().Add("Form", name).Add("Data", pn.Column(more)), shared, state, open, heard, tick, ticking)
}
