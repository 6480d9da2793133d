package browser_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// bench is a live page on which patches are tried one after another.
type bench struct {
	*tab
	s     *server
	c     *socket
	count int
}

func newBench(t *testing.T, prepare string) *bench {
	s, p := serve(t, ""), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.JS(`globalThis.$ = id => document.getElementById(id);` + prepare)
	return &bench{tab: p, s: s, c: c}
}

// show replaces the content of the main area.
func (b *bench) show(html string) {
	b.apply(`["children","pn-main",[],[]]`)
	b.apply(op("html", "pn-main", string(area("main", html))))
}

// apply sends one patch and waits until the page has it.
func (b *bench) apply(ops ...string) {
	b.T.Helper()
	b.count++
	title := fmt.Sprint("patch ", b.count)
	b.c.patch(0, append(ops, op("title", title))...)
	b.Wait(`document.title == '` + title + `' || document.documentElement.dataset.pnState == 'ended'`)
	b.Want(`document.documentElement.dataset.pnState`, "live")
}

func withID(html, id string) string { return strings.Replace(html, `"c1"`, `"`+id+`"`, 1) }

func op(parts ...any) string {
	out, err := json.Marshal(parts)
	if err != nil {
		panic(err)
	}
	return string(out)
}

type patchTest struct {
	name   string
	page   string
	before string // what a person does
	ops    []string
	want   map[string]string
}

const input = `<label id="c1" data-pn="text-input"><span class="pn-label">Name</span><input data-pn-sends="change text" data-pn-shows="text" type="text" value="a"></label>`

