package charts

import (
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// quietHost is a host for sessions that only draw.
type quietHost struct{ visit.Host }

func (quietHost) Post(func()) bool { return false }
func (quietHost) Dirty()           {}

// A chart is drawn when its content changes, and not when a page is written or
// an option of its place is set.
func TestDrawnOnlyAfterChanges(t *testing.T) {
	c := Line().Series("a", nil, []float64{1, 2})
	count, draw := 0, c.figure.draw
	c.figure.draw = func(f *figure, p *plot) { count++; draw(f, p) }
	page := visit.New(visit.NewRequest(visit.Info{}), quietHost{})
	pn.NewSession(page).Main(c)
	tests := []struct {
		name   string
		change func()
		drawn  int
	}{
		{"first shown", func() {}, 1},
		{"shown again", func() {}, 0},
		{"hidden", func() { c.Visible(false) }, 0},
		{"wider", func() { c.Width(500) }, 0},
		{"a little higher", func() { c.Height(330) }, 0},
		{"with room for fewer ticks", func() { c.Height(150) }, 1},
		{"new data", func() { c.Series("a", nil, []float64{1, 3}) }, 1},
		{"two changes before it is shown", func() { c.Title("A").YRange(0, 9) }, 1},
		{"cleared", func() { c.Clear() }, 1},
	}
	for _, test := range tests {
		count = 0
		test.change()
		if err := page.Document.Settle(); err != nil {
			t.Fatal(err)
		}
		page.Document.HTML(pn.AreaID(pn.AreaMain))
		if count != test.drawn {
			t.Errorf("%s: drawn %d times, want %d", test.name, count, test.drawn)
		}
	}
}

// A failure to draw a chart shows in its place.
func TestPanicIsShown(t *testing.T) {
	c := Line()
	c.figure.draw = func(*figure, *plot) { panic("out of ink") }
	if got := c.figure.drawn(); got.svg != "" || got.note != "This chart cannot be drawn: out of ink" {
		t.Errorf("%+v", got)
	}
}
