package charts

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/panelgo/panelgo/pn"
)

// picture is the drawing of a chart, kept until something changes.
type picture struct {
	svg  string // "" when there is nothing to draw
	note string
	x, y []mark
}

// mark is a label on an axis. share is its place, in percent of the axis.
type mark struct {
	share float64
	label string
}

// write writes the title, the legend, the axes and the picture.
func (f *figure) write(m *pn.Markup) {
	pic := f.picture
	m.Open("div")
	if f.title != "" {
		m.Element("div", "pn-chart-title", f.title)
	}
	f.writeLegend(m)
	if pic.svg == "" {
		m.Element("div", "pn-chart-empty", pic.note).Close()
		return
	}
	under, beside := f.xLabel, f.yLabel
	if f.horizontal {
		under, beside = beside, under
	}
	m.Open("div").Class("pn-chart-body")
	if beside != "" {
		m.Element("div", "pn-chart-ylabel", beside)
	}
	writeY(m, pic.y)
	m.Open("div").Class("pn-chart-plot").Raw(pic.svg).Close()
	writeX(m, pic.x, utf8.RuneCountInString(longest(pic.y)))
	if under != "" {
		m.Element("div", "pn-chart-xlabel", under)
	}
	m.Close()
	if pic.note != "" {
		m.Element("div", "pn-chart-note", pic.note)
	}
	m.Close()
}

// writeLegend names the series, if there are several or Legend says so.
func (f *figure) writeLegend(m *pn.Markup) {
	if on := f.legend || !f.legendSet && len(f.series) > 1; !on || len(f.series) == 0 {
		return
	}
	m.Open("ul").Class("pn-chart-legend")
	for _, s := range f.series {
		if s.name != "" {
			m.Element("li", f.color(s), s.name)
		}
	}
	m.Close()
}

// writeY writes the labels of the vertical axis. An invisible one reserves the
// width of the longest.
func writeY(m *pn.Markup, marks []mark) {
	m.Open("div").Class("pn-chart-y")
	m.Element("i", "", longest(marks))
	for _, k := range marks {
		m.Open("span").Attr("style", "bottom:"+percent(k.share)).Text(k.label).Close()
	}
	m.Close()
}

// writeX writes the labels of the horizontal axis. The class says how wide a
// chart must be to show them all; beside is the number of letters on the other
// axis.
func writeX(m *pn.Markup, marks []mark, beside int) {
	const letter, gaps = 7, 24 // pixels
	need := gaps + letter*(beside+len(marks)*(utf8.RuneCountInString(longest(marks))+2))
	m.Open("div").Class("pn-chart-x" + roomClass(need))
	for _, k := range marks {
		style := "left:" + percent(k.share)
		if k.share > 90 { // half of the label must fit before the end
			style = fmt.Sprintf("left:min(%s,100%% + 8px - %.1fch)", percent(k.share), float64(utf8.RuneCountInString(k.label))/2)
		}
		m.Open("span").Attr("style", style).Text(k.label).Close()
	}
	m.Close()
}

// rooms are the widths, in pixels, below which style.css leaves out labels.
var rooms = []int{240, 340, 480, 680, 960, 1360}

func roomClass(need int) string {
	for i, width := range rooms {
		if need <= width {
			if i == 0 {
				return ""
			}
			return fmt.Sprintf(" pn-chart-%d", width)
		}
	}
	return fmt.Sprintf(" pn-chart-%d", rooms[len(rooms)-1])
}

func longest(marks []mark) (label string) {
	for _, k := range marks {
		if utf8.RuneCountInString(k.label) > utf8.RuneCountInString(label) {
			label = k.label
		}
	}
	return label
}

func percent(share float64) string { return strconv.FormatFloat(share, 'f', -1, 64) + "%" }
