//go:build ignore

// Mesh has controls that are all linked to each other.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

// App shows the sum that the server knows.
func App(s *pn.Session) {
	var sliders []*pn.IntSliderWidget
	for i := range 20 {
		sliders = append(sliders, pn.IntSlider(fmt.Sprint("Slider ", i), 0, 100))
	}
	for _, from := range sliders {
		for _, to := range sliders {
			if from != to {
				from.LinksTo(to)
			}
		}
		s.Main(from)
	}
	s.Main(pn.View(func() pn.Component {
		sum := 0
		for _, slider := range sliders {
			sum += slider.Value()
		}
		return pn.Text(fmt.Sprint(sum)).Key("state")
	}))
}
