//go:build ignore

// Weather shows one city's conditions; the city comes from the URL.
package main

import (
	"math/rand"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

// SessionKey puts the visitors of one city into one reuse bucket.
func SessionKey(r *pn.Request) string { return r.Arg("city", "Berlin") }

// App describes the page of one visitor.
func App(s *pn.Session) {
	city := s.Arg("city", "Berlin")
	s.Template("material")
	s.Title(city + " Weather")
	s.Main(pn.FlexBox(
		pn.Card(pn.Number("Temperature", rand.Intn(66)-20).Format("{value} °C")).HideHeader(),
		pn.Card(pn.Number("Humidity", rand.Intn(101)).Format("{value}%")).HideHeader(),
	))
}

func main() { panelgo.Main(App, SessionKey) }
