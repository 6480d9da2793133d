//go:build ignore

// Lamps shows components that JavaScript modules make.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

// Lamp is how bright a lamp is, and its name.
type Lamp struct {
	Name  string `json:"name"`
	Level int    `json:"level"`
}

// App describes the page of one visitor.
func App(s *pn.Session) {
	lamp := pn.CustomOf("lamp.js", Lamp{Name: "desk"}).Key("desk")
	rung := pn.Text("silent").Classes("rung")
	lamp.On("ring", func(e pn.Event) {
		var times int
		if err := e.Decode(&times); err != nil {
			panic(err)
		}
		rung.Set(fmt.Sprint("rung ", times))
	})
	bad := pn.Column()
	more := pn.Column()
	s.Main(
		lamp, rung,
		pn.View(func() pn.Component {
			return pn.Text(fmt.Sprint(lamp.Value().Name, " ", lamp.Value().Level)).Classes("state")
		}),
		pn.Button("Dim").OnClick(func() { lamp.Set(Lamp{Name: "desk", Level: 1}) }),
		pn.Button("Wide").OnClick(func() { lamp.Width(300) }),
		pn.Button("More").OnClick(func() { more.Append(pn.CustomOf("lamp.js", Lamp{Name: "floor", Level: 5}).Classes("second")) }),
		pn.Button("Fewer").OnClick(func() { more.Clear() }),
		pn.Button("Frame").OnClick(func() { more.SetObjects(pn.Custom("frame.js").Objects(pn.TextInput("Inside"))) }),
		pn.Button("Bad").OnClick(func() {
			add(bad, "mount", "show", "update", "unmount", "import", "late")
			bad.Append(pn.Custom("gone.js").Classes("gone"))
		}),
		pn.Button("Worse").OnClick(func() {
			add(bad, "empty", "syntax", "bare", "absent", "symbol", "object", "name", "noname", "big", "many", "deep", "bigint", "circle", "flood")
		}),
		pn.Button("Touch").OnClick(func() {
			for _, c := range bad.Objects() {
				if c, ok := c.(*pn.CustomOfWidget[int]); ok {
					c.Set(2).Width(400)
				}
			}
		}),
		pn.Button("None").OnClick(func() { bad.Clear() }),
		more, bad,
	)
}

// add adds components whose modules fail, each in its own way.
func add(to *pn.ColumnLayout, ways ...string) {
	for _, way := range ways {
		to.Append(pn.CustomOf("bad-"+way+".js", 1).Classes(way).On("ring", func(pn.Event) {}))
	}
}

func main() { panelgo.Main(App) }
