package browser

import (
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

func TestCSSHoldsWhatAPageShows(t *testing.T) {
	styles := NewStyles(map[string]string{"gauge": ".pn-gauge { color: red }", "card": ".pn-card-more { color: red }"})
	few, all := styles.Page([]string{"number", "number", "unknown", "later", "gauge"}), styles.All()
	if n := strings.Count(few, ".pn-number-value{"); n != 1 {
		t.Errorf("the style of numbers is there %d times", n)
	}
	if !strings.Contains(few, ".pn-gauge{") {
		t.Error("the style of a plugin's kind is not there")
	}
	for _, part := range []string{".pn-card{", ".pn-card-more{", ".pn-toast{"} {
		if strings.Contains(few, part) {
			t.Errorf("%s is in a page that does not show it", part)
		}
		if !strings.Contains(all, part) {
			t.Errorf("%s is not in the sheet of all", part)
		}
	}
	for _, css := range []string{few, all, Styles{}.Page(nil), NewStyles(nil).All()} {
		if strings.Count(css, "{") != strings.Count(css, "}") || !strings.HasPrefix(css, layers) {
			t.Errorf("unbalanced, or without its layers: %s", css)
		}
	}
}
