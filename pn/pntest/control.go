package pntest

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html"
)

// control is an element that sends an event, by docs/protocol.md, section 4.
type control struct {
	*html.Node
	root  *html.Node // of its component
	event string
	as    string // how its state becomes a value; "" if it sends none
}

// controlsOf returns the elements of a component that send events, without those of
// components that stand in it.
func controlsOf(root *html.Node) (out []control) {
	look := func(n *html.Node) {
		if sends := attr(n, "data-pn-sends"); sends != "" && componentOf(n) == root {
			event, as, _ := strings.Cut(sends, " ")
			out = append(out, control{n, root, event, as})
		}
	}
	look(root)
	for n := range root.Descendants() {
		look(n)
	}
	return out
}

// entered returns the event that a browser sends when a person brings a component's
// control to a value. An error means that no person could.
func entered(root *html.Node, value any) (event string, sent any, err error) {
	all := controlsOf(root)
	i := slices.IndexFunc(all, func(c control) bool { return c.as != "" })
	if i < 0 {
		return "", nil, fmt.Errorf("a %s sends no value", attr(root, "data-pn"))
	}
	c := all[i]
	if c.isOff() {
		return "", nil, fmt.Errorf("the %s is disabled", attr(root, "data-pn"))
	}
	alike := slices.DeleteFunc(all, func(x control) bool { return x.as != c.as })

	switch c.as {
	case "checked", "open":
		if c.is("radio") {
			sent, err = oneOf(alike, value)
		} else {
			sent, err = cast[bool](value)
		}
	case "list":
		sent, err = listed(alike, value)
	case "pair":
		sent, err = paired(alike, value)
	case "index":
		sent, err = cast[int](value)
		if err == nil && (value.(int) < 0 || value.(int) >= len(alike)) {
			err = fmt.Errorf("there is no %d: there are %d, from 0", value, len(alike))
		}
	default:
		if c.is("radio") {
			sent, err = oneOf(alike, value)
		} else {
			sent, err = c.take(value)
		}
	}
	return c.event, sent, err
}

func (c control) is(kind string) bool { return c.Data == "input" && attr(c.Node, "type") == kind }

func (c control) isOff() bool {
	for n := c.Node; n != nil; n = n.Parent {
		if has(n, "disabled") || attr(n, "aria-disabled") == "true" {
			return true
		}
		if n == c.root {
			break
		}
	}
	return false
}

// take returns what an input or a select sends that a person brings to a value.
func (c control) take(value any) (any, error) {
	text := fmt.Sprint(value)
	switch {
	case c.Data == "select":
		if !slices.Contains(optionsOf(c.Node), text) {
			return nil, fmt.Errorf("%q is none of the options %q", text, optionsOf(c.Node))
		}
	case c.is("range") || c.is("number"):
		if err := c.inRange(text); err != nil {
			return nil, err
		}
	default:
		if _, err := cast[string](value); err != nil {
			return nil, err
		}
		if most, err := strconv.Atoi(attr(c.Node, "maxlength")); err == nil && len(utf16.Encode([]rune(text))) > most {
			return nil, fmt.Errorf("the input takes %d characters, and %q has more", most, text)
		}
	}
	return c.sent(text)
}

// sent returns a text as the control sends it.
func (c control) sent(text string) (any, error) {
	if c.as == "text" {
		return text, nil
	}
	return number(text)
}

// number returns a number as a browser sends it: a whole one that JavaScript cannot hold
// is text.
func number(text string) (any, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is no number", text)
	}
	if _, err := strconv.ParseInt(text, 10, 64); err == nil && math.Abs(v) >= 1<<53 {
		return text, nil
	}
	return json.Number(strconv.FormatFloat(v, 'f', -1, 64)), nil
}

// inRange returns an error for a number that a browser would move to another: beyond the
// input's ends, or between its steps.
func (c control) inRange(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("%q is no number", text)
	}
	end := func(name string, otherwise float64) float64 {
		if v, err := strconv.ParseFloat(attr(c.Node, name), 64); err == nil {
			return v
		}
		return otherwise
	}
	least, most := end("min", math.Inf(-1)), end("max", math.Inf(1))
	if v < least || v > most {
		return fmt.Errorf("%s is not between %v and %v, so that no browser sends it", text, least, most)
	}
	step, from := end("step", 1), max(least, -math.MaxFloat64)
	if math.IsInf(least, -1) {
		from = 0
	}
	if steps := (v - from) / step; attr(c.Node, "step") != "any" && step > 0 && math.Abs(steps-math.Round(steps)) > 1e-6 {
		return fmt.Errorf("%s is on no step of %v from %v, so that no browser sends it", text, step, from)
	}
	return nil
}

// oneOf returns what the radio buttons of a component send when the one of a value is
// checked.
func oneOf(boxes []control, value any) (any, error) {
	var values []string
	for _, c := range boxes {
		if attr(c.Node, "value") == fmt.Sprint(value) && !c.isOff() {
			return c.sent(attr(c.Node, "value"))
		}
		values = append(values, attr(c.Node, "value"))
	}
	return nil, fmt.Errorf("%v is none of %q", value, values)
}

// listed returns what boxes, or a select of several options, send when those of the
// values are on, in the order of the page.
func listed(boxes []control, value any) (any, error) {
	wanted, err := cast[[]string](value)
	if err != nil {
		return nil, err
	}
	options := optionsOf(boxes[0].Node)
	if boxes[0].Data != "select" {
		for _, c := range boxes {
			options = append(options, attr(c.Node, "value"))
		}
	}
	for _, v := range wanted {
		if !slices.Contains(options, v) {
			return nil, fmt.Errorf("%q is none of %q", v, options)
		}
	}
	return slices.DeleteFunc(options, func(v string) bool { return !slices.Contains(wanted, v) }), nil
}

// paired returns what the inputs of a component send together.
func paired(inputs []control, value any) (any, error) {
	v := reflect.ValueOf(value)
	if k := v.Kind(); k != reflect.Slice && k != reflect.Array || v.Len() != len(inputs) {
		return nil, fmt.Errorf("%v are not %d numbers", value, len(inputs))
	}
	out := make([]any, len(inputs))
	for i, c := range inputs {
		sent, err := control{c.Node, c.root, c.event, "number"}.take(v.Index(i).Interface())
		if err != nil {
			return nil, err
		}
		out[i] = sent
	}
	return out, nil
}

// optionsOf returns the values of a select's options that a person can pick.
func optionsOf(n *html.Node) []string {
	out := []string{}
	for option := range n.Descendants() {
		if option.Data != "option" || has(option, "disabled") {
			continue
		}
		if has(option, "value") {
			out = append(out, attr(option, "value"))
		} else {
			out = append(out, textOf(option))
		}
	}
	return out
}

func cast[T any](value any) (T, error) {
	v, ok := value.(T)
	if !ok {
		return v, fmt.Errorf("%#v is a %T, and the control takes a %T", value, value, v)
	}
	return v, nil
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
