//go:build ignore

// Explorer filters a table of penguins and draws those that match. Every input
// calls one function, update, which shows them.
package main

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
)

// Penguin is one row of the table. A missing measurement is zero.
type Penguin struct {
	Species string
	Island  string
	Sex     string
	Bill    float64 `json:"Beak Length (mm)"`
	Flipper float64 `json:"Flipper Length (mm)"`
	Mass    float64 `json:"Body Mass (g)"`
}

const everySpecies = "All species"

var kinds = []string{"Adelie", "Chinstrap", "Gentoo"}

// SessionKey lets all visitors of one species share a first view.
func SessionKey(r *pn.Request) string { return r.Arg("species", everySpecies) }

// App describes the page of one visitor.
func App(s *pn.Session) {
	s.Title("Penguin Explorer")
	s.Template("material")

	var penguins []Penguin
	data, err := s.ReadFile("data/penguins.json")
	if err == nil {
		err = json.Unmarshal(data, &penguins)
	}
	if err != nil {
		s.Main(pn.Markdown("The penguins are missing: " + err.Error()))
		return
	}

	species := pn.Select("Species", everySpecies, "Adelie", "Chinstrap", "Gentoo")
	for _, name := range kinds {
		if s.Arg("species", "") == name {
			species.Set(name)
		}
	}
	mass := pn.IntSlider("Body mass, at least", 2700, 6300).Step(100).Format("{value} g")
	islands := map[string]*pn.CheckboxWidget{
		"Biscoe": pn.Checkbox("Biscoe").Set(true), "Dream": pn.Checkbox("Dream").Set(true), "Torgersen": pn.Checkbox("Torgersen").Set(true),
	}
	s.Sidebar(species, mass, pn.Markdown("**Islands**"), islands["Biscoe"], islands["Dream"], islands["Torgersen"])

	count := pn.Number("Penguins", 0)
	meanMass := pn.Number("Mean mass", 0).Format("{value:.0f} g")
	meanFlipper := pn.Number("Mean flipper", 0).Format("{value:.0f} mm")
	scatter := charts.Scatter().Title("Flipper and mass").XLabel("flipper, mm").YLabel("mass, g")
	histogram := charts.Histogram(nil).Title("How heavy they are").XLabel("mass, g").YLabel("penguins").Bins(18)
	table := pn.Table([]string{"Species", "Island", "Sex", "Bill, mm", "Flipper, mm", "Mass, g"}, nil)

	update := func() {
		masses := []float64{}
		rows := [][]string{}
		flippers := 0.0
		xs, ys := map[string][]float64{}, map[string][]float64{}
		for _, p := range penguins {
			if p.Mass == 0 || p.Mass < float64(mass.Value()) || !islands[p.Island].Value() {
				continue
			}
			if species.Value() != everySpecies && species.Value() != p.Species {
				continue
			}
			masses = append(masses, p.Mass)
			flippers += p.Flipper
			xs[p.Species] = append(xs[p.Species], p.Flipper)
			ys[p.Species] = append(ys[p.Species], p.Mass)
			if len(rows) < 12 {
				rows = append(rows, []string{p.Species, p.Island, p.Sex, decimal(p.Bill), decimal(p.Flipper), decimal(p.Mass)})
			}
		}
		count.Set(len(masses))
		meanMass.Set(mean(masses))
		meanFlipper.Set(nil)
		if len(masses) > 0 {
			meanFlipper.Set(flippers / float64(len(masses)))
		}
		for _, name := range kinds {
			scatter.Series(name, xs[name], ys[name])
		}
		histogram.Set(masses)
		table.Set(rows).Caption(fmt.Sprintf("The first %d of %d", len(rows), len(masses)))
	}
	species.OnChange(func(string) { update() })
	mass.OnChange(func(int) { update() })
	for _, island := range islands {
		island.OnChange(func(bool) { update() })
	}
	update()

	s.Main(
		pn.FlexBox(
			pn.Card(count).HideHeader(), pn.Card(meanMass).HideHeader(), pn.Card(meanFlipper).HideHeader(),
		),
		pn.FlexBox(pn.Card(scatter).HideHeader(), pn.Card(histogram).HideHeader()),
		pn.Card(table).Title("Penguins"),
		pn.Markdown("Data: Gorman and Palmer Station LTER, *palmerpenguins*, CC0."),
	)
}

// mean returns nil if there are no values: an indicator shows a dash then.
func mean(values []float64) any {
	if len(values) == 0 {
		return nil
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func main() { panelgo.Main(App, SessionKey) }
