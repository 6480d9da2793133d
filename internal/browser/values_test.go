package browser_test

import (
	"strings"
	"testing"
)

// Styles that come by a patch stand in the layer of components, and later ones take their
// place.
func TestStylesOfAPatch(t *testing.T) {
	s, p := serve(t, `<div id="c1" data-pn="text">one</div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	const color = `getComputedStyle(document.getElementById('c1')).color`
	c.patch(0, `["style","new","#c1 { color: rgb(1, 2, 3); margin-left: 5px }"]`, `["text","c1",[],"two"]`)
	p.Wait(color + ` == 'rgb(1, 2, 3)'`)
	c.patch(0, `["style","new","#c1 { color: rgb(4, 5, 6) }"]`, `["text","c1",[],"three"]`)
	p.Wait(color + ` == 'rgb(4, 5, 6)'`)
	p.Want(`getComputedStyle(document.getElementById('c1')).marginLeft != '5px'`, "true")
	p.Want(`document.adoptedStyleSheets.length`, "1")
}

// The state of elements becomes a value, and a value their state, by their attributes
// alone, whatever the kind of component.
func TestValuesOfElements(t *testing.T) {
	both := func(as string) string { return ` data-pn-sends="change ` + as + `" data-pn-shows="` + as + `"` }
	radio := func(as string) string {
		return strings.ReplaceAll(`<input type="radio" name="r" value="1" @><input type="radio" name="r" value="2" @ checked>`, "@", `data-pn-sends="change `+as+`" data-pn-shows="checked"`)
	}
	checks := strings.ReplaceAll(`<input type="checkbox" value="a" @><input type="checkbox" value="b" @ checked><input type="checkbox" value="c" @>`, "@", `data-pn-sends="change list" data-pn-shows="checked"`)
	for name, c := range map[string]struct {
		inside string
		do     string // in the page; e are the elements that send
		event  string // what it sends
		value  string // of the server
		shown  string // expression
		want   string
	}{
		"a radio button with a number": {radio("number"), `e[0].click()`, "1 c1 change 1", `2`, `e[1].checked`, "true"},
		"a radio button with a text":   {radio("text"), `e[0].click()`, "1 c1 change 1", `"2"`, `e[1].checked`, "true"},
		"boxes":                        {checks, `e[2].click()`, "1 c1 change [\"b\",\"c\"]", `["a"]`, `e.map(x => x.checked)`, "true,false,false"},
		"a select of several": {`<select multiple` + both("list") + `><option>a</option><option selected>b</option></select>`,
			`e[0].options[0].selected = true; e[0].dispatchEvent(new Event('change', {bubbles: true}))`, "1 c1 change [\"a\",\"b\"]", `["a"]`,
			`[...e[0].options].map(o => o.selected)`, "true,false"},
		"a pair": {`<input type="range" max="9" value="2"` + both("pair") + `><input type="range" max="9" value="5"` + both("pair") + `>`,
			`e[1].value = 7; e[1].dispatchEvent(new Event('change', {bubbles: true}))`, "1 c1 change [2,7]", `[3,4]`, `e.map(x => x.value)`, "3,4"},
		"a wide number": {`<input type="text" value="9007199254740993"` + both("number") + `>`,
			`e[0].value = '9007199254740995'; e[0].dispatchEvent(new Event('change', {bubbles: true}))`, "1 c1 change 9007199254740995",
			`"9007199254740997"`, `e[0].value`, "9007199254740997"},
		"an empty number": {`<input type="number" value="1"` + both("number") + `>`,
			`e[0].value = ''; e[0].dispatchEvent(new Event('change', {bubbles: true}))`, "1 c1 change null", `3`, `e[0].value`, "3"},
		"an event of its own":      {`<button data-pn-sends="play">Play</button>`, `e[0].click()`, "1 c1 play", "", "", ""},
		"a click inside":           {`<button data-pn-sends="play"><b>Play</b></button>`, `e[0].firstChild.click()`, "1 c1 play", "", "", ""},
		"of a component inside it": {`<i data-pn="x" id="c2"><button data-pn-sends="play">Play</button></i>`, `e[0].click()`, "1 c2 play", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := serve(t, `<div id="c1" data-pn="some-kind">`+c.inside+`</div>`), newTab(t)
			p.Visit(s.url)
			socket := s.welcome()
			p.Live()
			p.JS(`window.e = [...document.querySelectorAll('[data-pn-sends]')]`)
			p.JS(c.do)
			socket.wantEvents(c.event)
			socket.quiet(p)
			if c.value == "" {
				return
			}
			socket.patch(1, `["value","c1",`+c.value+`]`)
			p.Wait(`String(` + c.shown + `) == '` + c.want + `'`)
		})
	}
}
