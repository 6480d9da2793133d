package visitor

import (
	"fmt"
	"strings"
	"testing"
)

// uses is what a visitor does with the controls of a page in the first turns.
func uses(t *testing.T, page string, turns int) string {
	t.Helper()
	controls, err := Controls([]byte("<!doctype html><body>" + page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range controls {
		line := fmt.Sprintf("%s %s %s:", c.Kind, c.ID, c.Event)
		for turn := range turns {
			a, err := c.Use(turn)
			if err != nil {
				t.Fatal(err)
			}
			if a.ID != c.ID || a.Event != c.Event {
				t.Errorf("using %+v is %+v", c, a)
			}
			line += " " + string(a.Value)
		}
		out = append(out, strings.TrimSpace(line))
	}
	return strings.Join(out, "\n")
}

func TestControls(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"a slider, from its value on and round",
			`<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="5" max="8" step="1" value="7"></label>`,
			"int-slider c1 change: 8 5 6 7"},
		{"steps", `<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="2700" max="6300" step="1200" value="2700"></label>`,
			"int-slider c1 change: 3900 5100 6300 2700"},
		{"fractions without dust", `<label id="c1" data-pn="float-slider"><input data-pn-sends="change number" type="range" min="0" max="0.3" step="0.1" value="0"></label>`,
			"float-slider c1 change: 0.1 0.2 0.3 0"},
		{"far apart, and never an exponent", `<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="0" max="10000000" step="1000000" value="0"></label>`,
			"int-slider c1 change: 3000000 6000000 9000000 1000000"},
		{"a slider with one place", `<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="5" max="5" step="1" value="5"></label>`, ""},
		{"a slider whose ends make no sense", `<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="5" max="NaN" step="0" value="x"></label>`,
			"int-slider c1 change: 43 81 18 56"},
		{"a number input without ends", `<label id="c1" data-pn="number-input"><input data-pn-sends="change number" type="number" value="3" step="10"></label>`,
			"number-input c1 change: 30 60 90 10"},
		{"a box that is on", `<label id="c1" data-pn="checkbox"><input data-pn-sends="change checked" type="checkbox" checked></label>`,
			"checkbox c1 change: false true false true"},
		{"a box that is off", `<label id="c1" data-pn="checkbox"><input data-pn-sends="change checked" type="checkbox"></label>`,
			"checkbox c1 change: true false true false"},
		{"options, behind the one that is shown",
			`<label id="c1" data-pn="select"><select data-pn-sends="change text"><option value="a">A<option value="b" selected>B<option value="c">C<option value="d" disabled>D</select></label>`,
			`select c1 change: "c" "a" "b" "c"`},
		{"one option", `<label id="c1" data-pn="select"><select data-pn-sends="change text"><option value="a">A</select></label>`, ""},
		{"several at a time", `<label id="c1" data-pn="multi"><select data-pn-sends="change list" multiple><option value="a">A<option value="b">B</select></label>`, `multi c1 change: ["a"] [] ["b"] []`},
		{"a text", `<label id="c1" data-pn="text-input"><input data-pn-sends="change text" type="text" maxlength="3" value="x"></label>`,
			`text-input c1 change: "0 w" "1 w" "2 w" "3 w"`},
		{"a text that is there already", `<label id="c1" data-pn="text-input"><input data-pn-sends="change text" type="text" maxlength="1" value="0"></label>`,
			`text-input c1 change: "o" "1" "2" "3"`},
		{"a button", `<button id="c1" data-pn="button" data-pn-sends="click" type="button">Go</button>`, "button c1 click:"},
		{"a tab", `<div id="c1" data-pn="tabs"><button type="button" role="tab" data-pn-sends="change index">One</button></div>`, ""},
		{"what is disabled", `<button id="c1" data-pn="button" data-pn-sends="click" disabled>Go</button><div id="c2" data-pn="card" aria-disabled="true"><label id="c3" data-pn="checkbox"><input data-pn-sends="change checked" type="checkbox"></label></div>`, ""},
		{"radio buttons", `<div id="c1" data-pn="rating"><input data-pn-sends="change number" type="radio" value="1"><input data-pn-sends="change number" type="radio" value="2" checked></div>`,
			"rating c1 change: 1 2 1 2"},
		{"boxes of one value", `<div id="c1" data-pn="checks"><input data-pn-sends="change list" type="checkbox" value="a"><input data-pn-sends="change list" type="checkbox" value="b"></div>`,
			`checks c1 change: ["a"] [] ["b"] []`},
		{"two buttons of a component", `<div id="c1" data-pn="player"><button data-pn-sends="play">Play</button><button data-pn-sends="stop">Stop</button></div>`,
			"player c1 play:\nplayer c1 stop:"},
		{"what takes others from the page", `<details id="c1" data-pn="card"><summary data-pn-sends="change open">More</summary></details>`, ""},
		{"what has several inputs", `<div id="c1" data-pn="range-slider"><input data-pn-sends="change pair" type="range" value="1"><input data-pn-sends="change pair" type="range" max="3" step="1" value="2"></div>`,
			"range-slider c1 change: [1,3] [1,0] [1,1] [1,2]"},
		{"what is no component", `<input type="text"><button>Menu</button>`, ""},
		{"in the order of the page, each with the nearest component",
			`<div id="c1" data-pn="card"><label id="c2" data-pn="checkbox"><input data-pn-sends="change checked" type="checkbox"></label></div><button id="c3" data-pn="button" data-pn-sends="click">Go</button>`,
			"checkbox c2 change: true false true false\nbutton c3 click:"},
	} {
		if got := uses(t, test.page, 4); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// Whatever a slider is like, no turn repeats the one before, and none leaves
// its ends.
func TestEveryTurnIsAChange(t *testing.T) {
	for places := 2; places < 200; places++ {
		page := fmt.Sprintf(`<label id="c1" data-pn="int-slider"><input data-pn-sends="change number" type="range" min="0" max="%d" step="1" value="0"></label>`, places-1)
		controls, err := Controls([]byte(page))
		if err != nil || len(controls) != 1 {
			t.Fatalf("%d places: %v, %v", places, controls, err)
		}
		last := "0"
		for turn := range 300 {
			a, err := controls[0].Use(turn)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			if _, err := fmt.Sscan(string(a.Value), &n); err != nil || n < 0 || n >= places || string(a.Value) == last {
				t.Fatalf("%d places, turn %d: %s after %s, %v", places, turn, a.Value, last, err)
			}
			last = string(a.Value)
		}
	}
}
