package pn

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

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

// Number shows a number under a name. value is any Go number, or nil for none.
func Number(name string, value any) *NumberIndicator {
	n := &NumberIndicator{name: name, value: number(value), format: "{value}", nan: "–"}
	return n.Init(n, "number")
}

// Set changes the number. value is any Go number, or nil for none.
func (n *NumberIndicator) Set(value any) *NumberIndicator {
	v := number(value)
	n.node.UpdateValue(func() { n.value = v })
	return n
}

// Value is the number; NaN when there is none.
func (n *NumberIndicator) Value() (v float64) {
	n.node.Read(func() { v = n.value })
	return v
}

// Format sets how the number is written: "{value}" stands for the number,
// "{value:.2f}" for the number with two decimals; the rest is text.
func (n *NumberIndicator) Format(format string) *NumberIndicator {
	return n.Update(func() { n.format = format })
}

// FontSize sets the size of the number in points.
func (n *NumberIndicator) FontSize(points int) *NumberIndicator {
	return n.Update(func() { n.size = points })
}

// Color shows the number in a CSS color while it is at most upTo. The first
// threshold that fits counts, in the order they were given.
func (n *NumberIndicator) Color(upTo float64, color string) *NumberIndicator {
	return n.Update(func() {
		n.bounds = append(n.bounds, upTo)
		n.colors = append(n.colors, color)
	})
}

// Render writes name and number.
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

// formatNumber fills the {value} or {value:.Nf} of a format.
func formatNumber(format string, v float64) string {
	before, rest, ok := strings.Cut(format, "{value")
	if !ok {
		return format
	}
	spec, after, ok := strings.Cut(rest, "}")
	if !ok {
		return format
	}
	verb := byte('f')
	decimals := -1
	if spec, ok = strings.CutPrefix(spec, ":"); ok && spec != "" {
		verb = spec[len(spec)-1]
		if d, err := strconv.Atoi(strings.TrimPrefix(spec[:len(spec)-1], ".")); err == nil {
			decimals = d
		}
		if !strings.ContainsRune("fegdx", rune(verb)) {
			verb = 'f'
		}
		if verb == 'd' || verb == 'x' {
			return before + strconv.FormatFloat(math.Round(v), 'f', 0, 64) + after
		}
	}
	return before + strconv.FormatFloat(v, verb, decimals, 64) + after
}

// number turns any Go number into a float64. What is none is a mistake in the
// script.
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
