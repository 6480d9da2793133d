package browser

import (
	"embed"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed css/*.css
var sheets embed.FS

// Styles are in cascade layers, so that the order in which sheets arrive does
// not matter: the template's styles override the components', and a script's
// own styles, which are in no layer, override both.
const layers = "@layer base,components,template;"

// Styles are the styles of every kind of component that a page may show. The
// zero value has none.
type Styles struct {
	kinds []kindStyle // in the order of the cascade
}

type kindStyle struct{ kind, css string }

// NewStyles returns the styles of this package's kinds, followed by those of
// plugins, given as CSS by kind.
func NewStyles(plugins map[string]string) Styles {
	var s Styles
	for _, kind := range Kinds() {
		s.kinds = append(s.kinds, kindStyle{kind, stylesheets()[kind]})
	}
	for _, kind := range slices.Sorted(maps.Keys(plugins)) {
		s.kinds = append(s.kinds, kindStyle{kind, ShortenCSS(plugins[kind])})
	}
	return s
}

// Page returns the styles that a first view carries: what every page needs, and
// the styles of the kinds that it shows.
func (s Styles) Page(kinds []string) string {
	var b strings.Builder
	b.Grow(8 << 10) // more than most pages need
	b.WriteString(layers)
	b.WriteString("@layer base{" + stylesheets()["base"] + "}")
	b.WriteString("@layer components{" + stylesheets()["common"])
	for _, k := range s.kinds {
		if slices.Contains(kinds, k.kind) {
			b.WriteString(k.css)
		}
	}
	b.WriteString("}")
	return b.String()
}

// All returns the styles of every kind, and of what only a live page shows. A
// page loads them once it is live, so that a patch may bring any kind.
func (s Styles) All() string {
	var b strings.Builder
	b.WriteString(layers)
	b.WriteString("@layer components{" + stylesheets()["later"])
	for _, k := range s.kinds {
		b.WriteString(k.css)
	}
	b.WriteString("}")
	return b.String()
}

// Kinds lists the kinds of component whose styles are in this package, sorted.
func Kinds() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(stylesheets())), func(name string) bool {
		return name == "base" || name == "common" || name == "later"
	})
}

// stylesheets are the files of css/ by name: one for each kind, base and common
// for every page, later for what only a live page shows.
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
