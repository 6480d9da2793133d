package browser

import (
	"fmt"
	"strings"
	"testing"
)

func TestShortenCSS(t *testing.T) {
	const source = `/* a
 comment */
.a > b,
.c :hover { color: red; margin: calc(1px + 2px) }
@media (min-width: 10px) { .d { width: 1px; } }
`
	const want = `.a > b,.c :hover{color:red;margin:calc(1px + 2px)}@media (min-width:10px){.d{width:1px}}`
	if got := ShortenCSS(source); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPageStyles(t *testing.T) {
	page, later := PageStyles([]string{".a { color: red }", "", ".a { color: red }"}), LaterStyles()
	if !strings.Contains(page, ".a{color:red}") {
		t.Error("the styles of a kind are not there")
	}
	if !strings.Contains(later, ".pn-toast{") || strings.Contains(page, ".pn-toast{") {
		t.Error("what only a live page shows belongs to the later styles alone")
	}
	for _, css := range []string{page, later, PageStyles(nil)} {
		if strings.Count(css, "{") != strings.Count(css, "}") || !strings.HasPrefix(css, layers) {
			t.Errorf("unbalanced, or without its layers: %s", css)
		}
	}
}

// The short forms that are remembered are bounded, and right.
func TestShortenedIsBounded(t *testing.T) {
	var c sheetCache
	for i := range 3 * maxShortened {
		if got, want := c.of(fmt.Sprintf(".a%d { }", i)), fmt.Sprintf(".a%d{}", i); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		if len(c.short) > maxShortened {
			t.Fatalf("%d are remembered", len(c.short))
		}
	}
}
