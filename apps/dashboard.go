//go:build ignore

// Dashboard replays the weather of Seattle, several days a second. It shows how
// a page follows the server: Every changes plain components, and the page keeps
// up.
package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
)

// Columns of the table.
const (
	date = iota
	rain
	high
	low
	_ // wind
	sky
)

const window = 60 // days in the charts

// App describes the page of one visitor.
func App(s *pn.Session) {
	s.Title("Seattle, Day by Day")

	data, err := s.ReadFile("data/seattle-weather.csv")
	var days [][]string
	if err == nil {
		days, err = csv.NewReader(strings.NewReader(string(data))).ReadAll()
	}
	if err != nil {
		s.Main(pn.Markdown("The weather is missing: " + err.Error()))
		return
	}
	days = days[1:] // the header

	today := pn.Markdown("")
	temperature := pn.Number("High", nil).Format("{value:.1f} °C").Color(5, "var(--pn-info)").Color(25, "inherit").Color(60, "var(--pn-danger)")
	change := pn.Number("Since the day before", nil).Format("{value:.1f} °C")
	wetDays := pn.Number("Rainy days of the last 60", 0)
	fallen := pn.Number("Rain of the last 60 days", 0).Format("{value:.0f} mm")
	year := pn.Progress("The four years", 0)
	temperatures := charts.Line().Title("Temperature").YLabel("°C").YRange(-8, 38)
	rainfall := charts.Bar().Title("Rain").YLabel("mm").YRange(0, 60)

	play := pn.Checkbox("Play").Set(true)
	speed := pn.IntSlider("Speed", 1, 10).Format("{value} days a second").Set(4)
	at := pn.IntSlider("Day", window, len(days))

	show := func() {
		end := at.Value()
		shown := days[end-window : end]
		dates := make([]time.Time, window)
		highs, lows, wet := make([]float64, window), make([]float64, window), make([]float64, window)
		rainy, total := 0, 0.0
		for i, day := range shown {
			dates[i], _ = time.Parse("2006-01-02", day[date])
			highs[i], lows[i], wet[i] = number(day[high]), number(day[low]), number(day[rain])
			total += wet[i]
			if wet[i] > 0 {
				rainy++
			}
		}
		now := shown[window-1]
		today.Set(fmt.Sprintf("## %s\n%s", dates[window-1].Format("Monday, 2 January 2006"), now[sky]))
		temperature.Set(highs[window-1])
		change.Set(highs[window-1] - highs[window-2])
		wetDays.Set(rainy)
		fallen.Set(total)
		year.Set(100 * end / len(days))
		temperatures.Series("High", dates, highs).Series("Low", dates, lows)
		rainfall.Series("Rain", dates, wet)
	}
	at.OnChange(func(int) { show() })
	show()

	var due float64 // days to advance
	s.Every(250*time.Millisecond, func() {
		if !play.Value() {
			return
		}
		due += float64(speed.Value()) / 4
		next := at.Value() + int(due)
		due -= float64(int(due))
		if next > len(days) {
			next = window
		}
		at.Set(next)
		show()
	})

	s.Sidebar(play, speed, at, year)
	s.Main(
		today,
		pn.FlexBox(
			pn.Card(temperature).HideHeader(), pn.Card(change).HideHeader(), pn.Card(wetDays).HideHeader(), pn.Card(fallen).HideHeader(),
		),
		pn.Card(temperatures).HideHeader(),
		pn.Card(rainfall).HideHeader(),
		pn.Markdown("Data: NOAA National Climatic Data Center."),
	)
}

func number(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

func main() { panelgo.Main(App) }
