package visitor

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const (
	intSlider   = `<label id="c1" data-pn="int-slider"><span>Days</span><output>20</output><input type="range" min="5" max="50" step="5" value="20"></label>`
	floatSlider = `<label id="c1" data-pn="float-slider"><input type="range" min="0" max="1" step="0.1" value="0.9"></label>`
	checkbox    = `<label id="c1" data-pn="checkbox"><input type="checkbox" checked><span>Biscoe</span></label>`
	textInput   = `<label id="c1" data-pn="text-input"><input type="text" maxlength="5000" value=""></label>`
	selectBox   = `<label id="c1" data-pn="select"><select><option value="a">A</option><option value="b" selected>B</option><option value="c">C</option></select></label>`
	button      = `<button id="c1" data-pn="button" type="button">Run</button>`
)

func parse(t *testing.T, body string) []Control {
	t.Helper()
	tree, err := html.Parse(strings.NewReader("<!doctype html><html><body>" + body))
	if err != nil {
		t.Fatal(err)
	}
	return findControls(tree)
}

func TestFindControls(t *testing.T) {
	number := func(id, html string) string { return strings.Replace(html, "c1", id, 1) }
	for _, test := range []struct{ name, html, want string }{
		{"none", `<section id="c1" data-pn="card"><p>text</p></section>`, ""},
		{"an int slider", intSlider, "int-slider c1"},
		{"a float slider", floatSlider, "float-slider c1"},
		{"a checkbox", checkbox, "checkbox c1"},
		{"a text input", textInput, "text-input c1"},
		{"a select", selectBox, "select c1"},
		{"a button", button, "button c1"},
		{"in layouts, in the order of the page", `<div id="c9" data-pn="column">` + button + `<section id="c8" data-pn="card">` + number("c2", checkbox) + `</section></div>`, "button c1, checkbox c2"},
		{"of a plugin, which nobody knows how to use", `<label id="c1" data-pn="knob"><input type="range"></label>`, ""},
		{"not of panelgo", `<input type="checkbox"><button>Go</button>`, ""},
		{"out of use", strings.Replace(button, "type=", "disabled type=", 1) + strings.Replace(intSlider, "min=", "disabled min=", 1), ""},
		{"in a part that is out of use", `<div aria-disabled="true">` + button + `</div>`, ""},
		{"hidden", `<div hidden>` + button + `</div>` + strings.Replace(checkbox, "<label", "<label hidden", 1), ""},
		{"without an id", `<button data-pn="button">Run</button>`, ""},
		{"a select of nothing", `<label id="c1" data-pn="select"><select></select></label>`, ""},
		{"a slider without a range", `<label id="c1" data-pn="int-slider"><input type="range"></label>`, ""},
		{"a slider whose range is upside down", strings.Replace(intSlider, `max="50"`, `max="1"`, 1), ""},
		{"a slider that does not move", strings.Replace(intSlider, `step="5"`, `step="0"`, 1), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, c := range parse(t, test.html) {
				found = append(found, c.Kind+" "+c.ID)
			}
			if got := strings.Join(found, ", "); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

// What a visitor gives to a control is fit, and never what it has already.
func TestValues(t *testing.T) {
	for _, test := range []struct{ name, html, event, want string }{
		{"the next steps of an int slider, around its end", strings.Replace(intSlider, `value="20"`, `value="40"`, 1), "change", "45 50 5 10"},
		{"an int slider of one value", strings.NewReplacer(`max="50"`, `max="5"`, `value="20"`, `value="5"`).Replace(intSlider), "change", "5 5 5 5"},
		{"an int slider whose end is on no step", strings.NewReplacer(`max="50"`, `max="13"`, `value="20"`, `value="5"`).Replace(intSlider), "change", "10 5 10 5"},
		{"a float slider, without dust", strings.Replace(floatSlider, `value="0.9"`, `value="0.1"`, 1), "change", "0.2 0.3 0.4 0.5"},
		{"a float slider around its end", floatSlider, "change", "1 0 0.1 0.2"},
		{"a checkbox that is on", checkbox, "change", "false true false true"},
		{"a checkbox that is off", strings.Replace(checkbox, " checked", "", 1), "change", "true false true false"},
		{"the other options of a select", selectBox, "change", "c a b c"},
		{"a text", textInput, "change", "visitor 0, 0 visitor 0, 1 visitor 0, 2 visitor 0, 3"},
		{"a short text", strings.Replace(textInput, "5000", "1", 1), "change", "0 1 2 3"},
		{"a button", button, "click", "<nil> <nil> <nil> <nil>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, test.html)[0]
			var values []string
			for round := range 4 {
				values = append(values, fmt.Sprint(c.value(0, round)))
			}
			if got := strings.Join(values, " "); got != test.want || c.event() != test.event {
				t.Errorf("%s %s, want %s %s", c.event(), got, test.event, test.want)
			}
		})
	}
}

// Visitors do not all do the same, and their first value is a change for each.
func TestVisitorsDiffer(t *testing.T) {
	c := parse(t, intSlider)[0]
	seen := map[any]bool{}
	for visitor := range 100 {
		seen[c.value(visitor, 0)] = true
	}
	if len(seen) != 9 || seen[int64(20)] {
		t.Errorf("100 visitors begin with %v, want all values but the present one", seen)
	}
}
