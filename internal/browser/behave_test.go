package browser_test

import (
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// A figure that the browser writes is the one that the server would.
func TestFiguresAreThoseOfGo(t *testing.T) {
	formats := []string{"{value}", "{value:.0f}", "{value:.1f} °C", "{value:.2f}", "{value:f}", "{value:,}", "{value:,.2f} €", "{value:,d}",
		"{value:d} of {value:.3f}", "{value:%}", "{value:.1%}", "{value:.7}", "$1 {value} $&"}
	values := []float64{0, 1, -1, 0.5, 1.5, 2.5, -0.5, -2.5, 0.125, 0.375, -0.125, 1.005, 1.345, 0.045, 2.675, 1e15 + 0.5, 123456.789, -1234567.5, 1e20, 1e21,
		-1e22, 1e-6, 1e-7, -0.001, 0.1 + 0.2, 999999.995, 0.285, math.MaxInt64, 1 << 53, 8.345, 0.05, 0.15, 0.25, 100, 1000, 99.95}
	for range 100 {
		values = append(values, math.Round(rand.Float64()*1e6)/math.Pow10(rand.IntN(7)), rand.NormFloat64()*math.Pow10(rand.IntN(12)-3))
	}
	var page strings.Builder
	for i, format := range formats {
		fmt.Fprintf(&page, `<p id="c%d" data-pn="x"><output data-pn-shows="figure" data-pn-format="%s"></output></p>`, i, html.EscapeString(format))
	}
	s, p := serve(t, page.String()), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	for n, v := range values {
		p.JS(`for (const o of document.querySelectorAll('output')) o.textContent = 'as it was'`)
		var ops []string
		for i := range formats {
			ops = append(ops, fmt.Sprintf(`["value","c%d",%s]`, i, strconv.FormatFloat(v, 'g', -1, 64)))
		}
		c.patch(0, append(ops, op("title", strconv.Itoa(n)))...)
		p.Wait(`document.title == '` + strconv.Itoa(n) + `'`)
		for i, got := range strings.Split(p.Ask(`[...document.querySelectorAll('output')].map(o => o.textContent).join('\n')`), "\n") {
			want, size := pn.FormatNumber(formats[i], v), math.Abs(v)
			waits := size > 1<<53 || size > 0 && size < 1e-6 || strings.Contains(formats[i], "d}") && v != math.Trunc(v)
			if got != want && !(waits && got == "as it was") {
				t.Errorf("%s of %v: %q, want %q", formats[i], v, got, want)
			}
		}
	}
}

// What a person does before the runtime has loaded happens when it has: clicks one after
// the other, with the states in which they leave their targets.
func TestBehavioursBeforeTheRuntime(t *testing.T) {
	s, p := serve(t, `<button id="c1" data-pn="button" data-pn-sends="click" data-pn-does='[["toggle","c2"],["class","c2","wide"],["focus","c2"],["show",""],["set","c3",7]]'>Go</button>`+
		`<p id="c2" data-pn="text" tabindex="0">text</p><label id="c3" data-pn="x"><input type="number" data-pn-sends="change number" data-pn-shows="number"></label>`), newTab(t)
	hold := make(chan struct{})
	s.hold = hold
	p.Visit(s.url)
	for range 3 {
		p.JS(`document.getElementById('c1').click()`)
	}
	p.Want(`document.getElementById('c2').hidden`, "false")
	close(hold)
	c := s.welcome()
	for _, want := range []string{"[false true <nil> <nil> 7]", "[true false <nil> <nil> 7]", "[false true <nil> <nil> 7]"} {
		if got := fmt.Sprint(c.next("event")["did"]); got != want {
			t.Errorf("did %s, want %s", got, want)
		}
	}
	p.Wait(`document.getElementById('c2').hidden && document.getElementById('c2').className == 'wide' && document.querySelector('input').value == '7'`)
}

// Behaviours that come later load what they need. Until it is there, the server does what it
// can do, and what the browser alone can do happens as soon as it is there.
func TestBehavioursThatComeLater(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	s.file, s.hold = "behaviours", make(chan struct{})
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.Want(`performance.getEntriesByType('resource').some(e => e.name.includes('behaviours'))`, "false")
	c.patch(0, op("html", "pn-main", `<div id="pn-main" data-pn="area" class="pn-area">`+
		`<button id="c1" data-pn="button" data-pn-sends="click" data-pn-does='[["toggle","c2"],["focus","c3"]]'>Go</button>`+
		`<p id="c2" data-pn="text">text</p><p id="c3" data-pn="text" tabindex="0">text</p></div>`))
	p.Wait(`document.getElementById('c3')`)
	p.JS(`document.getElementById('c1').click()`)
	if e := c.next("event"); e["did"] != nil {
		t.Errorf("without what it needs the page did %v", e["did"])
	}
	c.patch(1, `["attr","c2",[],"hidden",""]`)
	p.Wait(`document.getElementById('c2').hidden`)
	close(s.hold)
	p.Wait(`document.activeElement.id == 'c3'`)
	p.Want(`document.getElementById('c2').hidden`, "true")
	p.JS(`document.getElementById('c1').click()`)
	if got, want := fmt.Sprint(c.next("event")["did"]), "[true <nil>]"; got != want {
		t.Errorf("did %s, want %s", got, want)
	}
}

// A page whose behaviours cannot be had goes live, tells it, and leaves them to the server.
func TestBehavioursMissing(t *testing.T) {
	s, p := serve(t, toggle+`<p id="c2" data-pn="text">text</p>`), newTab(t)
	s.file, s.missing = "behaviours", true
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	if f := c.next("fault"); f["kind"] != "behaviours" {
		t.Errorf("the page tells %v", f)
	}
	p.JS(`document.getElementById('c1').click()`)
	if e := c.next("event"); e["did"] != nil {
		t.Errorf("without behaviours the page did %v", e["did"])
	}
}

// A patch that the server made before it knew of a click does not take back what the click
// has shown; the one that answers it does.
func TestPatchesThatCrossAClick(t *testing.T) {
	const box = `<section id="c2" data-pn="card"><p>%s</p></section>`
	for name, ops := range map[string][]string{
		"an attribute":  {`["attr","c2",[],"hidden",null]`, `["attr","c2",[],"class","new"]`},
		"a component":   {op("html", "c2", fmt.Sprintf(box, "other"))},
		"what holds it": {op("html", "pn-main", `<div id="pn-main" data-pn="area" class="pn-area">`+toggle+fmt.Sprintf(box, "third")+`</div>`)},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := serve(t, toggle+fmt.Sprintf(box, "text")), newTab(t)
			p.Visit(s.url)
			c := s.welcome()
			p.Live()
			const state = `document.getElementById('c2').hidden + ' ' + document.getElementById('c2').classList.contains('wide')`
			p.JS(`document.getElementById('c1').click()`)
			c.next("event")
			p.Want(state, "true true")
			c.patch(0, append(ops, op("title", "crossed"))...)
			p.Wait(`document.title == 'crossed'`)
			p.Want(state, "true true")
			c.patch(1, append(ops, op("title", "answered"))...)
			p.Wait(`document.title == 'answered'`)
			p.Want(`document.getElementById('c2').hidden`, "false")
		})
	}
}

