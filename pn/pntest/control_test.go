package pntest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// A test sends what a browser would, and nothing that a person could not do.
func TestWhatAPersonCanEnter(t *testing.T) {
	sends := func(html string) string {
		for _, as := range []string{"text", "number", "checked", "list", "pair", "index", "open"} {
			html = strings.ReplaceAll(html, "@"+as, `data-pn-sends="change `+as+`"`)
		}
		return html
	}
	const (
		slider  = `<input type="range" min="1" max="9" step="2" @number>`
		choice  = `<select @text><option value="a">A</option><option>b</option><option disabled>c</option></select>`
		radios  = `<input type="radio" value="1" @number><input type="radio" value="2" @number disabled>`
		boxes   = `<input type="checkbox" value="a" @list><input type="checkbox" value="b" @list>`
		tabs    = `<button @index>One</button><button @index>Two</button>`
		between = `<input type="range" max="9" @pair><input type="range" max="9" @pair>`
	)
	for _, c := range []struct {
		html  string
		value any
		sent  string
		err   string
	}{
		{`<input type="text" maxlength="3" @text>`, "abc", `"abc"`, ""},
		{`<input type="text" maxlength="3" @text>`, "abcd", "", "takes 3 characters"},
		{`<input type="text" @text>`, 3, "", "takes a string"},
		{`<input type="text" disabled @text>`, "abc", "", "disabled"},
		{slider, 5, `5`, ""},
		{slider, 4, "", "no step"},
		{slider, 11, "", "not between 1 and 9"},
		{`<input type="range" min="0" max="1" step="0.1" @number>`, 0.3, `0.3`, ""},
		{`<input type="number" @number>`, int64(9007199254740993), `"9007199254740993"`, ""},
		{choice, "b", `"b"`, ""},
		{choice, "c", "", "none of the options"},
		{radios, 1, `1`, ""},
		{radios, 2, "", "none of"},
		{radios, 3, "", "none of"},
		{`<input type="checkbox" @checked>`, true, `true`, ""},
		{`<input type="checkbox" @checked>`, "on", "", "takes a bool"},
		{boxes, []string{"b", "a"}, `["a","b"]`, ""},
		{boxes, []string{}, `[]`, ""},
		{boxes, []string{"c"}, "", "none of"},
		{`<select multiple @list><option>a</option><option>b</option></select>`, []string{"b"}, `["b"]`, ""},
		{between, [2]int{2, 5}, `[2,5]`, ""},
		{between, []int{2}, "", "not 2 numbers"},
		{between, []int{2, 10}, "", "not between"},
		{tabs, 1, `1`, ""},
		{tabs, 2, "", "there are 2"},
		{`<details><summary @open>More</summary></details>`, true, `true`, ""},
		{`<p>nothing</p>`, 1, "", "sends no value"},
		{`<i data-pn="y"><input type="text" @text></i>`, "inside another", "", "sends no value"},
	} {
		name := fmt.Sprintf("%s %v", c.html, c.value)
		dom, err := ParseDOM(`<div id="c1" data-pn="x">` + sends(c.html) + `</div>`)
		if err != nil {
			t.Fatal(err)
		}
		root, err := dom.Find("#c1")
		if err != nil {
			t.Fatal(err)
		}
		event, sent, err := entered(root, c.value)
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: sent %v, error %v, want %q", name, sent, err, c.err)
			}
			continue
		}
		if got, _ := json.Marshal(sent); err != nil || event != "change" || string(got) != c.sent {
			t.Errorf("%s: %s %s, want %s (%v)", name, event, got, c.sent, err)
		}
	}
}
