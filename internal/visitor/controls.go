package visitor

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

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

// Controls finds the controls of a page that send events, by the attributes that
// docs/protocol.md, section 4, describes, in the order of the page. It leaves out those
// that are disabled, that have only one value, or that take other controls from the page
// (tabs and what folds).
func Controls(page []byte) ([]Control, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	var f finder
	f.walk(root, component{})
	var out []Control
	for _, sends := range f.found {
		c := Control{ID: sends[0].of.id, Kind: sends[0].of.kind, Event: sends[0].event}
		if sends[0].as != "" {
			if c.value = valuesOf(sends); c.value == nil {
				continue
			}
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

// sender is an element that sends an event.
type sender struct {
	*html.Node
	of        component
	event, as string
}

// finder collects the elements that send events, those together that send one value.
type finder struct{ found [][]sender }

func (f *finder) walk(n *html.Node, of component) {
	if n.Type == html.ElementNode {
		if kind, own := attribute(n, "data-pn"); own {
			of.id, of.kind = value(n, "id"), kind
		}
		_, off := attribute(n, "disabled")
		of.disabled = of.disabled || off || value(n, "aria-disabled") == "true"
		if sends := value(n, "data-pn-sends"); sends != "" && of.id != "" && !of.disabled {
			event, as, _ := strings.Cut(sends, " ")
			f.add(sender{n, of, event, as})
		}
	}
	for child := range n.ChildNodes() {
		f.walk(child, of)
	}
}

func (f *finder) add(s sender) {
	if last := len(f.found) - 1; last >= 0 && s.as != "" {
		if first := f.found[last][0]; first.of.id == s.of.id && first.event == s.event && first.as == s.as {
			f.found[last] = append(f.found[last], s)
			return
		}
	}
	f.found = append(f.found, []sender{s})
}

// valuesOf returns the values to which a control can be brought, nil if there is only
// one. all are its elements.
func valuesOf(all []sender) func(turn int) any {
	kind := value(all[0].Node, "type")
	switch as := all[0].as; {
	case as == "checked":
		_, on := attribute(all[0].Node, "checked")
		return func(turn int) any { return on == (turn%2 == 1) }
	case as == "list":
		return lists(all)
	case as == "pair":
		return pairs(all)
	case as == "index" || as == "open":
		return nil
	case kind == "radio":
		return radios(all)
	case all[0].Data == "select":
		return choices(all[0].Node)
	case as == "number":
		return numbers(all[0].Node)
	}
	return texts(all[0].Node)
}

// radios goes through the radio buttons of a component, starting after the checked one.
func radios(all []sender) func(int) any {
	shown := -1
	values := make([]any, len(all))
	for i, s := range all {
		if _, on := attribute(s.Node, "checked"); on {
			shown = i
		}
		values[i] = value(s.Node, "value")
		if s.as == "number" {
			values[i] = json.RawMessage(value(s.Node, "value"))
		}
	}
	if len(all) < 2 {
		return nil
	}
	return func(turn int) any { return values[(shown+1+turn)%len(values)] }
}

// lists switches one after another of several boxes, or of a select's options, on alone.
func lists(all []sender) func(int) any {
	var values []string
	for _, s := range all {
		if s.Data == "select" {
			options, _ := optionsOf(s.Node)
			values = append(values, options...)
		} else {
			values = append(values, value(s.Node, "value"))
		}
	}
	if len(values) == 0 {
		return nil
	}
	return func(turn int) any {
		if turn%2 == 0 {
			return []string{values[turn/2%len(values)]}
		}
		return []string{}
	}
}

// pairs has the last of several inputs go through its values, and the others stay.
func pairs(all []sender) func(int) any {
	last := len(all) - 1
	moves := numbers(all[last].Node)
	if moves == nil {
		return nil
	}
	return func(turn int) any {
		out := make([]any, len(all))
		for i, s := range all[:last] {
			out[i] = json.RawMessage(cmp.Or(value(s.Node, "value"), "0"))
		}
		out[last] = moves(turn)
		return out
	}
}

// choices goes through the options of a select, starting after the selected
// one.
func choices(n *html.Node) func(int) any {
	options, shown := optionsOf(n)
	if len(options) < 2 {
		return nil
	}
	return func(turn int) any { return options[(shown+1+turn)%len(options)] }
}

// optionsOf returns the values of a select's options that can be picked, and the place of
// the selected one.
func optionsOf(n *html.Node) (values []string, selected int) {
	for child := range n.Descendants() {
		if child.Type != html.ElementNode || child.Data != "option" {
			continue
		}
		if _, off := attribute(child, "disabled"); off {
			continue
		}
		if _, on := attribute(child, "selected"); on {
			selected = len(values)
		}
		values = append(values, value(child, "value"))
	}
	return values, selected
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