const toggle = `<button id="c1" data-pn="button" data-pn-sends="click" data-pn-does='[["toggle","c2"],["class","c2","wide"]]'>Go</button>`

// A value that a person gave a control, which another has changed since, is sent again when
// the person gives it again.
func TestAValueThatAnotherHasChanged(t *testing.T) {
	s, p := serve(t, slider+`<button id="c2" data-pn="button" data-pn-sends="click" data-pn-does='[["set","c1",6]]'>Six</button>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.slide(9)
	p.JS(`document.getElementById('c2').click()`)
	p.Want(`document.querySelector('#c1 input').value`, "6")
	p.slide(9)
	c.wantEvents("1 c1 change 9", "2 c2 click", "3 c1 change 9")
}

// What cannot be done does not keep the rest from happening.
func TestBehavioursThatFail(t *testing.T) {
	for name, list := range map[string]string{
		"of a later version":  `[["fly","c2"],["hide","c2"]]`,
		"without a target":    `[["toggle","c99"],["set","",1],["hide","c2"]]`,
		"without a control":   `[["focus","c2"],["set","c2",true],["filter","c2"],["hide","c2"]]`,
		"of itself":           `[["class","c1","on"],["hide","c2"]]`,
		"of what has no rows": `[["scroll","c2"],["hide","c2"]]`,
	} {
		t.Run(name, func(t *testing.T) {
			s, p := serve(t, `<button id="c1" data-pn="button" data-pn-sends="click" data-pn-does='`+list+`'>Go</button><p id="c2" data-pn="text">text</p>`), newTab(t)
			p.Visit(s.url)
			c := s.welcome()
			p.Live()
			p.JS(`document.getElementById('c1').click()`)
			c.wantEvents("1 c1 click")
			p.Want(`document.getElementById('c2').hidden`, "true")
		})
	}
}