var patchTests = []patchTest{
	{
		name: "text, append, attributes and their removal",
		page: `<div id="c1" data-pn="x" hidden><p>a</p><p>b<b>c</b></p></div>`,
		ops: []string{
			`["text","c1",[0],"<i>"]`, `["append","c1",[0]," & more"]`, `["text","c1",[1,0],"C"]`,
			`["attr","c1",[],"hidden",null]`, `["attr","c1",[1],"class","k \"q\""]`,
		},
		want: map[string]string{`$('c1').outerHTML`: `<div id="c1" data-pn="x"><p>&lt;i&gt; &amp; more</p><p class="k &quot;q&quot;">b<b>C</b></p></div>`},
	},
	{
		name: "children are put in order, new ones made, others taken out",
		page: `<div id="c1" data-pn="row"><p id="a">a</p><p id="b">b</p><p id="c">c</p></div>`,
		ops:  []string{`["children","c1",[],["c","<p id=\"n\">n</p>","a"]]`},
		want: map[string]string{`$('c1').textContent`: "cna", `$('b')`: "null"},
	},
	{
		name:   "what one operation takes out, a later one puts elsewhere",
		page:   `<div id="c1" data-pn="row"><p id="a">a</p></div><div id="c2" data-pn="row"></div>`,
		before: `a = $('a')`,
		ops:    []string{`["children","c1",[],[]]`, `["children","c2",[],["a"]]`},
		want:   map[string]string{`$('a') === a && a.parentNode.id`: "c2"},
	},
	{
		name:   "what nobody takes back is gone after the patch",
		page:   `<div id="c1" data-pn="row"><p id="a">a</p></div>`,
		ops:    []string{`["children","c1",[],[]]`},
		before: `count = document.body.children.length`,
		want:   map[string]string{`$('a')`: "null", `document.body.children.length == count`: "true"},
	},
	{
		name:   "a new component takes one in that was taken out before",
		page:   `<div id="c1" data-pn="row"><p id="a">a</p></div>`,
		before: `a = $('a')`,
		ops:    []string{`["children","c1",[],["<section id=\"n\" data-pn=\"card\"><div><i data-pn-keep=\"a\"></i></div></section>"]]`},
		want:   map[string]string{`$('a') === a && a.parentNode.parentNode.id`: "n", `document.querySelectorAll('[data-pn-keep]').length`: "0"},
	},
	{
		name:   "html keeps what stands for itself, and becomes the rest",
		page:   `<div id="c1" data-pn="card"><h2>A</h2><div><p id="a">a</p></div></div>`,
		before: `a = $('a'); root = $('c1')`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"card\" class=\"new\"><div><i data-pn-keep=\"a\"></i></div><hr></div>"]`},
		want: map[string]string{
			`$('c1') === root && $('a') === a`: "true",
			`$('c1').outerHTML`:                `<div id="c1" data-pn="card" class="new"><div><p id="a">a</p></div><hr></div>`,
		},
	},
	{
		name:   "elements with an id stay the same elements, wherever they go",
		page:   `<div id="c1" data-pn="card"><div><p id="a">a</p><p id="b">b</p></div></div>`,
		before: `a = $('a'); b = $('b')`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"card\"><p id=\"b\">B</p><section><p id=\"a\">A</p></section></div>"]`},
		want: map[string]string{
			`$('a') === a && $('b') === b`: "true",
			`$('c1').innerHTML`:            `<p id="b">B</p><section><p id="a">A</p></section>`,
		},
	},
	{
		name:   "another kind of component under the same id is another element",
		page:   `<div id="c1" data-pn="view"><div id="c2" data-pn="number">1</div></div>`,
		before: `old = $('c2')`,
		ops:    []string{`["html","pn-main","<div id=\"pn-main\" data-pn=\"area\"><div id=\"c1\" data-pn=\"view\"><div id=\"c2\" data-pn=\"text\">t</div></div></div>"]`},
		want:   map[string]string{`$('c2') !== old && $('c2').textContent`: "t", `document.querySelectorAll('[id=c2]').length`: "1"},
	},
	{
		name:   "two components exchange their ids",
		page:   `<div id="c1" data-pn="view"><p id="a" data-pn="x">a</p><b id="b" data-pn="y">b</b></div>`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"view\"><b id=\"a\" data-pn=\"y\">A</b><p id=\"b\" data-pn=\"x\">B</p></div>"]`},
		before: ``,
		want:   map[string]string{`$('c1').innerHTML`: `<b id="a" data-pn="y">A</b><p id="b" data-pn="x">B</p>`},
	},
	{
		name:   "focus and caret outlive a new shape around them",
		page:   `<div id="c1" data-pn="card"><div>` + withID(input, "c2") + `</div></div>`,
		before: `i = document.querySelector('#c2 input'); i.value = 'hello'; i.focus(); i.setSelectionRange(1, 3)`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"card\"><h2>T</h2><section><i data-pn-keep=\"c2\"></i></section></div>"]`},
		want: map[string]string{
			`document.activeElement === i`:                     "true",
			`[i.selectionStart, i.selectionEnd, i.value] + ''`: "1,3,hello",
		},
	},
	{
		name:   "focus outlives a move to another parent",
		page:   `<div id="c0" data-pn="row">` + input + `</div><div id="c2" data-pn="row"></div>`,
		before: `i = document.querySelector('#c1 input'); i.focus(); i.setSelectionRange(1, 1)`,
		ops:    []string{`["children","c0",[],[]]`, `["children","c2",[],["c1"]]`},
		want:   map[string]string{`document.activeElement === i && i.selectionStart`: "1"},
	},
	{
		name:   "scroll positions outlive a move",
		page:   `<div id="c0" data-pn="row"><div id="c1" style="height:40px;overflow:auto"><div style="height:400px"></div></div></div><div id="c2" data-pn="row"></div>`,
		before: `$('c1').scrollTop = 77`,
		ops:    []string{`["children","c2",[],["c1"]]`},
		want:   map[string]string{`$('c1').scrollTop`: "77", `$('c1').parentNode.id`: "c2"},
	},
	{
		name:   "an open details element that is not the server's stays open",
		page:   `<div id="c1" data-pn="markdown"><details><summary>s</summary>a</details></div>`,
		before: `document.querySelector('#c1 details').open = true`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"markdown\"><p>new</p><details><summary>s</summary>b</details></div>"]`},
		want:   map[string]string{`document.querySelector('#c1 details').open`: "true", `document.querySelector('#c1 details').textContent`: "sb"},
	},
	{
		name:   "a value is shown",
		page:   input + withID(slider, "c2"),
		before: ``,
		ops:    []string{`["value","c1","b"]`, `["value","c2",17]`},
		want:   map[string]string{`document.querySelector('#c1 input').value`: "b", `document.querySelector('#c2 input').value`: "17"},
	},
	{
		name: "values of every kind of control",
		page: `<label id="c1" data-pn="checkbox"><input data-pn-sends="change checked" data-pn-shows="checked" type="checkbox"></label>` +
			`<label id="c2" data-pn="select"><select data-pn-sends="change text" data-pn-shows="text"><option value="x">X</option><option value="y">Y</option></select></label>` +
			`<details id="c3" data-pn="card" data-pn-shows="open"><summary data-pn-sends="change open">s</summary></details>` +
			`<div id="c4" data-pn="tabs"><div role="tablist"><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="true">A</button><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="false">B</button></div></div>`,
		ops: []string{`["value","c1",true]`, `["value","c2","y"]`, `["value","c3",true]`, `["value","c4",1]`},
		want: map[string]string{
			`document.querySelector('#c1 input').checked`: "true",
			`document.querySelector('#c2 select').value`:  "y",
			`$('c3').open`: "true",
			`document.querySelector('#c4 [aria-selected=true]').textContent`: "B",
		},
	},
	{
		name:   "text that is being typed is not touched",
		page:   input,
		before: `i = document.querySelector('#c1 input'); i.focus(); i.value = 'typ'; i.dispatchEvent(new Event('input', {bubbles: true}))`,
		ops: []string{
			`["value","c1","server"]`,
			`["html","c1","<label id=\"c1\" data-pn=\"text-input\"><em>!</em><span class=\"pn-label\">Name</span><input type=\"text\" value=\"html\"></label>"]`,
		},
		want: map[string]string{`i.value`: "typ", `document.activeElement === i`: "true"},
	},
	{
		name:   "a value that came while a person typed is shown when nothing came of it",
		page:   input,
		before: `i = document.querySelector('#c1 input'); i.focus(); i.value = 'typ'; i.dispatchEvent(new Event('input', {bubbles: true}))`,
		ops:    []string{`["value","c1","server"]`},
		want:   map[string]string{`(i.blur(), i.value)`: "server"},
	},
	{
		name:   "html brings controls to what it says",
		page:   input,
		before: `i = document.querySelector('#c1 input'); i.value = 'other'`,
		ops:    []string{`["html","c1","<label id=\"c1\" data-pn=\"text-input\"><span class=\"pn-label\">Name:</span><input type=\"text\" value=\"html\" disabled></label>"]`},
		want:   map[string]string{`i.isConnected && i.disabled && i.value`: "html"},
	},
	{
		name:   "options of a select change, and the choice with them",
		page:   `<label id="c1" data-pn="select"><select data-pn-sends="change text" data-pn-shows="text"><option value="x" selected>X</option><option value="y">Y</option></select></label>`,
		before: `e = document.querySelector('#c1 select')`,
		ops:    []string{`["html","c1","<label id=\"c1\" data-pn=\"select\"><select><option value=\"z\">Z</option><option value=\"y\">Y</option><option value=\"q\" selected>Q</option></select></label>"]`},
		want:   map[string]string{`e.isConnected && e.value`: "q", `e.options.length`: "3"},
	},
	{
		name:   "an SVG picture is a component too",
		page:   `<div id="c1" data-pn="chart"><svg viewBox="0 0 10 10"><circle r="1"></circle></svg></div>`,
		before: `svg = document.querySelector('#c1 svg')`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"chart\"><svg viewBox=\"0 0 20 20\"><circle r=\"2\"></circle><path d=\"M0 0\"></path></svg></div>"]`},
		want: map[string]string{
			`svg.isConnected && svg.viewBox.baseVal.width`:        "20",
			`svg.querySelector('path') instanceof SVGPathElement`: "true",
		},
	},
	{
		name:   "what a browser part of a plugin owns is left alone",
		page:   `<div id="c1" data-pn="map"><div data-pn-own></div></div>`,
		before: `document.querySelector('#c1 div').innerHTML = '<canvas></canvas>'`,
		ops:    []string{`["html","c1","<div id=\"c1\" data-pn=\"map\"><div data-pn-own class=\"x\"></div><p></p></div>"]`},
		want:   map[string]string{`document.querySelector('#c1 .x canvas') != null`: "true"},
	},
}

