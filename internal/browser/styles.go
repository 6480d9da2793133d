package browser

import (
	"embed"
	"path"
	"regexp"
	"strings"
	"sync"
)

//go:embed css/*.css
var sheets embed.FS

// Styles are in cascade layers, so that the order in which sheets arrive does
// not matter: the template's styles override the components', and a script's
// own styles, which are in no layer, override both.
const layers = "@layer base,components,template;"

// PageStyles returns the styles that a first view carries: what every page needs, and
// those of the kinds of component that it shows.
func PageStyles(kinds []string) string {
	var b strings.Builder
	b.Grow(8 << 10) // more than most pages need
	b.WriteString(layers)
	b.WriteString("@layer base{" + stylesheets()["base"] + "}")
	b.WriteString("@layer components{" + stylesheets()["common"])
	for _, css := range kinds {
		b.WriteString(shortened.of(css))
	}
	b.WriteString("}")
	return b.String()
}

// LaterStyles returns the styles of what only a live page shows.
func LaterStyles() string {
	return layers + "@layer components{" + stylesheets()["later"] + "}"
}

// shortened remembers the short forms of kinds' styles.
var shortened sheetCache

// maxShortened bounds the sheets in a cache: scripts have kinds of their own, which edits
// change.
const maxShortened = 1_000

type sheetCache struct {
	mu    sync.Mutex
	short map[string]string // by the sheet
}

func (c *sheetCache) of(css string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	short, ok := c.short[css]
	if !ok {
		if c.short == nil || len(c.short) >= maxShortened {
			c.short = map[string]string{}
		}
		short = ShortenCSS(css)
		c.short[css] = short
	}
	return short
}

// stylesheets are the files of css/ by name: base and common for every page, later for
// what only a live page shows. Those of kinds stand beside the components.
var stylesheets = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, entry := range must(sheets.ReadDir("css")) {
		source := must(sheets.ReadFile("css/" + entry.Name()))
		out[strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))] = ShortenCSS(string(source))
	}
	return out
})

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s+`)
	cssAround  = regexp.MustCompile(` ?([{};,]) ?`)
	cssColon   = regexp.MustCompile(`: `)
)

// ShortenCSS removes comments and needless space. In its input, a colon
// followed by a space must separate a property from its value, and strings must
// not contain braces, semicolons or commas.
func ShortenCSS(source string) string {
	s := cssComment.ReplaceAllString(source, "")
	s = cssSpace.ReplaceAllString(s, " ")
	s = cssAround.ReplaceAllString(s, "$1")
	s = cssColon.ReplaceAllString(s, ":")
	return strings.TrimSpace(strings.ReplaceAll(s, ";}", "}"))
}
