package charts

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// onPage is the HTML of a component alone.
func onPage(t *testing.T, c pn.Component) string {
	t.Helper()
	page := visit.New(visit.NewRequest(visit.Info{}), quietHost{})
	pn.NewSession(page).Main(c)
	if err := page.Document.Settle(); err != nil {
		t.Fatal(err)
	}
	return page.Document.HTML(pn.AreaID(pn.AreaMain))
}

// Several series are named, one only if Legend says so. An empty name is not
// written.
func TestLegend(t *testing.T) {
	one, two := []float64{1}, []float64{2}
	tests := []struct {
		name  string
		chart pn.Component
		want  string // what follows the legend's beginning; "" for none
	}{
		{"no series", Line().Legend(true), ""},
		{"one", Line().Series("a", nil, one), ""},
		{"one, shown", Line().Series("a", nil, one).Legend(true), `<li class="s1">a</li></ul>`},
		{"two", Line().Series("a", nil, one).Series("b", nil, two), `<li class="s1">a</li><li class="s2">b</li></ul>`},
		{"two, hidden", Line().Series("a", nil, one).Series("b", nil, two).Legend(false), ""},
		{"without a name", Line().Series("", nil, one).Series("b", nil, two), `<li class="s2">b</li></ul>`},
	}
	for _, test := range tests {
		_, legend, found := strings.Cut(onPage(t, test.chart), `<ul class="pn-chart-legend">`)
		if found != (test.want != "") || !strings.HasPrefix(legend, test.want) {
			t.Errorf("%s: %.200s", test.name, legend)
		}
	}
}

// When the axes change places, so do their labels.
func TestAxisLabels(t *testing.T) {
	for _, horizontal := range []bool{false, true} {
		html := onPage(t, Bar().XLabel("fruit").YLabel("kg").Horizontal(horizontal).Series("a", nil, []float64{1}))
		under, beside := "fruit", "kg"
		if horizontal {
			under, beside = beside, under
		}
		if !strings.Contains(html, `xlabel">`+under) || !strings.Contains(html, `ylabel">`+beside) {
			t.Errorf("horizontal %v: %s", horizontal, html)
		}
	}
}

// Each class that leaves out labels in a narrow chart is in the style sheet;
// any number of labels has a class.
func TestRoomClasses(t *testing.T) {
	tests := map[int]string{0: "", 240: "", 241: " pn-chart-340", 960: " pn-chart-960", 100_000: " pn-chart-1360"}
	for need, want := range tests {
		got := roomClass(need)
		if got != want {
			t.Errorf("%d pixels: %q, want %q", need, got, want)
		}
		if class := strings.TrimSpace(got); class != "" && !strings.Contains(style, "."+class) {
			t.Errorf("the style has no %s", class)
		}
	}
}
