package visitor

import (
	"fmt"
	"math"
	"strconv"

	"golang.org/x/net/html"
)

// maxSteps is how many values of a slider are tried, from its start on.
const maxSteps = 1 << 20

// Control is something in a page that a visitor can change or click.
type Control struct {
	ID, Kind string

	start, end, step float64  // of a slider
	number           float64  // that a slider stands at
	checked          bool     // a checkbox
	maxLength        int      // of a text; 0 sets no bound
	options          []string // of a select
	selected         int
}

// formElement is what holds the value of each kind of control.
var formElement = map[string]string{
	"int-slider": "input", "float-slider": "input", "checkbox": "input", "text-input": "input", "select": "select", "button": "button",
}

// findControls lists the controls that a person could use, in the order of
// the page.
func findControls(n *html.Node) []Control {
	if n.Type == html.ElementNode && (has(n, "hidden") || attribute(n, "aria-disabled") == "true") {
		return nil
	}
	kind := attribute(n, "data-pn")
	if tag, known := formElement[kind]; known {
		c := Control{ID: attribute(n, "id"), Kind: kind}
		element := find(n, tag)
		if c.ID == "" || element == nil || has(element, "disabled") || !c.read(element) {
			return nil
		}
		return []Control{c}
	}
	var found []Control
	for child := range n.ChildNodes() {
		found = append(found, findControls(child)...)
	}
	return found
}

// read takes over what the form element says, and tells whether it makes sense.
func (c *Control) read(element *html.Node) bool {
	switch c.Kind {
	case "int-slider", "float-slider":
		return c.readRange(element)
	case "checkbox":
		c.checked = has(element, "checked")
	case "text-input":
		c.maxLength, _ = strconv.Atoi(attribute(element, "maxlength")) // 0 when there is none
	case "select":
		for option := range element.Descendants() {
			if option.Data != "option" || option.Type != html.ElementNode {
				continue
			}
			if has(option, "selected") {
				c.selected = len(c.options)
			}
			c.options = append(c.options, attribute(option, "value"))
		}
		return len(c.options) > 0
	}
	return true
}

func (c *Control) readRange(element *html.Node) bool {
	for name, into := range map[string]*float64{"min": &c.start, "max": &c.end, "step": &c.step, "value": &c.number} {
		v, err := strconv.ParseFloat(attribute(element, name), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
		*into = v
	}
	return c.end >= c.start && c.step > 0
}

// event is what a person does to this kind of control.
func (c *Control) event() string {
	if c.Kind == "button" {
		return "click"
	}
	return "change"
}

// value is what a visitor gives to the control in a round. It differs from
// what the page shows, from round to round, and among visitors where it can:
// otherwise nothing would change, and nothing be measured.
func (c *Control) value(visitor, round int) any {
	switch c.Kind {
	case "int-slider":
		return int64(c.start) + int64(c.nextStep(visitor, round))*int64(c.step)
	case "float-slider":
		return plain(min(c.start+float64(c.nextStep(visitor, round))*c.step, c.end))
	case "checkbox":
		return c.checked == (round%2 == 1)
	case "text-input":
		text := fmt.Sprintf("visitor %d, %d", visitor, round)
		if c.maxLength > 0 {
			text = text[max(0, len(text)-c.maxLength):] // its end is what differs
		}
		return text
	case "select":
		return c.options[turn(c.selected, len(c.options), visitor, round)]
	}
	return nil
}

func (c *Control) nextStep(visitor, round int) int {
	steps := int(min(math.Floor((c.end-c.start)/c.step), maxSteps-1)) + 1
	at := int(max(0, min(math.Round((c.number-c.start)/c.step), float64(steps-1))))
	return turn(at, steps, visitor, round)
}

// turn picks one of n, beginning anywhere but at the present one.
func turn(at, n, visitor, round int) int {
	if n < 2 {
		return 0
	}
	return (at + 1 + visitor%(n-1) + round) % n
}

// plain takes off the dust of binary arithmetic.
func plain(v float64) float64 {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64); err == nil {
		return rounded
	}
	return v
}

// find gives the first element of a name, n itself included.
func find(n *html.Node, tag string) *html.Node {
	if n.Type == html.ElementNode && n.Data == tag {
		return n
	}
	for inner := range n.Descendants() {
		if inner.Type == html.ElementNode && inner.Data == tag {
			return inner
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
