package uplot_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/plugins/uplot"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// drawn is the HTML of a chart on a page.
func drawn(t testing.TB, c *uplot.LineChart) string {
	t.Helper()
	return pntest.Open(t, func(s *pn.Session) { s.Main(c) }).HTML("[data-pn=uplot]")
}

var days = []time.Time{day(1), day(2), day(3)}

func day(n int) time.Time { return time.Date(2024, 2, n, 0, 0, 0, 0, time.UTC) }

func TestLine(t *testing.T) {
	tests := map[string]*uplot.LineChart{
		"line":    uplot.Line("High", "Low").Title("Tide").YLabel("m").YRange(-1, 3).Points([]float64{0, 6.5, 12}, []float64{0.5, 3, 0.8}, []float64{0, math.NaN(), math.Inf(1)}),
		"times":   uplot.Line("High").Legend(true).Points(days, []float64{1, 2, 3}).Stream(day(4), 2),
		"empty":   uplot.Line("High", "Low").Legend(false),
		"hostile": uplot.Line(`"><img onerror=x>`, "</div>").Title(`<script>"&`).YLabel("<b>").Stream(1, 2, 3),
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			got := strings.ReplaceAll(drawn(t, c), "><", ">\n<") + "\n"
			file := filepath.Join("testdata", name+".golden.html")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// The points that a page has are those that came last.
func TestKeep(t *testing.T) {
	var c *uplot.LineChart
	page := pntest.Open(t, func(s *pn.Session) {
		c = uplot.Line("n").Keep(150)
		s.Main(c)
	})
	has := func() []string { return strings.Fields(page.Text(".pn-uplot-points")) }
	last := func() string { return strings.Join(has()[max(0, len(has())-2):], " ") }
	for i := range 1_000 {
		c.Stream(i, float64(i)/4)
	}
	waitfor.True(t, "the last point", func() bool { return last() == "999 249.75" })
	if got := has(); got[0] != "800" || len(got) != 2*200 {
		t.Errorf("from %q, %d points", got[0], len(got)/2)
	}
	c.Points([]int{3, 2}, []float64{1, 5})
	page.WaitText(".pn-uplot-points", "3 1 2 5")
}

// The first paint has points in the order of x, and no more than are kept.
func TestFirstPaint(t *testing.T) {
	ordered := drawn(t, uplot.Line("n").Points([]int{1, 2, 3}, []float64{4, 5, 6}))
	mixed := drawn(t, uplot.Line("n").Keep(3).Points([]int{9, 8, 3, 1, 2}, []float64{9, 9, 6, 4, 5}))
	svg := func(html string) string {
		_, svg, _ := strings.Cut(html, "<svg")
		svg, _, _ = strings.Cut(svg, "</svg>")
		return svg
	}
	if svg(ordered) == "" || svg(ordered) != svg(mixed) {
		t.Errorf("drawn as\n%s\nand as\n%s", svg(ordered), svg(mixed))
	}
}

// The picture of a page without the library follows the points, also from numbers to
// times where there were none; another page's stays as it was.
func TestPictureWithoutLibrary(t *testing.T) {
	for _, plain := range []bool{true, false} {
		var c *uplot.LineChart
		page := pntest.Open(t, func(s *pn.Session) {
			c = uplot.Line("a", "b")
			s.Main(c)
		})
		if plain {
			page.Push("[data-pn=uplot]", "plain", nil)
			waitfor.True(t, "the answer", func() bool { return page.Has("[data-plain]") })
		}
		c.Stream(day(1), 1, 2).Stream(day(2), 3, 4)
		waitfor.True(t, "the points", func() bool { return len(strings.Fields(page.Text(".pn-uplot-points"))) == 6 })
		if plain {
			waitfor.True(t, "the picture", func() bool { return strings.Contains(page.HTML(".pn-uplot-picture"), "a from 1 to 3; b from 2 to 4") })
		} else if page.Has(".pn-uplot-picture svg") {
			t.Error("a page with the library is sent pictures")
		}
	}
	if err := uplot.Line("a").HandleEvent(pn.Event{Name: "change"}); err == nil || !strings.Contains(err.Error(), `a chart has no event "change"`) {
		t.Errorf("another event: %v", err)
	}
}

// What package charts styles is called as there.
func TestStylesOfCharts(t *testing.T) {
	css := charts.Plugin().(interface{ Kinds() []pn.Kind }).Kinds()[0].CSS
	html := drawn(t, uplot.Line("a", "b").Title("x"))
	for _, class := range []string{"pn-chart ", "pn-chart-title", "pn-chart-legend"} {
		if !strings.Contains(html, class) || !strings.Contains(css, "."+class) {
			t.Errorf("class %q", class)
		}
	}
	if !strings.Contains(css, ".pn-chart .s8 ") {
		t.Error("the colours of series are called otherwise")
	}
}

// Mistakes panic with a sentence that says what to do.
func TestMistakes(t *testing.T) {
	many := make([]string, 17)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	tests := map[string]func(){
		"Line with 0 names: a chart has from 1 to 16 lines": func() { uplot.Line() },
		"Line with 17 names":                                        func() { uplot.Line(many...) },
		`two lines are called "a"`:                                  func() { uplot.Line("a", "b", "a") },
		"Keep(0): a chart keeps from 1 to 20000 points":             func() { uplot.Line("a").Keep(0) },
		"Keep(20001)":                                               func() { uplot.Line("a").Keep(20_001) },
		"a range from 2 to 1":                                       func() { uplot.Line("a").YRange(2, 1) },
		"Stream with 1 values for 2 lines: give one for each":       func() { uplot.Line("a", "b").Stream(1, 2) },
		"x is a string: use a float64, an int or a time.Time":       func() { uplot.Line("a").Stream("x", 2) },
		"Points with 1 columns of y for 2 lines: give one for each": func() { uplot.Line("a", "b").Points([]int{1}, []float64{2}) },
		`line "b" has 1 y for 2 x: give as many of each`:            func() { uplot.Line("a", "b").Points([]int{1, 2}, []float64{2, 3}, []float64{4}) },
		"x is a []string: use []float64, []int or []time.Time":      func() { uplot.Line("a").Points([]string{"x"}, []float64{2}) },
		"numbers and times cannot share an axis":                    func() { uplot.Line("a").Stream(1, 2).Stream(day(1), 2) },
	}
	for want, mistake := range tests {
		func() {
			defer func() {
				if v := fmt.Sprint(recover()); !strings.Contains(v, want) {
					t.Errorf("%s, want %q", v, want)
				}
			}()
			mistake()
		}()
	}
}

// Points may come from several goroutines at once.
func TestStreamAtOnce(t *testing.T) {
	var c *uplot.LineChart
	page := pntest.Open(t, func(s *pn.Session) {
		c = uplot.Line("n")
		s.Main(c)
	})
	done := make(chan bool)
	for i := range 4 {
		go func() {
			for j := range 100 {
				c.Stream(100*i+j, 1)
			}
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
	waitfor.True(t, "400 points", func() bool { return len(strings.Fields(page.Text(".pn-uplot-points"))) == 2*400 })
}