func TestPatches(t *testing.T) {
	b := newBench(t, "")
	runPatches(t, b)
}

// The same where the browser cannot move an element without removing it.
func TestPatchesWithoutMoveBefore(t *testing.T) {
	b := newBench(t, "delete Element.prototype.moveBefore")
	b.Want(`'moveBefore' in document.body`, "false")
	runPatches(t, b)
}

func runPatches(t *testing.T, b *bench) {
	for _, tt := range patchTests {
		ok := t.Run(tt.name, func(t *testing.T) {
			b.tab.T, b.c.t = t, t
			b.show(tt.page)
			b.JS(tt.before)
			b.apply(tt.ops...)
			for expression, want := range tt.want {
				b.Want(expression, want)
			}
			b.JS(`document.activeElement.blur()`)
		})
		if !ok && b.Ask(`document.documentElement.dataset.pnState`) != "live" {
			t.FailNow()
		}
	}
	b.tab.T, b.c.t = t, t
}

// A patch that does not fit the page is rejected.
func TestPatchThatDoesNotFit(t *testing.T) {
	s, p := serve(t, `<div id="c1" data-pn="text">one</div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.patch(0, `["text","c9",[],"two"]`)
	p.Wait(`document.getElementById('pn-banner')?.textContent.includes('lost step')`)
	p.Want(`document.querySelector('#pn-banner button').textContent`, "Load anew")
}
