//go:build ignore

// Cities shows what controls do to a page.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

var wind = map[string][][]string{
	"Berlin": {{"Monday", "12"}, {"Tuesday", "9"}},
	"Paris":  {{"Monday", "3"}, {"Tuesday", "5"}, {"Wednesday", "8"}},
}

// App describes the page of one visitor.
func App(s *pn.Session) {
	city := pn.Select("City", "Berlin", "Paris")
	days := pn.IntSlider("Days", 1, 7)
	name := pn.TextInput("Name")
	clicks := 0
	clicked := pn.Text("not clicked")
	button := pn.Button("Count").OnClick(func() {
		clicks++
		clicked.Set(fmt.Sprint("clicked ", clicks))
	})
	s.Title("Cities")
	s.Main(
		city, days, name, button, clicked,
		pn.View(func() pn.Component { return pn.Text("Wind in " + city.Value()).Classes("where") }),
		pn.View(func() pn.Component { return pn.Table([]string{"Day", "km/h"}, wind[city.Value()]) }),
		pn.View(func() pn.Component { return pn.Text(fmt.Sprint(days.Value(), " days")).Classes("days") }),
		pn.View(func() pn.Component { return pn.Text("Hello " + name.Value()).Classes("hello") }),
	)
}

func main() { panelgo.Main(App) }
