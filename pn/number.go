package pn

import (
	_ "embed"
	"fmt"
	"math"
	"reflect"
	"strings"
)

//go:embed number.css
var numberCSS string

var numberKind = declare(Kind{Name: "number", CSS: numberCSS})

// NumberIndicator shows one number large, under its name.
type NumberIndicator struct {
	Base[*NumberIndicator]
	name   string
	value  float64
	format string
	nan    string
	bounds []float64
	colors []string
	size   int
}

// Number shows a number under a name. value is a Go number of any type, or nil
// for no number, which is shown as a dash, as NaN is. Anything else panics.
func Number(name string, value any) *NumberIndicator {
	n := &NumberIndicator{name: name, value: number(value), format: "{value}", nan: "–"}
	return n.Init(n, numberKind)
}

// Set changes the number. value is as for Number.
func (n *NumberIndicator) Set(value any) *NumberIndicator {
	v := number(value)
	n.node.UpdateValue(func() { n.value = v })
	return n
}

// Value returns the number, or NaN if there is none.
func (n *NumberIndicator) Value() (v float64) {
	n.node.Read(func() { v = n.value })
	return v
}

// Format sets how the number is written. "{value}" stands for the number, the
// rest is text. As in Panel, a form may follow a colon:
//
//	{value:.2f}  two decimals      {value:,}     commas between thousands
//	{value:.1%}  as a percentage   {value:,.2f}  both
//	{value:d}    a whole number    {value:.3g}   three digits in all
//	{value:.2e}  1.23e+06
//
// Any other form panics.
func (n *NumberIndicator) Format(format string) *NumberIndicator {
	checkFormat(format)
	return n.Update(func() { n.format = format })
}

// FontSize sets the size of the number in points; 0 is the template's own size.
// Panel's default is 54.
func (n *NumberIndicator) FontSize(points int) *NumberIndicator {
	return n.Update(func() { n.size = points })
}

// Color shows the number in a CSS color while it is at most upTo. Thresholds
// are tried in the order in which they were given, and the first that fits
// applies. Above all of them the number has the color of text.
func (n *NumberIndicator) Color(upTo float64, color string) *NumberIndicator {
	if strings.ContainsAny(color, `;:{}"\`) {
		panic(fmt.Sprintf("color %q: use one CSS color, as #c33 or tomato", color))
	}
	return n.Update(func() {
		n.bounds = append(n.bounds, upTo)
		n.colors = append(n.colors, color)
	})
}

// Render writes the name and the number.
func (n *NumberIndicator) Render(m *Markup) {
	m.Open("div")
	m.Element("div", "pn-number-name", n.name)
	m.Open("div").Class("pn-number-value")
	if css := n.css(); css != "" {
		m.Attr("style", css)
	}
	m.Text(n.text()).Close()
	m.Close()
}

func (n *NumberIndicator) css() (css string) {
	if n.size > 0 {
		css = fmt.Sprintf("font-size:%dpt;", n.size)
	}
	for i, bound := range n.bounds {
		if n.value <= bound {
			return css + "color:" + n.colors[i]
		}
	}
	return css
}

func (n *NumberIndicator) text() string {
	if math.IsNaN(n.value) {
		return n.nan
	}
	return formatNumber(n.format, n.value)
}

// number converts any Go number to a float64, and panics on anything else.
func number(value any) float64 {
	if value == nil {
		return math.NaN()
	}
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	case v.CanFloat():
		return v.Float()
	}
	panic(fmt.Sprintf("a number was expected, not %T", value))
}
