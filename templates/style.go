package templates

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/browser"
)

// sheet is the inline style of a page, and the policy that allows it.
type sheet struct{ css, csp string }

// maxSheets bounds how many combinations of kinds a template remembers. What
// is beyond is made anew each time.
const maxSheets = 256

// sheet gives the styles for what a page shows: tokens, the kinds of component
// in it, and the template's own.
func (t *Template) sheet(p Page, extra string) sheet {
	known := func(kind string) bool { return p.Styles[kind] != "" || browser.ComponentCSS(kind) != "" }
	kinds := kindsIn(known, string(p.Header), string(p.Sidebar), string(p.Main), string(p.Modal))
	var plugin strings.Builder
	for _, kind := range kinds {
		plugin.WriteString(p.Styles[kind])
	}
	key := strings.Join(kinds, " ") + "|" + extra + "|" + plugin.String()
	t.mu.Lock()
	defer t.mu.Unlock()
	if s, ok := t.sheets[key]; ok {
		return s
	}
	css := browser.CSS(kinds...) + "@layer base{" + tokens() + "}"
	if plugin.Len() > 0 {
		css += "@layer components{" + browser.ShortenCSS(plugin.String()) + "}"
	}
	css += "@layer template{" + t.style + extra + "}"
	s := sheet{css: css, csp: t.policy(css)}
	if len(t.sheets) < maxSheets {
		t.sheets[key] = s
	}
	return s
}

var tokens = sync.OnceValue(func() string { return browser.ShortenCSS(read("tokens.css")) })

// kindsIn lists the kinds of component in finished HTML that have styles,
// sorted. Text is escaped, so that the mark stands in tags only, but for raw
// HTML: what is not known as a kind does not count, or anyone who gets text
// into a page could fill the memory for sheets.
func kindsIn(known func(kind string) bool, html ...string) []string {
	const mark = ` data-pn="`
	var out []string
	for _, s := range html {
		for {
			_, rest, ok := strings.Cut(s, mark)
			if !ok {
				break
			}
			kind, rest, ok := strings.Cut(rest, `"`)
			if !ok {
				break
			}
			if known(kind) && !slices.Contains(out, kind) {
				out = append(out, kind)
			}
			s = rest
		}
	}
	slices.Sort(out)
	return out
}

// policy is a strict Content-Security-Policy: everything comes from the server
// that made the page; of scripts and styles in the page only those that are
// known by their hash count. Style attributes are allowed, for widths and
// heights; scripts in attributes are not.
func (t *Template) policy(css string) string {
	scripts := append([]string{hash(browser.Bootstrap())}, t.ownScripts...)
	styles := append([]string{hash(css)}, t.ownStyles...)
	return "default-src 'none'; " +
		"script-src 'self' " + strings.Join(scripts, " ") + "; " +
		"style-src 'self' " + strings.Join(styles, " ") + "; " +
		"style-src-attr 'unsafe-inline'; " +
		"img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var (
	styleElement  = regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style\s*>`)
	scriptElement = regexp.MustCompile(`(?is)<script[^>]*>(.*?)</script\s*>`)
)

// inlineHashes gives the hashes of the styles and scripts that stand in a
// template as they are.
func inlineHashes(source string) (styles, scripts []string) {
	find := func(element *regexp.Regexp) (out []string) {
		for _, m := range element.FindAllStringSubmatch(source, -1) {
			if m[1] != "" && !strings.Contains(m[1], "{{") {
				out = append(out, hash(m[1]))
			}
		}
		return out
	}
	return find(styleElement), find(scriptElement)
}
