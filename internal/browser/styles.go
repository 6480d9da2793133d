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

// Styles are kept in cascade layers, so that it does not matter when a sheet
// arrives: components come before the template, and a script's own styles,
// which are in no layer, come last.
const layers = "@layer base,components,template;"

// CSS gives the styles for a page that shows these kinds of component, and
// what all pages need.
func CSS(kinds ...string) string {
	var b strings.Builder
	b.WriteString(layers)
	b.WriteString("@layer base{" + stylesheets()["base"] + "}")
	b.WriteString("@layer components{" + stylesheets()["common"])
	for _, kind := range slices.Compact(slices.Sorted(slices.Values(kinds))) {
		b.WriteString(ComponentCSS(kind))
	}
	b.WriteString("}")
	return b.String()
}

// ComponentCSS is the style of one kind of component, "" when it has none.
func ComponentCSS(kind string) string {
	switch kind {
	case "base", "common", "later":
		return ""
	}
	return stylesheets()[kind]
}

// AllCSS gives the styles of all kinds, and of what shows up later: a page
// loads them when it has become live. more are styles of kinds that are not in
// this package.
func AllCSS(more map[string]string) string {
	var b strings.Builder
	b.WriteString(layers + "@layer components{" + stylesheets()["later"])
	for _, kind := range Kinds() {
		b.WriteString(ComponentCSS(kind))
	}
	for _, kind := range slices.Sorted(maps.Keys(more)) {
		b.WriteString(ShortenCSS(more[kind]))
	}
	b.WriteString("}")
	return b.String()
}

// Kinds lists the kinds of component that have styles, sorted.
func Kinds() []string {
	var out []string
	for name := range stylesheets() {
		if ComponentCSS(name) != "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

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

// ShortenCSS leaves out comments and needless space. A colon followed by a
// space must be one between a property and its value, and strings must hold
// no braces, semicolons or commas.
func ShortenCSS(source string) string {
	s := cssComment.ReplaceAllString(source, "")
	s = cssSpace.ReplaceAllString(s, " ")
	s = cssAround.ReplaceAllString(s, "$1")
	s = cssColon.ReplaceAllString(s, ":")
	return strings.TrimSpace(strings.ReplaceAll(s, ";}", "}"))
}
