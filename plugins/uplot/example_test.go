package uplot_test

import (
	"time"

	"github.com/panelgo/panelgo/plugins/uplot"
	"github.com/panelgo/panelgo/pn"
)

// A chart of two lines that shows the last ten minutes, a point a second.
func ExampleLine() {
	app := func(s *pn.Session) {
		load := uplot.Line("CPU", "Memory").Title("Load").YLabel("%").YRange(0, 100).Keep(600)
		s.Every(time.Second, func() { load.Stream(time.Now(), cpu(), memory()) })
		s.Main(pn.Card(load))
	}
	_ = app
	// Output:
}

func cpu() float64    { return 12.5 }
func memory() float64 { return 40 }
