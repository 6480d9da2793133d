//go:build ignore

package main

import (
	"github.com/panelgo/panelgo/plugins/uplot"
	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	chart := uplot.Line("Cups", "Pots").Title("Tea").Keep(50)
	at := 0
	drink := func() {
		at++
		chart.Stream(at, float64(2*at), float64(at))
	}
	for range 5 {
		drink()
	}
	box := pn.Column(chart)
	s.Main(box, pn.Button("Drink").OnClick(drink), pn.Button("Title").OnClick(func() { chart.Title("Coffee") }),
		pn.Button("Hide").OnClick(func() { box.Clear() }))
}
