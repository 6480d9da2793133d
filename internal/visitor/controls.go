package visitor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"golang.org/x/net/html"
)

// Control is a control on a page that a visitor can use.
type Control struct {
	ID    string // id of its component
	Kind  string // kind of its component, as "int-slider"
	Event string // name of the event that using it sends

	value func(turn int) any // nil for an event without a value
}

// Use returns what a visitor does with the control at a turn, counted from 0.
// The value always differs from that of the turn before, and the first from
// that on the page.
func (c Control) Use(turn int) (Action, error) {
	a := Action{ID: c.ID, Event: c.Event}
	if c.value == nil {
		return a, nil
	}
	var err error
	if a.Value, err = json.Marshal(c.value(turn)); err != nil {
		return a, fmt.Errorf("a value for %s: %w", c.ID, err)
	}
	return a, nil
}

// Controls finds sliders, number and text inputs, checkboxes, selects and
// buttons, in the order of the page. It leaves out disabled controls, and
// components with several inputs, whose value only their own module knows.
func Controls(page []byte) ([]Control, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	var f finder
	f.walk(root, component{})
	var out []Control
	for _, c := range f.found {
		if c.value == nil && c.Event == "change" || f.inputs[c.ID] > 1 {
			continue
		}
		out = append(out, c)
	}
	return out, nil
}

// component is the component that contains an element.
type component struct {
	id, kind string
	disabled bool
}

// finder collects controls, and counts the inputs of each component.
type finder struct {
	found  []Control
	inputs map[string]int
}

func (f *finder) walk(n *html.Node, of component) {
	if n.Type == html.ElementNode {
		kind, own := attribute(n, "data-pn")
		if own {
			of.id, of.kind = value(n, "id"), kind
		}
		_, off := attribute(n, "disabled")
		of.disabled = of.disabled || off || value(n, "aria-disabled") == "true"
		if of.id != "" {
			f.look(n, of, own)
		}
	}
	for child := range n.ChildNodes() {
		f.walk(child, of)
	}
}

func (f *finder) look(n *html.Node, of component, own bool) {
	c := Control{ID: of.id, Kind: of.kind, Event: "change"}
	switch {
	case n.Data == "button" && own:
		c.Event = "click"
	case n.Data == "input" || n.Data == "select" || n.Data == "textarea":
		if f.inputs == nil {
			f.inputs = map[string]int{}
		}
		f.inputs[of.id]++
		c.value = valuesOf(n)
	default:
		return
	}
	if !of.disabled {
		f.found = append(f.found, c)
	}
}

// valuesOf returns the values to which an input can be set, nil if it is of an
// unknown type.
func valuesOf(n *html.Node) func(turn int) any {
	kind := value(n, "type")
	switch {
	case n.Data == "select":
		return choices(n)
	case n.Data == "textarea" || kind == "" || kind == "text" || kind == "search":
		return texts(n)
	case kind == "range" || kind == "number":
		return numbers(n)
	case kind == "checkbox":
		_, on := attribute(n, "checked")
		return func(turn int) any { return on == (turn%2 == 1) }
	}
	return nil
}

// choices goes through the options of a select, starting after the selected
// one.
func choices(n *html.Node) func(int) any {
	if _, several := attribute(n, "multiple"); several {
		return nil
	}
	var options []string
	shown := 0
	for child := range n.Descendants() {
		if child.Type != html.ElementNode || child.Data != "option" {
			continue
		}
		if _, off := attribute(child, "disabled"); off {
			continue
		}
		if _, selected := attribute(child, "selected"); selected {
			shown = len(options)
		}
		v, _ := attribute(child, "value")
		options = append(options, v)
	}
	if len(options) < 2 {
		return nil
	}
	return func(turn int) any { return options[(shown+1+turn)%len(options)] }
}

// texts returns different texts. They differ at the start, because the input
// may be short.
func texts(n *html.Node) func(int) any {
	longest, err := strconv.Atoi(value(n, "maxlength"))
	if err != nil || longest < 0 {
		longest = 100
	}
	if longest == 0 {
		return nil
	}
	shown, _ := attribute(n, "value")
	return func(turn int) any {
		text := cut(strconv.Itoa(turn%1_000)+" words of a visitor", longest)
		if turn == 0 && text == shown {
			text = cut("other words", longest)
		}
		return text
	}
}

func cut(ascii string, length int) string { return ascii[:min(length, len(ascii))] }

// numbers goes back and forth between the ends of a slider, by multiples of
// its step.
func numbers(n *html.Node) func(int) any {
	number := func(name string, otherwise float64) float64 {
		v, err := strconv.ParseFloat(value(n, name), 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
			return otherwise
		}
		return v
	}
	least := number("min", 0)
	most := number("max", least+100)
	step := number("step", 0)
	if step <= 0 {
		step = (most - least) / 100
	}
	count := math.Floor((most-least)/step + 1e-9)
	if !(count >= 1) {
		return nil // there is only one value, or the ends are not valid
	}
	count = math.Min(count, 1_000_000)
	at := math.Round((number("value", least) - least) / step)
	stride := math.Max(1, math.Floor(count*0.38)) // values of successive turns are far apart
	return func(turn int) any {
		place := math.Mod(at+stride*float64(turn+1), count+1)
		return json.RawMessage(decimal(least + step*place))
	}
}

// decimal formats a number without an exponent, which an integer cannot have,
// and without the error of binary fractions.
func decimal(v float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64); err == nil {
		v = rounded
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
