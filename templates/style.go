package templates

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/browser"
)

// css returns the inline style of a page: the design tokens, the kinds of
// component that it shows, the template's own styles and extra.
func (t *Template) css(p Page, extra string) string {
	return browser.PageStyles(p.Styles) + "@layer base{" + tokens() + "}@layer template{" + t.style + extra + "}"
}

var tokens = sync.OnceValue(func() string { return browser.ShortenCSS(read("tokens.css")) })

// policy returns a strict Content-Security-Policy: everything comes from the
// server that made the page, and of inline scripts and styles only those with a
// known hash are allowed. Style attributes are allowed, for widths and heights;
// scripts in attributes are not.
func (t *Template) policy(css string) string {
	scripts := append([]string{bootstrapHash()}, t.ownScripts...)
	styles := append([]string{hash(css)}, t.ownStyles...)
	return "default-src 'none'; " +
		"script-src 'self' " + strings.Join(scripts, " ") + "; " +
		"style-src 'self' " + strings.Join(styles, " ") + "; " +
		"style-src-attr 'unsafe-inline'; " +
		"img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
}

var bootstrapHash = sync.OnceValue(func() string { return hash(browser.Bootstrap()) })

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var (
	styleElement  = regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style\s*>`)
	scriptElement = regexp.MustCompile(`(?is)<script[^>]*>(.*?)</script\s*>`)
)

// inlineHashes returns the hashes of the styles and scripts that are literally
// in a template.
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
