package charts

import "testing"

// Paths are written as short as SVG has them.
func TestPath(t *testing.T) {
	tests := []struct {
		draw func(*canvas)
		want string
	}{
		{func(c *canvas) { c.Stroke() }, ""},
		{func(c *canvas) {
			c.MoveTo(1, 2)
			c.LineTo(5, 2)
			c.LineTo(5, 0)
			c.LineTo(8, 9)
			c.LineTo(7, 8)
			c.Stroke()
		}, `<path class="k" d="M1 2h4v-2l3 9l-1-1"/>`},
		{func(c *canvas) { c.box("", 1, 2, 4, 8); c.box("b", 0, 0, 1, 1) }, `<path class="k" d="M1 2h3v6h-3z"/><path class="k" d="M0 0h1v1h-1z"><title>b</title></path>`},
		{func(c *canvas) { c.dot(3, 4); c.dot(-3, -4); c.Fill() }, `<path class="k" d="M3 4h0M-3-4h0"/>`},
		{func(c *canvas) { c.group("all"); c.dot(1, 1); c.Stroke(); c.end(); c.end() }, `<g class="all"><path d="M1 1h0"/></g>`},
	}
	for _, test := range tests {
		c := &canvas{}
		c.SetClassName("k")
		test.draw(c)
		if got := string(c.out); got != test.want {
			t.Errorf("%s\nwant %s", got, test.want)
		}
	}
}

// Text keeps its meaning, without the characters that a page may not contain.
func TestEscape(t *testing.T) {
	tests := map[string]string{
		"plain":               "plain",
		`<b>"&'</b>`:          "&lt;b&gt;&#34;&amp;&#39;&lt;/b&gt;",
		"&amp;":               "&amp;amp;",
		"a\nb\tc":             "a\nb\tc",
		"\x00\x1b\x7f\ufffe!": "!",
		"bad \xff byte":       "bad \ufffd byte",
		"日本 ø":                "日本 ø",
	}
	for text, want := range tests {
		if got := escape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
